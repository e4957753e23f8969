"""Who may read a visit or a company: whoever made it, or the organisation. What was read was read."""

from dataclasses import dataclass
from typing import Any

from greenfield.base.problem import fail
from greenfield.records.scopes import Scope, narrower
from greenfield.store.reading.companies import find_company
from greenfield.store.reading.plan import find_record
from greenfield.store.reading.visits import find_visit
from greenfield.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Sharing:
    """What is said of a record itself, and what holds: the narrowest of it and the company that it belongs to."""

    said: Scope
    holds: Scope
    company: str = ""


def sharing_of(workspace: Workspace, record: str) -> Sharing:
    """Return who may read a visit or a company. Raises `record.unknown`."""
    with workspace.read() as connection:
        return _sharing(connection, record)


def share(workspace: Workspace, record: str, scope: Scope) -> list[str]:
    """Say who may read a visit or a company, and return the records that were changed.

    A visit is read together with its company, so sharing a visit shares its company as well; taking a visit back leaves the
    company as it is. Raises `record.unknown`, and `sync.group_needs_organisation` for a group.
    """
    scope = Scope(scope)
    if scope is Scope.GROUP:
        raise fail("sync.group_needs_organisation", record)
    with workspace.read() as connection:
        now = _sharing(connection, record)
    wanted = [record]
    if scope is Scope.ORGANISATION and now.company:
        wanted.insert(0, now.company)
    with workspace.unit() as unit:
        return [each for each in wanted if unit.set(each, {"sharing": str(scope)}) is not None]


def _sharing(connection: Any, record: str) -> Sharing:
    company = find_record(connection, "company", record)
    if company is not None:
        said = _scope(company.text("sharing"))
        return Sharing(said, said)
    if find_record(connection, "visit", record) is None:
        raise fail("record.unknown", record)
    visit = find_visit(connection, record)
    said = _scope(visit.sharing)
    if not visit.company:
        return Sharing(said, said)
    above = _scope(find_company(connection, visit.company).sharing)
    return Sharing(said, Scope(narrower("sharing", (said, above))), visit.company)


def _scope(said: str) -> Scope:
    """Return what a word means here: the narrowest one for none, and for one that this version does not know."""
    return Scope(said) if said in set(Scope) else Scope.OWN
