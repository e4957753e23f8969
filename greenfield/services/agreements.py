"""What company and visitor agree on before a visit: photos, sharing, who was met, for whom the plan is written."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from greenfield.base.languages import pick_language
from greenfield.base.problem import fail
from greenfield.records.change import Json
from greenfield.records.scopes import PhotoPermission, Scope, permits_photos
from greenfield.services.open_visit import OpenVisit
from greenfield.services.stored_values import stored_day
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.companies import find_company
from greenfield.store.reading.plan import find_record, parts_of
from greenfield.store.reading.visits import Visit, find_visit
from greenfield.store.workspace import Workspace

YES, NO = "yes", "no"
AGREEMENT: Final = "agreement"
"""Each part is a field of its own (`agreement/met`), so that two people may fill in different ones; a visit that was begun
before that was so keeps them in one field, and is read on."""
_FREE = frozenset({"met", "role"})
_OFFERED: Final = {"photos": {YES, NO}, "sharing": {str(one) for one in Scope}}


@dataclass(frozen=True, slots=True)
class Agreement:
    """What holds for a visit. `photos` is `yes`, `no`, or empty while nobody has asked; so is `sharing`.

    `met` is who was spoken with, `role` what that person does; `language` is the owner's, for the plan.
    """

    met: str
    role: str
    photos: str
    sharing: str
    language: str
    visited_on: date | None
    purpose: str

    @property
    def given(self) -> int:
        """How many of the three things to agree on are agreed: whom, photos, sharing."""
        return sum(bool(one) for one in (self.met, self.photos, self.sharing))


TO_AGREE = 3


def agreement_of(workspace: Workspace, visit: str) -> Agreement:
    """Return what was agreed for a visit; what only the company said counts for photos. `visit.unknown`."""
    with workspace.read() as connection:
        found = find_visit(connection, visit)
        company = find_company(connection, found.company)
        said = _said(connection, found.id)
    permitted = permits_photos(company.photos, PhotoPermission.INTERNAL)
    return Agreement(
        met=said.get("met", ""),
        role=said.get("role", ""),
        photos=YES if permitted else NO if said.get("photos") else "",
        sharing=found.sharing if said.get("sharing") else "",
        language=found.language,
        visited_on=stored_day(found.date),
        purpose=found.purpose,
    )


def agree(workspace: Workspace, opened: OpenVisit, name: str, value: str) -> Visit:
    """Keep one field of the agreement, as it is stored; return the visit as it is then.

    Photos are agreed on with the company, the rest for this visit. Who may read a visit is no part of its results, so that may
    change on a finished one as well. Raises ProblemError `visit.finished`,
    `agreement.not_offered`, `language.unknown`.
    """
    if opened.visit.state == VisitState.FINISHED and name != "sharing":
        raise fail("visit.finished", opened.visit.id[:8])
    if name not in {*_OFFERED, *_FREE, "language", "date", "purpose"}:
        raise fail("agreement.not_offered", name, value=value)
    agreed_value(name, value)
    visit = opened.visit.id
    kept = pick_language(value) if name == "language" else value
    with workspace.unit() as unit:
        fields: dict[str, Json] = {}
        if name in _OFFERED or name in _FREE:
            fields[f"{AGREEMENT}/{name}"] = kept
        if name == "photos":
            photos = PhotoPermission.REPORT if kept == YES else PhotoPermission.NONE
            unit.set(find_company(unit.connection, opened.visit.company).id, {"photos": photos})
        elif name not in _FREE:
            fields[name] = kept
        unit.set(visit, fields)
    with workspace.read() as connection:
        opened.visit = find_visit(connection, visit)
    return opened.visit


def agreed_value(name: str, value: str) -> str:
    """Return a part of the agreement as it is kept; raises ProblemError `agreement.not_offered`."""
    if value not in _OFFERED.get(name, {value}):
        raise fail("agreement.not_offered", name, value=value)
    return value


def _said(connection: Any, visit: str) -> dict[str, str]:
    kept = find_record(connection, "visit", visit)
    whole = kept.fields.get(AGREEMENT) if kept else None
    parts = parts_of(connection, [visit], AGREEMENT).get(visit, {})
    said = {**(whole if isinstance(whole, dict) else {}), **parts}
    return {key: value for key, value in said.items() if isinstance(value, str)}
