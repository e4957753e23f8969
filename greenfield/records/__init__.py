"""Kinds and fields of records, changes, heads and their merge. Pure."""
