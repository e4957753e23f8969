"""Checks of everything that an author writes: all problems of all sheets in one go, each at its cell."""
