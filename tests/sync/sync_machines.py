"""The computers of a history: a store, the person in front of it, and what an edit there looks like."""

import random
from collections.abc import Mapping
from typing import Any

from sync_memory_store import MemoryStore

from greenfield.records import change as changes
from greenfield.records.change import Change, FieldEdit, Json
from greenfield.records.edits import deleting, resolving, restoring, setting
from greenfield.records.merge import RecordState
from greenfield.records.own_ids import SALT_BYTES, seal_with_ids

FIRST_YEAR, LAST_YEAR = 1970, 2100


class Killed(BaseException):
    """The process ended here, as by kill -9 or a power cut."""


class Mortal:
    """A store whose process is killed at one of its writing steps: before it, or just after it was committed."""

    WRITING = frozenset(
        {
            "acknowledge",
            "take",
            "start_over",
            "save_link",
            "forget_numbers",
            "file_sent",
            "file_unwanted",
            "add_to_file",
            "file_refused",
        }
    )

    def __init__(self, store: Any, steps: int, *, after: bool) -> None:
        self._store = store
        self._steps = steps
        self._after = after

    def __getattr__(self, name: str) -> Any:
        whole = getattr(self._store, name)
        return self._mortal(whole) if name in self.WRITING else whole

    def _mortal(self, whole: Any) -> Any:
        def call(*given: Any) -> Any:
            self._steps -= 1
            if self._steps == 0 and not self._after:
                raise Killed
            found = whole(*given)
            if self._steps == 0:
                raise Killed
            return found

        return call


class MemoryMachine:
    """A computer whose workspace is a store in memory."""

    def __init__(self, number: int, member: int, store: MemoryStore, chance: random.Random) -> None:
        self.number = number
        self.member = member
        self.store = store
        self.revoked = False
        self._chance = chance

    def state(self, record: str) -> RecordState | None:
        """Return what is known of a record here."""
        return self.store.book.states.get(record)

    def records(self, *kinds: str) -> list[str]:
        """Return the records that can be worked on here, in one order on all computers."""
        states = self.store.book.states.values()
        return sorted(
            each.record for each in states if each.kind in kinds and not each.erased and each.fields
        )

    def log(self) -> Mapping[str, changes.AnyChange]:
        """Return the change log."""
        return self.store.book.log

    def cids(self) -> set[str]:
        """Return all changes that this computer could bring to a hub."""
        return {*self.store.book.log, *self.store.kept}

    def edit(
        self,
        op: str,
        kind: str,
        record: str,
        values: Mapping[str, Json],
        files: tuple[bytes, ...] = (),
        **extra: Json,
    ) -> Change | None:
        """Make a change as a person does who sees this computer; None if nothing would change."""
        state = self.state(record) or RecordState(record, kind)
        edits = {
            changes.CREATE: lambda: {name: FieldEdit(value) for name, value in values.items()},
            changes.SET: lambda: setting(state, values),
            changes.RESOLVE: lambda: resolving(state, values),
            changes.DELETE: lambda: deleting(state),
            changes.RESTORE: lambda: restoring(state),
        }.get(op, dict)()
        if not edits and op == changes.SET:
            return None
        made = seal_with_ids(
            Change(
                cid="",
                hash="",
                device=self.store.device,
                author=f"member {self.member}",
                dseq=self.store.dseq + 1,
                kind=kind,
                record=record,
                op=op,
                fields=edits,
                at_device=f"{self._chance.randrange(FIRST_YEAR, LAST_YEAR)}-01-01T00:00:00+00:00",
                extra=extra,
            ),
            self._salt(),
        )
        self.store.make(made, files)
        return made

    def _salt(self) -> bytes:
        """Return the salt of this opening."""
        if not self.store.salt:
            self.store.begin_salt(self._chance.randbytes(SALT_BYTES))
        return self.store.salt

    def tray(self) -> set[str]:
        """Return the changes that the hub keeps to itself, or does not take."""
        return set(self.store.tray)

    def bring(self, change: changes.AnyChange) -> None:
        """Take a change from a stick."""
        self.store.bring(change)

    def restart(self) -> None:
        """Start the program again after it was killed."""
        self.store.salt = b""

    def image(self) -> MemoryStore:
        """Return a copy of the disk."""
        return self.store.copy()

    def go_back(self, image: MemoryStore) -> None:
        """Put an older copy of the disk in place, or of disk and memory while the program ran."""
        self.store = image.copy()
        if self._chance.random() < 0.5:
            self.restart()

    def whole_files(self) -> dict[str, bytes]:
        """Return the files that can be opened here."""
        return self.store.files

    def everything(self) -> bytes:
        """Return all that a person with the key could read here."""
        return self.store.everything()
