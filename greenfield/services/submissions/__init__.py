"""Submissions of the field apps (ODK, KoboToolbox): read from their files, taken into visits, given back."""
