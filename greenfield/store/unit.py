"""A unit of work: everything that one public function of the services does to records, in one transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from greenfield.base.problem import fail
from greenfield.records import change as changes
from greenfield.records.accept import accept
from greenfield.records.change import AnyChange, Change, FieldEdit, Json
from greenfield.records.edits import deleting, resolving, restoring, setting
from greenfield.records.kinds import is_immutable
from greenfield.records.merge import Outcome
from greenfield.records.own_ids import seal_with_ids
from greenfield.store import blobs
from greenfield.store.book import StoredBook
from greenfield.store.new_records import NewRecords
from greenfield.store.record_row import RecordRow
from greenfield.store.salts import Salts


@dataclass(frozen=True, slots=True)
class Editor:
    """On which device and in whose name edits are made, and the clock that people read beside them."""

    device: str
    author: str
    clock: Callable[[], datetime]


class Unit:
    """Edits records and applies changes; all of it or nothing, see `Workspace.unit`.

    Each edit becomes a change whose parents are looked up, and goes through the same `apply` as one that was
    pulled. `connection` reads what the unit wrote.
    """

    def __init__(
        self, book: StoredBook, connection: Connection, editor: Editor, salts: Salts, dseq: int
    ) -> None:
        """Work on the writing connection; `dseq` is the number of the device's last change."""
        self._connection = connection
        self.salts = salts
        self.dseq = dseq
        self.has_foreign = False
        self.undone = False
        self.noted = False
        self._book = book
        self._editor = editor

    @property
    def connection(self) -> Connection:
        """Reads what the unit wrote, sums included."""
        if self._book.notes.late:
            self.note()
        self._book.projection.index.write()
        return self._connection

    def note(self) -> None:
        """Write the sums and the index that would be written a little later."""
        self.noted = True
        self._book.notes.write()

    def apply(self, pulled: Iterable[AnyChange]) -> list[Outcome]:
        """Take changes of other devices; a bad one is refused and kept aside, and never stops the next."""
        self.has_foreign = True
        return [accept(self._book, each) for each in pulled]

    def pull(self, change: AnyChange, rev: int) -> Outcome:
        """Take a change of another device with the number that the hub gave it; as `apply` does."""
        self.has_foreign = True
        self._book.rev = rev
        try:
            return accept(self._book, change)
        finally:
            self._book.rev = None

    def new_records(self, changes: Iterable[AnyChange]) -> NewRecords:
        """Return what takes those of these pulled changes at once that make records of their own."""
        self.has_foreign = True
        return NewRecords(self.book, changes)

    @property
    def driver(self) -> Any:
        """The driver's connection, which writes; the notes may be behind."""
        return self._book.connection

    @property
    def book(self) -> StoredBook:
        """Log and records below the unit, for what sync does to them; the notes are written."""
        self.note()
        return self._book

    def create(
        self,
        kind: str,
        values: Mapping[str, Json],
        *,
        record: str | None = None,
        toolkit: str | None = None,
        blobs: Iterable[str] = (),
    ) -> str:
        """Make a record and return its id."""
        fields = {name: FieldEdit(value) for name, value in values.items()}
        made = self._made(changes.CREATE, kind, record or "", fields, toolkit=toolkit, blobs=tuple(blobs))
        accept(self._book, made, trusted=True)
        return made.record

    def set(
        self,
        record: str,
        values: Mapping[str, Json],
        *,
        toolkit: str | None = None,
        blobs: Iterable[str] = (),
    ) -> Outcome | None:
        """Set fields of a record; None if all of them have these values already.

        Raises ProblemError `record.unknown`, `record.erased`, `record.deleted`, `record.set_once`.
        """
        row = self._editable(record)
        edits = setting(self._book.seen_state(row, values), values)
        return (
            self._change(changes.SET, row.kind, record, edits, toolkit=toolkit, blobs=tuple(blobs))
            if edits
            else None
        )

    def resolve(self, record: str, values: Mapping[str, Json]) -> Outcome:
        """End conflicts: each field gets this value in place of all that stand; raises as `set` does."""
        row = self._editable(record)
        edits = resolving(self._book.seen_state(row, values), values)
        return self._change(changes.RESOLVE, row.kind, record, edits)

    def delete(self, record: str) -> Outcome:
        """Delete a record, which `restore` takes back; raises as `set` does."""
        row = self._editable(record)
        return self._change(changes.DELETE, row.kind, record, deleting(self._book.whole_state(row)))

    def restore(self, record: str) -> Outcome:
        """Take a deleted record back, or keep one that somebody else deleted; `record.unknown`, `.erased`."""
        row = self._existing(record)
        return self._change(changes.RESTORE, row.kind, record, restoring(self._book.whole_state(row)))

    def erase(self, record: str) -> Outcome:
        """Remove a record and all that hangs on it for good, here and wherever the change gets to."""
        return self._change(changes.ERASE, self._existing(record).kind, record, {})

    def put_blob(self, content: bytes) -> str:
        """Keep a file and return its SHA-256; name it in a change of the same unit, else it is lost later."""
        return blobs.put_blob(self._book.connection, content)

    def undo(self) -> None:
        """Let nothing of this unit stay when it ends."""
        self.undone = True

    def forget(self) -> None:
        """Read everything anew, because tables are written past the unit."""
        self._book.cache.forget()

    def _existing(self, record: str) -> RecordRow:
        row = self._book.cache.row(record)
        if row is None:
            raise fail("record.unknown", record)
        if row.erased:
            raise fail("record.erased", record)
        return row

    def _editable(self, record: str) -> RecordRow:
        row = self._existing(record)
        if row.deleted:
            raise fail("record.deleted", record)
        if is_immutable(row.kind):
            raise fail("record.set_once", record, kind=row.kind)
        return row

    def _change(
        self,
        op: str,
        kind: str,
        record: str,
        fields: dict[str, FieldEdit],
        *,
        toolkit: str | None = None,
        blobs: tuple[str, ...] = (),
    ) -> Outcome:
        made = self._made(op, kind, record, fields, toolkit=toolkit, blobs=blobs)
        return accept(self._book, made, trusted=True)

    def _made(
        self,
        op: str,
        kind: str,
        record: str,
        fields: dict[str, FieldEdit],
        *,
        toolkit: str | None,
        blobs: tuple[str, ...],
    ) -> Change:
        """Return the device's next change; without a record it gets a new id for one."""
        self.dseq += 1
        change = seal_with_ids(
            Change(
                cid="",
                hash="",
                device=self._editor.device,
                author=self._editor.author,
                dseq=self.dseq,
                kind=kind,
                record=record,
                op=op,
                fields=fields,
                at_device=self._editor.clock().isoformat(timespec="seconds"),
                toolkit=toolkit,
                blobs=blobs,
            ),
            self.salts.now(),
        )
        self._book.made_here = change.cid
        return change
