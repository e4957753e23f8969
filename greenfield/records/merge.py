"""The merge: one pure function that device, hub and exchange file share.

A record's state holds, for every field, all that was ever said of it; what stands follows from that set
(`greenfield.records.heads`), so the same changes in any order, split or repetition give the same state.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from msgspec import UNSET

from greenfield.records.change import (
    DELETED,
    ERASE,
    OPERATIONS,
    AnyChange,
    Change,
    canonical,
)
from greenfield.records.heads import Entries, Entry, has_conflict, heads_of, lineage
from greenfield.records.kinds import is_immutable
from greenfield.records.scopes import NARROWEST_FIRST, narrower

TRUE = "true"


class Status(StrEnum):
    """What became of a change.

    `applied`: it replaced what stood, or was new. `merged`: joined with or replaced by other changes
    without a conflict. `conflict`: two values stand. `held`: kept until a newer version understands it.
    `refused`: not part of the history; kept aside.
    """

    APPLIED = "applied"
    MERGED = "merged"
    CONFLICT = "conflict"
    DUPLICATE = "duplicate"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change: the heads of each field that it touched, and why it was not taken."""

    cid: str
    status: Status
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reason: str = ""
    rev: int | None = None


@dataclass(frozen=True, slots=True)
class RecordState:
    """All that is known of one record: entries by field, or nothing once it is erased.

    It may hold a part of the fields only, as long as it holds those that a change touches, and all of them
    once something was said about `deleted`.
    """

    record: str
    kind: str
    fields: Mapping[str, Entries] = field(default_factory=dict)
    erased: bool = False

    def heads(self, name: str) -> tuple[Entry, ...]:
        """Return what stands in a field, the lowest cid first."""
        entries = self.fields.get(name)
        return heads_of(entries) if entries else ()

    def current(self, name: str) -> Entry | None:
        """Return the head that feeds lists and calculations: the lowest cid, or the narrower permission."""
        return current_of(name, self.heads(name))

    @property
    def in_conflict(self) -> tuple[str, ...]:
        """The fields with two values, and `deleted` when a delete stands against an edit, sorted."""
        found = {name for name in self.fields if has_conflict(self.heads(name))}
        return tuple(sorted(found | ({DELETED} if self.edited_after_delete else set())))

    @property
    def edited_after_delete(self) -> bool:
        """Tell whether a delete stands that did not see a value which stands as well."""
        deletes = [head for head in self.heads(DELETED) if head.value == TRUE]
        return any(
            not _saw(delete.cid, entries)
            for delete in deletes
            for name, entries in self.fields.items()
            if name != DELETED
        )

    @property
    def is_deleted(self) -> bool:
        """Tell whether the record is deleted and nobody disagrees."""
        heads = self.heads(DELETED)
        return bool(heads) and all(head.value == TRUE for head in heads) and not self.edited_after_delete


def current_of(name: str, heads: tuple[Entry, ...]) -> Entry | None:
    """Return the one of a field's heads that feeds lists and calculations."""
    if len(heads) > 1 and name in NARROWEST_FIRST:
        wanted = narrower(name, (_plain(head.value) for head in heads))
        return next((head for head in heads if _plain(head.value) == wanted), heads[0])
    return heads[0] if heads else None


def _plain(value: str | None) -> str:
    """Return the text in a canonical JSON text without escapes, as names of scopes are."""
    return (value or "").strip('"')


def _saw(delete: str, entries: Entries) -> bool:
    """Tell whether a delete saw all values that stand in a field, by change or by value."""
    seen = entries[delete].named if delete in entries else ()
    values = {entries[cid].value for cid in seen if cid in entries}
    before = lineage(seen, entries)
    return all(head.cid == delete or head.cid in before or head.value in values for head in heads_of(entries))


def merge(state: RecordState, change: AnyChange) -> tuple[RecordState, Outcome]:
    """Return the state with a change in it, and what became of the change; the old state stays as it was."""
    if change.op == ERASE:
        return erase(state), Outcome(change.cid, Status.APPLIED)
    if state.erased or not isinstance(change, Change):
        return erase(state), Outcome(change.cid, Status.APPLIED, reason="erased")
    if change.op not in OPERATIONS:
        return state, Outcome(change.cid, Status.HELD, reason="unknown operation")
    if is_immutable(change.kind) and change.op != "create":
        return state, Outcome(change.cid, Status.REFUSED, reason="set once")
    fields = dict(state.fields)
    cid = change.cid
    for name, edit in change.fields.items():
        value = None if edit.value is UNSET else canonical(edit.value)
        entry = Entry(cid, value, edit.named if edit.parent or edit.also else ())
        known = fields.get(name)
        fields[name] = {**known, cid: entry} if known else {cid: entry}
    merged = RecordState(state.record, state.kind, fields)
    return merged, _outcome(state, merged, change)


def erase(state: RecordState) -> RecordState:
    """Return the state of an erased record: nothing is left, and nothing comes back."""
    return replace(state, fields={}, erased=True)


def _outcome(before: RecordState, after: RecordState, change: Change) -> Outcome:
    cids: dict[str, tuple[str, ...]] = {}
    status = Status.APPLIED
    for name, edit in change.fields.items():
        if name not in before.fields:  # nothing to join or to disagree with
            cids[name] = () if edit.value is UNSET else (change.cid,)
            continue
        heads = after.heads(name)
        cids[name] = tuple([head.cid for head in heads])
        if len(heads) > 1 and has_conflict(heads):
            status = Status.CONFLICT
        elif status is Status.APPLIED and edit.value is not UNSET:
            named = edit.named
            if cids[name] != (change.cid,) or any(head.cid not in named for head in before.heads(name)):
                status = Status.MERGED
    if DELETED in after.fields and after.edited_after_delete:
        status = Status.CONFLICT
    return Outcome(change.cid, status, cids)
