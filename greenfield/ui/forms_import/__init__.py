"""Bringing a centre's own questionnaire in: its problems, a preview, keeping it."""
