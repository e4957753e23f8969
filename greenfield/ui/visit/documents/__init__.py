"""The documents of a visit: preview, saving, printing, signatures."""
