"""A computer with a real workspace: database, units of work and the store that sync gets of it."""

import random
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sync_machines import FIRST_YEAR, LAST_YEAR

from greenfield.records import change as changes
from greenfield.records.change import AnyChange, Change, Json
from greenfield.records.merge import RecordState
from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.store.rebuild import read_log
from greenfield.store.syncing.carried_in import take_carried
from greenfield.store.workspace import Workspace


class WorkspaceMachine:
    """See `sync_machines.MemoryMachine`: the same for a workspace in a folder."""

    def __init__(
        self,
        number: int,
        member: int,
        folder: Path,
        open_in: Callable[[Path, Callable[[], datetime]], Workspace],
        chance: random.Random,
    ) -> None:
        self.number = number
        self.member = member
        self.revoked = False
        self._folder = folder
        self._open_in = open_in
        self._chance = chance
        self.open()

    def open(self) -> None:
        """Start the program."""
        self.workspace = self._open_in(self._folder, self._clock)
        self.store = WorkspaceStore(self.workspace)

    def close(self) -> None:
        """End the program."""
        self.workspace.close()

    def restart(self) -> None:
        """Start the program again after it was killed."""
        self.close()
        self.open()

    def _clock(self) -> datetime:
        return datetime(self._chance.randrange(FIRST_YEAR, LAST_YEAR), 1, 1, tzinfo=UTC)

    def state(self, record: str) -> RecordState | None:
        """Return what is known of a record here."""
        with self.workspace.unit() as unit:
            row = unit._book.cache.row(record)
            if row is None:
                return None
            state = unit._book.whole_state(row)
        fields = {name: entries for name, entries in state.fields.items() if name}
        return RecordState(state.record, state.kind, fields, erased=state.erased)

    def records(self, *kinds: str) -> list[str]:
        """Return the records that can be worked on here, in one order on all computers."""
        marks = ",".join("?" * len(kinds))
        with self.workspace.unit() as unit:
            unit.note()
            rows = self.workspace.writing_connection.execute(
                f"SELECT id FROM record WHERE erased = 0 AND kind IN ({marks}) ORDER BY id", kinds
            ).fetchall()
        return [row[0] for row in rows]

    def log(self) -> Mapping[str, AnyChange]:
        """Return the change log."""
        return {change.cid: change for _, change in read_log(self.workspace.writing_connection)}

    def edit(
        self,
        op: str,
        kind: str,
        record: str,
        values: Mapping[str, Json],
        files: tuple[bytes, ...] = (),
        **_extra: Json,
    ) -> Change | None:
        """Make a change as a person does who sees this computer; None if nothing would change."""
        before = self._last()
        with self.workspace.unit() as unit:
            for content in files:
                unit.put_blob(content)
            if op == changes.CREATE:
                unit.create(kind, values, record=record)
            elif op in {changes.SET, changes.RESOLVE}:
                getattr(unit, op)(record, values)
            else:
                getattr(unit, op)(record)
        last = self._last()
        if last == before:
            return None
        made = next(change for seq, change in read_log(self.workspace.writing_connection) if seq == last)
        assert isinstance(made, Change)
        return made

    def _last(self) -> int:
        found = self.workspace.writing_connection.execute("SELECT max(seq) FROM change").fetchone()
        return found[0] or 0

    def cids(self) -> set[str]:
        """Return all changes that this computer could bring to a hub."""
        query = "SELECT cid FROM change UNION SELECT cid FROM sync_kept"
        return {row[0] for row in self.workspace.writing_connection.execute(query).fetchall()}

    def tray(self) -> set[str]:
        """Return the changes that the hub keeps to itself, or does not take."""
        return {
            row[0]
            for row in self.workspace.writing_connection.execute("SELECT cid FROM sync_tray").fetchall()
        }

    def bring(self, change: AnyChange) -> None:
        """Take a change from a stick."""
        with self.workspace.unit() as unit:
            take_carried(unit, [change], {})

    def image(self) -> dict[str, bytes]:
        """Return a copy of the disk."""
        self.close()
        found = {path.name: path.read_bytes() for path in self._folder.iterdir()}
        self.open()
        return found

    def go_back(self, image: dict[str, bytes]) -> None:
        """Put an older copy of the disk in place."""
        self.close()
        shutil.rmtree(self._folder)
        self._folder.mkdir()
        for name, content in image.items():
            (self._folder / name).write_bytes(content)
        self.open()

    def whole_files(self) -> dict[str, bytes]:
        """Return the files that can be opened here."""
        rows = self.workspace.writing_connection.execute(
            "SELECT sha256 FROM blob WHERE complete = 1"
        ).fetchall()
        return {sha256: self.workspace.blob(sha256) for (sha256,) in rows}

    def everything(self) -> bytes:
        """Return all that a person with the key could read here."""
        return dump(self.workspace.writing_connection)


def dump(connection: Any) -> bytes:
    """Return every value of every row of a database."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    found = []
    for (name,) in names:
        for row in connection.execute(f'SELECT * FROM "{name}"').fetchall():
            found += [each if isinstance(each, bytes) else str(each).encode() for each in row]
    return b"\n".join(found)
