"""The results of a visit as the window shows them, and how each figure came about."""
