"""Connections as the vault makes them, without a folder of its own."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from greenfield.vault.datakey import DataKey
from greenfield.vault.driver import open_file

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def keyed(path: Path, key: DataKey) -> Callable[[], Any]:
    def connect() -> Any:
        connection = open_file(path, key, "rwc")
        for pragma in (
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "journal_mode = WAL",
            "synchronous = FULL",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        return connection

    return connect
