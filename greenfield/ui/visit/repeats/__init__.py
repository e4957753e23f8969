"""Repeats as tables: a row for each instance, a column for each question."""
