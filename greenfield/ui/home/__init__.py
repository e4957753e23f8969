"""The first page: the last visit on top, all visits, all companies."""
