"""A value that a person writes to end a conflict, read as the field itself reads it."""

from datetime import date, datetime
from typing import Final

from greenfield.base.problem import ProblemError, fail
from greenfield.records.change import DELETED, Json
from greenfield.records.kinds import KINDS, FieldType, is_answer
from greenfield.records.measure_status import MeasureStatus
from greenfield.records.scopes import PhotoPermission, Scope
from greenfield.services.agreements import AGREEMENT, agreed_value
from greenfield.services.chosen_measures import OVERRIDES
from greenfield.services.measure_figures import MONEY, as_figure
from greenfield.services.open_visit import open_visit
from greenfield.services.sync.conflicts import OpenConflict
from greenfield.services.sync.field_names import named
from greenfield.services.visit_states import VisitState
from greenfield.store.workspace import Workspace

_DAYS: Final = frozenset({"date", "due", "done_on", "period_start", "period_end"})
_NO_DAY: Final = frozenset({"due", "done_on", "period_start", "period_end"})
_FIXED: Final = {
    "sharing": frozenset(Scope),
    "photos": frozenset(PhotoPermission),
    "state": frozenset(VisitState),
    "status": frozenset({*MeasureStatus, "open", "done"}),
}
_FLAGS: Final = {"true": True, "false": False}
_MOST: Final = 2**53


def read_value(workspace: Workspace, conflict: OpenConflict, text: str, language: str, now: datetime) -> Json:
    """Return what a text means in the field of a conflict; `true` deletes a record of a delete against an edit, `false` keeps it.

    Raises ProblemError `sync.no_value` for what does not fit, for tables, files and references, which nobody writes by hand,
    and for an answer that its questionnaire does not take (`answer.type`, `answer.choice` and so on).
    """
    field, kind = conflict.field, conflict.belonging.kind
    if is_answer(kind, field):
        return _answer(workspace, conflict, text, language, now)
    table, _, part = field.partition("/")
    known = KINDS.get(kind)
    holds = FieldType.FLAG if field == DELETED else known.fields.get(field) if known else None
    try:
        if part and table == OVERRIDES:
            return as_figure(part, text) if text else ""
        if part and table == AGREEMENT:
            return agreed_value(part, text)
        return _typed(kind, field, holds, text)
    except (ValueError, KeyError, ProblemError) as error:
        raise fail("sync.no_value", conflict.belonging.record, field=named(field), value=text) from error


def _typed(kind: str, field: str, holds: FieldType | None, text: str) -> Json:
    if holds is FieldType.FLAG:
        return _FLAGS[text]
    if holds is FieldType.WHOLE:
        found = int(text)
        if not 0 <= found < _MOST:
            raise ValueError(text)
        return found
    if holds is FieldType.NUMBER:
        return as_figure(field, text) if field == "life_years" else _number(text)
    if holds is not FieldType.TEXT:
        raise ValueError(text)
    if field in _DAYS and (text or field not in _NO_DAY):
        return date.fromisoformat(text).isoformat()
    if kind == "measure" and text and field in {*MONEY, "verified_saving"}:
        return as_figure(field, text)
    if field in _FIXED and text not in _FIXED[field]:
        raise ValueError(text)
    return text


def _number(text: str) -> float:
    found = float(text)
    if not abs(found) < _MOST:  # nor what is no number
        raise ValueError(text)
    return found


def _answer(workspace: Workspace, conflict: OpenConflict, text: str, language: str, now: datetime) -> Json:
    """Try an answer on the form of its visit, of which nothing is kept."""
    belonging = conflict.belonging
    opened = open_visit(workspace, belonging.visit, language, now)
    place = opened.place_of(belonging.record, conflict.field)
    if not place:
        raise fail("sync.no_value", belonging.record, field=named(conflict.field), value=text)
    opened.session.set(place, text)
    node = opened.session.node(place)
    if not node.constraint_ok and node.problem is not None:
        raise ProblemError(node.problem)
    return node.value
