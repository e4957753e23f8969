"""Greenfield: assess small and medium factories on site and leave an action plan behind."""

__version__ = "0.1.0"
