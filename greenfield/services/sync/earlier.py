"""The values of a conflict that is over, so that another one can be put in the place of the one that stands."""

from dataclasses import dataclass

from greenfield.base.problem import fail
from greenfield.records.change import DELETED, Json
from greenfield.services.sync.field_names import named
from greenfield.services.sync.resolving import Decision
from greenfield.store.reading.history import Version, history_of
from greenfield.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Earlier:
    """The change whose value stands, and those whose values could stand in its place, each value once."""

    stands: str
    others: tuple[str, ...]


def earlier_values(workspace: Workspace, record: str, field: str) -> Earlier | None:
    """Return the values of the last conflict of a field, and those written since; None where there was none, or one is open.

    Of a record that somebody deleted there are none: it is there or not.
    """
    if field == DELETED:
        return None
    with workspace.read() as connection:
        past = history_of(connection, record, field)
    standing = [each for each in past if each.stands]
    begin = _last_conflict(past)
    if len(standing) != 1 or begin is None:
        return None
    others: dict[str, str] = {}
    for each in past[begin:]:
        others.setdefault(repr(each.value), each.cid)
    others.pop(repr(standing[0].value), None)
    return Earlier(standing[0].cid, tuple(others.values()))


def put_in_place(workspace: Workspace, record: str, field: str, cid: str, *, stands: str) -> Decision:
    """Put the value of an earlier change in the place of the one that `stands`, by a new change that `undo` takes back.

    Raises ProblemError `sync.conflict_moved` where another value stands by now, `sync.no_such_value`, and as `Unit.set` does.
    """
    with workspace.unit() as unit:
        past = history_of(unit.connection, record, field)
        now = [each for each in past if each.stands]
        if [each.cid for each in now] != [stands]:
            raise fail("sync.conflict_moved", record, field=named(field))
        value = _value_of(past, record, field, cid)
        unit.set(record, {field: value})
        made = next(each.cid for each in history_of(unit.connection, record, field) if each.stands)
        return Decision(record, field, made, now[0].value)


def _value_of(past: list[Version], record: str, field: str, cid: str) -> Json:
    found = next((each for each in past if each.cid == cid), None)
    if found is None:
        raise fail("sync.no_such_value", record[:8], field=named(field), change=cid[:8])
    return found.value


def _last_conflict(past: list[Version]) -> int | None:
    """Return where the values begin that stood against each other last."""
    places = {each.cid: at for at, each in enumerate(past)}
    for each in reversed(past):
        ended = sorted(places[cid] for cid in each.replaced if cid in places)
        if len({repr(past[at].value) for at in ended}) > 1:
            return ended[0]
    return None
