"""Exchange files: writing what a workspace has, looking into one, taking it in."""
