"""Reads XForm XML and the files that a form names into definitions."""
