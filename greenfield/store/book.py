"""The workspace's change log and record states in its database; see `greenfield.records.protocols.Book`.

Everything here happens inside a transaction of the caller (`greenfield.store.workspace`).
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from greenfield.records.accept import accept
from greenfield.records.change import DELETED, AnyChange, Change, decode, encode, encode_body, without_content
from greenfield.records.heads import Entries, Entry, has_conflict
from greenfield.records.kinds import answers_among, files_named, is_answer
from greenfield.records.merge import Outcome, RecordState, current_of
from greenfield.store.blobs import drop_blobs, drop_unused
from greenfield.store.notes import EMPTY, Notes
from greenfield.store.projection import Moved, Projection
from greenfield.store.record_cache import CURRENT, REPLACED, STANDING, CachedField, RecordCache
from greenfield.store.record_row import RecordRow
from greenfield.store.statements import truth_statements

NO_FIELD: Final = ""
"""Entries of changes that set nothing, so that every change of a record is found through its entries."""


_ADD_ENTRIES: Final = (
    "INSERT INTO entry (record, field, cid, value, named, standing, seq)"
    " SELECT ?1, key, ?2, value, '', ?3, ?4 FROM json_each(?5)"
)
"""All values of a change in one statement: a row each through the driver takes half as long again."""
_encode = msgspec.json.Encoder().encode


class StoredBook:
    """Reads and writes log, entries, records, projection and index."""

    def __init__(self, connection: Any, *, noted: int = 0, logging: bool = True) -> None:
        """Use the driver's connection; without `logging`, what is appended is in the log already.

        `rev` is the number that the hub gave to what is appended next; None for a change that is made here.
        """
        self.connection = connection
        self.projection = Projection(connection)
        self.notes = Notes(connection, noted)
        self.cache = RecordCache(connection, self.notes)
        self.sequence = 0
        self.erased_any = False
        self.made_here = ""
        self.rev: int | None = None
        self._logging = logging
        self._sql = truth_statements()

    def hash_in_log(self, cid: str) -> str | None:
        """Return the hash of a change that is in the log, or None."""
        if not self._logging:
            return None
        if cid in self.notes.recent:
            return self.notes.recent[cid]
        found = self.connection.execute(self._sql.find_hash, {"cid": cid}).fetchone()
        return None if found is None else str(found[0])

    def is_erased(self, record: str) -> bool:
        """Tell whether a record was erased."""
        row = self.cache.row(record)
        return row is not None and row.erased == 1

    def state(self, change: AnyChange) -> RecordState:
        """Return the state of the change's record, as far as the merge needs it."""
        record, row = change.record, self.cache.row(change.record)
        edits = change.fields if isinstance(change, Change) else {}
        if row is None:
            return RecordState(record, change.kind)
        if row.deletion or DELETED in edits:
            return self.whole_state(row)
        fields = {}
        made_here = change.cid == self.made_here
        for name, edit in edits.items():
            if made_here:
                # nothing can name a change that is only being made: the one head that it replaces is enough
                known = self.cache.heads(record, name).entries
                if len(known) > 1 or any(cid not in edit.named for cid in known):
                    known = self.cache.field(record, name).entries
            else:
                known = self.cache.field(record, name).entries
            if known:
                fields[name] = known
        return RecordState(record, row.kind, fields, erased=row.erased == 1)

    def seen_state(self, row: RecordRow, names: Iterable[str]) -> RecordState:
        """Return the heads of some fields, as a person sees them who edits the record."""
        heads = {name: self.cache.heads(row.id, name).entries for name in names}
        return RecordState(row.id, row.kind, heads)

    def whole_state(self, row: RecordRow) -> RecordState:
        """Return all that was ever said of a record."""
        fields = {name: each.entries for name, each in self.cache.fields(row.id).items() if each.entries}
        return RecordState(row.id, row.kind, fields, erased=row.erased == 1)

    def hanging_on(self, record: str) -> Iterable[str]:
        """Return the records of which a change ever said that they hang on this one."""
        rows = self.connection.execute("SELECT record FROM hanging WHERE owner = ?", (record,))
        return [str(each[0]) for each in rows.fetchall()]

    def append(self, change: AnyChange) -> None:
        """Add a change to the log, unless the log is only read again."""
        if self._logging:
            cursor = self.connection.execute(
                self._sql.add_change,
                {
                    "cid": change.cid,
                    "hash": change.hash,
                    "device": change.device,
                    "dseq": change.dseq,
                    "kind": change.kind,
                    "record": change.record,
                    "op": change.op,
                    "body": encode_body(change) if isinstance(change, Change) else None,
                    "rev": self.rev,
                },
            )
            self.sequence = cursor.lastrowid
            self.notes.recent[change.cid] = change.hash

    def keep(self, after: RecordState, change: Change, outcome: Outcome, owners: Iterable[str]) -> None:
        """Write what a change made of its record: entries, sums, projection, index."""
        record = change.record
        before = self.cache.row(record)
        if before is None and DELETED not in after.fields:
            self._keep_new(after, change, owners)
            return
        if before is not None and before.alone is not None:
            self.connection.execute(self._sql.write_out, {"record": record})
        row = before or RecordRow(record, change.kind)
        conflicts, answered = row.conflicts, row.answered
        moved: dict[str, Moved] = {}
        for name, cids in outcome.fields.items():
            field = self.cache.heads(record, name)
            was, fought = field.current, field.in_conflict
            self._stand(record, name, field, after.fields[name], cids)
            now = field.current
            if now != was:
                moved[name] = (was, now)
                if is_answer(change.kind, name):
                    answered += (now not in EMPTY) - (was not in EMPTY)
            conflicts += field.in_conflict - fought
        if not outcome.fields:
            self._add_entry(record, NO_FIELD, Entry(change.cid, None), REPLACED)
        row = RecordRow(
            record,
            row.kind,
            deletion=row.deletion,
            conflicts=conflicts,
            answered=answered,
            last=self.sequence,
            updated=change.at_device,
        )
        if row.deletion or DELETED in outcome.fields:
            row = row._replace(deletion=1, deleted=int(after.is_deleted), conflicts=len(after.in_conflict))
        self.cache.put_row(before, row)
        self._show(before, row, moved)
        self._keep_links(change, owners)

    def _keep_new(self, after: RecordState, change: Change, owners: Iterable[str]) -> None:
        """Write the first change of a record as `keep` does: nothing stands there to be compared with."""
        record, cid, place = change.record, change.cid, self.sequence
        said = {name: entries[cid] for name, entries in after.fields.items()}
        values = {name: each.value for name, each in said.items() if each.value is not None}
        says_all = _says_all(change, values)
        if not says_all:
            self._add_entries(record, cid, said)
        answered = sum([values[name] not in EMPTY for name in answers_among(change.kind, values)])
        row = RecordRow(record, change.kind, answered=answered, last=place, updated=change.at_device)
        self.cache.put_new(row._replace(alone=place) if says_all else row)
        self.projection.add(change.kind, record, values)
        self._keep_links(change, owners)

    def _add_entries(self, record: str, cid: str, said: Mapping[str, Entry]) -> None:
        """Write what a record's first change says of each field."""
        plain: dict[str, str] = {}
        for name, each in said.items():
            if each.value is None or each.named:
                self._add_entry(record, name, each, REPLACED if each.value is None else CURRENT)
            else:
                plain[name] = each.value
        if plain:
            found = _encode(plain).decode()
            self.connection.execute(_ADD_ENTRIES, (record, cid, CURRENT, self.sequence, found))
        if not said:
            self._add_entry(record, NO_FIELD, Entry(cid, None), REPLACED)

    def hide(self, record: str, dropped: Iterable[int], kept: Iterable[tuple[int, AnyChange]]) -> None:
        """Forget changes of a record, by their places in the log, and build it again from those that are kept.

        The notes must be written before. An erased record has nothing to forget.
        """
        row = self.cache.row(record)
        if row is None or row.erased:
            return
        self.projection.hide(row.kind, record)
        files = self.connection.execute("SELECT sha256 FROM blob_use WHERE record = ?", (record,)).fetchall()
        for table in ("entry", "hanging", "blob_use"):
            self.connection.execute(f"DELETE FROM {table} WHERE record = ?", (record,))  # noqa: S608  our own names
        self.connection.execute("DELETE FROM record WHERE id = ?", (record,))
        for place in dropped:
            self.connection.execute("DELETE FROM change_id WHERE seq = ?", (place,))
            self.connection.execute("DELETE FROM change WHERE seq = ?", (place,))
        self.cache.forget()
        self._logging = False
        try:
            for self.sequence, change in kept:
                accept(self, change, trusted=True)
        finally:
            self._logging = True
        drop_unused(self.connection, (sha256 for (sha256,) in files))
        self.erased_any = True

    def strip(self, record: str, kind: str) -> None:
        """Mark a record as erased; remove its state, index entries, blobs and the content of its changes."""
        row = self.cache.row(record)
        kept_kind = row.kind if row else kind
        self.projection.hide(kept_kind, record)
        drop_blobs(self.connection, record)
        for statement in (
            "UPDATE change SET body = NULL WHERE seq IN (SELECT seq FROM place WHERE record = ?)",
            "DELETE FROM entry WHERE record = ?",
            "DELETE FROM hanging WHERE record = ?",
            "UPDATE aside SET change = NULL WHERE record = ? AND change IS NOT NULL",
        ):
            self.connection.execute(statement, (record,))
        self._strip_kept(record)
        self.cache.put_row(None, RecordRow(record, kept_kind, erased=1))
        self.cache.drop_fields(record)
        self.erased_any = True

    def _strip_kept(self, record: str) -> None:
        """Leave nothing but their header of changes that are kept for a hub, which may lack them after a restore."""
        query = "SELECT place, change FROM sync_kept WHERE record = ?"
        for place, body in self.connection.execute(query, (record,)).fetchall():
            left = encode(without_content(decode(body)))
            self.connection.execute("UPDATE sync_kept SET change = ? WHERE place = ?", (left, place))

    def set_aside(self, change: AnyChange, outcome: Outcome) -> None:
        """Keep a refused change for people to look at, without content if its record was erased."""
        key = (change.cid, change.hash, change.record)
        query = "SELECT 1 FROM aside WHERE cid = ? AND hash = ? AND record = ?"
        if self.connection.execute(query, key).fetchone() is None:
            left = without_content(change) if self.is_erased(change.record) else change
            self.connection.execute(
                "INSERT INTO aside (cid, hash, record, reason, change) VALUES (?, ?, ?, ?, ?)",
                (*key, outcome.reason, encode(left) if isinstance(left, Change) else None),
            )

    def _stand(
        self, record: str, name: str, field: CachedField, entries: Entries, cids: tuple[str, ...]
    ) -> None:
        """Write the entries of a field that are new, or stand in another way than before."""
        heads = tuple([entries[cid] for cid in cids])
        current = current_of(name, heads)
        standing = {head.cid: STANDING for head in heads}
        if current is not None:
            standing[current.cid] = CURRENT
        for cid, each in entries.items():
            at = standing.get(cid, REPLACED)
            known = field.standing.get(cid)
            if known is None:
                self._add_entry(record, name, each, at)
            elif known != at:
                self.connection.execute(
                    self._sql.set_standing, {"standing": at, "record": record, "field": name, "changed": cid}
                )
        # only the heads stay in the cache: what they replaced is rarely asked for, and grows
        field.whole = field.whole and len(entries) == len(heads)
        field.entries = {head.cid: head for head in heads}
        field.standing = standing
        field.current = current.value if current else None
        field.in_conflict = len(heads) > 1 and has_conflict(heads)

    def _add_entry(self, record: str, name: str, each: Entry, standing: int) -> None:
        self.connection.execute(
            self._sql.add_entry,
            {
                "record": record,
                "field": name,
                "cid": each.cid,
                "value": each.value,
                "named": " ".join(each.named),
                "standing": standing,
                "seq": self.sequence,
            },
        )

    def _show(self, before: RecordRow | None, row: RecordRow, moved: dict[str, Moved]) -> None:
        if row.deleted:
            if before is not None and not before.deleted:
                self.projection.hide(row.kind, row.id)
        elif before is not None and before.deleted:
            every = {name: (None, field.current) for name, field in self.cache.fields(row.id).items()}
            self.projection.show(row.kind, row.id, every, new=True)
        elif moved or before is None:
            self.projection.show(row.kind, row.id, moved, new=before is None)

    def _keep_links(self, change: Change, owners: Iterable[str]) -> None:
        for owner in owners:
            self.connection.execute("INSERT OR IGNORE INTO hanging VALUES (?, ?)", (owner, change.record))
        for sha256 in files_named(change):
            self.connection.execute("INSERT OR IGNORE INTO blob_use VALUES (?, ?)", (sha256, change.record))


def _says_all(change: Change, values: Mapping[str, str]) -> bool:
    """Tell whether the view `entry_alone` can read from a record's only change what its entries would say.

    What names other changes or says nothing gets its entries at once.
    """
    if not values or len(values) < len(change.fields) or change.extra:
        return False
    return not any(edit.parent or edit.also or edit.extra for edit in change.fields.values())
