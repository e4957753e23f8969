"""The migrations of the workspace's database, run by `greenfield.store.migrating`."""

from typing import Final

REVISIONS: Final = ("0001", "0002", "0003", "0004", "0005", "0006")
"""All revisions, oldest first, so that opening an up to date database need not load Alembic."""
