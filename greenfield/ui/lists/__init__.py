"""Lists of records: rows with a title, a line under it, and how far something has come."""
