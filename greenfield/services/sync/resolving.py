"""A person ends conflicts: keeps one value, the other, or writes a third; and takes that back at once by a new change.

What was ended some time ago is `greenfield.services.sync.ended`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from greenfield.base.problem import fail
from greenfield.records.change import DELETED, Json
from greenfield.services.sync.conflicts import OpenConflict, Side, conflicts
from greenfield.services.sync.field_names import named
from greenfield.store.reading.history import history_of
from greenfield.store.unit import Unit
from greenfield.store.workspace import Workspace

Choice = Callable[[OpenConflict], Side | None]
"""Says which value of a conflict is kept; None leaves it open."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a field: the change that says so, and the value that counted before."""

    record: str
    field: str
    cid: str
    before: Json


def keep(workspace: Workspace, record: str, field: str, cid: str, *, seen: Collection[str] = ()) -> Decision:
    """End a conflict by the value of one of its changes. Raises as `decide` does."""
    found = _open(workspace, record, field)
    side = next((each for each in found.sides if each.cid == cid), None)
    if side is None:
        raise fail("sync.no_conflict", record, field=named(field))
    return decide(workspace, record, field, side.value, seen=seen or cids_of(found))


def decide(
    workspace: Workspace, record: str, field: str, value: Json, *, seen: Collection[str] = ()
) -> Decision:
    """End a conflict by any value, one of those that stand or a third one.

    `seen` are the changes between which the person decided (`cids_of`): a value that a sync brought meanwhile is never ended
    unseen. Of a delete against an edit, true deletes the record and false keeps it. Raises `sync.no_conflict`,
    `sync.conflict_moved`, `record.erased`.
    """
    with workspace.unit() as unit:
        found = _open(workspace, record, field)
        if seen and set(seen) != cids_of(found):
            raise fail("sync.conflict_moved", record, field=named(field))
        return _decide(unit, found, value)


def cids_of(conflict: OpenConflict) -> frozenset[str]:
    """Return the changes whose values stand against each other."""
    return frozenset(side.cid for side in conflict.sides)


def decide_all(workspace: Workspace, below: str, choice: Choice) -> list[Decision]:
    """End the conflicts of a visit or company and of all that hangs on it, as far as `choice` says how, in one step."""
    with workspace.unit() as unit:
        # looked up inside, so that no sync brings another value in between
        chosen = [(each, side) for each in conflicts(workspace, below) if (side := choice(each)) is not None]
        return [_decide(unit, each, side.value) for each, side in chosen]


def own_side(conflict: OpenConflict) -> Side | None:
    """Choose what was set on this device, if just one value was."""
    return _only([side for side in conflict.sides if side.is_own])


def other_side(conflict: OpenConflict) -> Side | None:
    """Choose what was set elsewhere, if just one value was."""
    return _only([side for side in conflict.sides if not side.is_own])


def undo(workspace: Workspace, decisions: list[Decision]) -> None:
    """Take decisions back, by new changes: each field gets the value that counted before; who reads sees both.

    Raises `sync.nothing_to_undo` if one of the fields was changed again since; nothing is undone then.
    """
    with workspace.unit() as unit:
        for each in reversed(decisions):
            stands = [one.cid for one in history_of(unit.connection, each.record, each.field) if one.stands]
            if stands != [each.cid]:
                raise fail("sync.nothing_to_undo", each.record)
            set_value(unit, each.record, each.field, each.before, resolves=False)


def _open(workspace: Workspace, record: str, field: str) -> OpenConflict:
    found = [
        each
        for each in conflicts(workspace, record)
        if (each.belonging.record, each.field) == (record, field)
    ]
    if not found:
        raise fail("sync.no_conflict", record, field=named(field))
    return found[0]


def _decide(unit: Unit, found: OpenConflict, value: Json) -> Decision:
    record = found.belonging.record
    # what counts while a delete stands against an edit is that the record is there
    before = False if found.is_delete else found.sides[0].value
    set_value(unit, record, found.field, value, resolves=True)
    cid = next(one.cid for one in history_of(unit.connection, record, found.field) if one.stands)
    return Decision(record, found.field, cid, before)


def set_value(unit: Unit, record: str, field: str, value: Json, *, resolves: bool) -> None:
    """Write what a person decided; it `resolves` a conflict, or is a value like any other."""
    if field == DELETED:
        if value is True:
            unit.delete(record)
        else:
            unit.restore(record)
    elif resolves:
        unit.resolve(record, {field: value})
    else:
        unit.set(record, {field: value})


def _only(sides: list[Side]) -> Side | None:
    return sides[0] if len(sides) == 1 else None
