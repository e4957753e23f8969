"""Preparing a visit: the company, the toolkit, the day."""
