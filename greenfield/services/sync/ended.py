"""A conflict that was ended some time ago: which decision ended it, and how it is taken back.

One rule for the window and the command line: a decision is the one value that stands where it replaced values that differ, or,
of a record that somebody deleted, where it replaced a delete.
"""

from collections.abc import Sequence
from typing import NamedTuple

from greenfield.base.problem import fail
from greenfield.records.change import DELETED, Json
from greenfield.records.scopes import NARROWEST_FIRST, narrower
from greenfield.services.sync.field_names import named
from greenfield.services.sync.resolving import Decision, set_value
from greenfield.store.reading.history import Version, history_of
from greenfield.store.workspace import Workspace


class _Ended(NamedTuple):
    """The value that ended a conflict, and the one that counted while people disagreed."""

    by: Version
    before: Json


def last_decision(workspace: Workspace, record: str, field: str) -> Decision | None:
    """Return the decision that ended the conflict of a field, whoever made it; None where none does any more.

    `undo` takes it back: the value counts again that counted while people disagreed. None as well where a value was written
    since, or where what counted before is what was kept.
    """
    with workspace.read() as connection:
        found = _ended(field, history_of(connection, record, field))
    if found is None or found.by.value == found.before:
        return None
    return Decision(record, field, found.by.cid, found.before)


def take_back(workspace: Workspace, record: str, field: str, cid: str = "") -> Json:
    """Put an earlier value in place of the decision that ended a conflict, by a new change, and return the value.

    The one that counted before the decision, else that of the change `cid`. Raises ProblemError `sync.no_decision` where no
    decision stands, `sync.no_such_value`, `sync.same_value` where that value stands already, and as `Unit.set` does.
    """
    with workspace.unit() as unit:
        past = history_of(unit.connection, record, field)
        found = _ended(field, past)
        if found is None:
            raise fail("sync.no_decision", record[:8], field=named(field))
        value = found.before
        if cid:
            wanted = [each.value for each in past if each.cid.startswith(cid)]
            if len(wanted) != 1:
                raise fail("sync.no_such_value", record[:8], field=named(field), change=cid)
            value = wanted[0]
        if value == found.by.value:
            raise fail("sync.same_value", record[:8], field=named(field))
        set_value(unit, record, field, value, resolves=False)
        return value


def _ended(field: str, past: Sequence[Version]) -> _Ended | None:
    standing = [each for each in past if each.stands]
    if len(standing) != 1:
        return None
    ended = sorted((each for each in past if each.cid in standing[0].replaced), key=lambda each: each.cid)
    values = [each.value for each in ended]
    if field == DELETED:
        # what counts while a delete stands against an edit is that the record is there
        return _Ended(standing[0], before=False) if True in values else None
    if all(each == values[0] for each in values):
        return None
    return _Ended(standing[0], _counted(field, values))


def _counted(field: str, values: Sequence[Json]) -> Json:
    """Return the one that fed the calculations while these stood: of the lowest change, or the narrower permission."""
    if field not in NARROWEST_FIRST:
        return values[0]
    wanted = narrower(field, (str(each) for each in values))
    return next((each for each in values if each == wanted), values[0])
