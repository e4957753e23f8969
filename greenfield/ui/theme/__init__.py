"""How the window looks: colours by role, spacing, type, icons."""
