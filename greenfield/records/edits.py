"""What a person's edit says of each field: the value, and which values the person was looking at."""

from collections.abc import Mapping

from msgspec import UNSET

from greenfield.records.change import DELETED, FieldEdit, Json, canonical
from greenfield.records.heads import Entry
from greenfield.records.merge import RecordState, current_of


def setting(state: RecordState, values: Mapping[str, Json]) -> dict[str, FieldEdit]:
    """Return the edits of a person who saw the current value of each field; fields that stay are left out.

    A second value that is in conflict with the current one stays, until somebody resolves it.
    """
    edits = {}
    for name, value in values.items():
        heads = state.heads(name)
        current = current_of(name, heads)
        if current is None or current.value != canonical(value):
            edits[name] = _edit(value, [head for head in heads if current and head.value == current.value])
    return edits


def resolving(state: RecordState, values: Mapping[str, Json]) -> dict[str, FieldEdit]:
    """Return the edits of a person who saw all values of each field and decided."""
    return {name: _edit(value, state.heads(name)) for name, value in values.items()}


def deleting(state: RecordState) -> dict[str, FieldEdit]:
    """Return the edits of a person who deletes a record after seeing all of it; needs the whole state."""
    seen = {
        name: FieldEdit(UNSET, heads[0].cid, tuple(head.cid for head in heads[1:]))
        for name in state.fields
        if name != DELETED and (heads := state.heads(name))
    }
    return {**seen, DELETED: _edit(value=True, seen=state.heads(DELETED))}


def restoring(state: RecordState) -> dict[str, FieldEdit]:
    """Return the edits of a person who takes a deleted record back, or keeps one against a delete."""
    return {DELETED: _edit(value=False, seen=state.heads(DELETED))}


def _edit(value: Json, seen: list[Entry] | tuple[Entry, ...]) -> FieldEdit:
    cids = [head.cid for head in seen]
    return FieldEdit(value, cids[0] if cids else None, tuple(cids[1:]))
