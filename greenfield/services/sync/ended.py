"""A conflict that was ended some time ago: which decision ended it, so that it can still be taken back."""

from greenfield.records.change import DELETED
from greenfield.records.scopes import NARROWEST_FIRST, narrower
from greenfield.services.sync.resolving import Decision
from greenfield.store.reading.history import Version, history_of
from greenfield.store.workspace import Workspace


def last_decision(workspace: Workspace, record: str, field: str) -> Decision | None:
    """Return the decision that ended the conflict of a field, whoever made it; None where none does any more.

    `undo` takes it back: the value counts again that counted while people disagreed. None as well where a value was written
    since, or where a record was kept that somebody had deleted, since keeping it is what counted before.
    """
    with workspace.read() as connection:
        versions = history_of(connection, record, field)
    standing = [each for each in versions if each.stands]
    if len(standing) != 1:
        return None
    ended = [each for each in versions if each.cid in standing[0].replaced]
    if field == DELETED:
        confirms = standing[0].value is True and any(each.value is True for each in ended)
        return Decision(record, field, standing[0].cid, before=False) if confirms else None
    if all(each.value == ended[0].value for each in ended):
        return None
    return Decision(record, field, standing[0].cid, _counted(field, ended).value)


def _counted(field: str, versions: list[Version]) -> Version:
    """Return the one that counted while all of these stood: the lowest change, or the narrower permission."""
    found = sorted(versions, key=lambda each: each.cid)
    if field in NARROWEST_FIRST:
        wanted = narrower(field, (str(each.value) for each in found))
        return next((each for each in found if each.value == wanted), found[0])
    return found[0]
