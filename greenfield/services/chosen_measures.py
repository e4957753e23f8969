"""Choosing measures, correcting their figures, and agreeing who does them by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from greenfield.base.problem import fail
from greenfield.records.change import Json
from greenfield.records.order_key import between
from greenfield.services.assessment import Corrections
from greenfield.services.measure_figures import MONEY, as_figure
from greenfield.services.open_visit import OpenVisit
from greenfield.services.stored_values import stored_amount, stored_day
from greenfield.store.reading.plan import Kept, actions_of, measures_of
from greenfield.store.unit import Unit
from greenfield.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ChosenMeasure:
    """A measure of the plan: `name` is its name in the toolkit, `record` and `action` the records that keep it."""

    record: str
    name: str
    corrections: Corrections
    person: str
    due: date | None
    action: str = ""


def chosen_measures(workspace: Workspace, visit: str) -> list[ChosenMeasure]:
    """Return the chosen measures of a visit, in their order."""
    with workspace.read() as connection:
        measures = [one for one in measures_of(connection, visit) if one.fields.get("chosen")]
        actions = {one.text("measure"): one for one in reversed(actions_of(connection, visit))}
    return [_chosen(measure, actions.get(measure.id)) for measure in measures]


def choose_measure(
    workspace: Workspace,
    opened: OpenVisit,
    name: str,
    *,
    corrections: Mapping[str, str | None] | None = None,
    person: str | None = None,
    due: date | None = None,
) -> str:
    """Choose a measure of the visit's toolkit, or change what was agreed about it; return its record.

    `corrections` replace figures of the toolkit by what a person knows better (an offer, say): money as
    text in the visit's currency, `life_years` as a number. Raises ProblemError `visit.finished`,
    `measure.not_in_toolkit`, `measure.not_a_figure`.
    """
    row = opened.toolkit.measure(name)
    overrides = {
        key: None if text is None else as_figure(key, text) for key, text in (corrections or {}).items()
    }
    with workspace.unit() as unit:
        opened.must_be_open(unit)
        kept = measures_of(unit.connection, opened.visit.id)
        known = next((one for one in kept if _name(one) == name), None)
        if row is None and known is None:
            raise fail("measure.not_in_toolkit", name)
        actions = actions_of(unit.connection, opened.visit.id)
        action = next((one.id for one in actions if known and one.text("measure") == known.id), "")
        if known is None:
            last = kept[-1].text("order_key") if kept else ""
            values: dict[str, Json] = {
                "visit": opened.visit.id,
                "catalogue": name,
                "chosen": True,
                "order_key": between(last),
                "arc": row.arc if row else "",
            }
            record = unit.create("measure", values | _corrected({}, overrides))
        else:
            record = known.id
            unit.set(record, {"chosen": True, **_corrected(known.fields.get("overrides"), overrides)})
        agreed: dict[str, Json] = {"person": person} if person is not None else {}
        if due is not None:
            agreed["due"] = due.isoformat()
        _agree(unit, opened.visit.id, record, action, agreed)
    return record


def drop_measure(workspace: Workspace, opened: OpenVisit, name: str) -> None:
    """Take a measure out of the plan; what was agreed about it stays, should it be chosen again.

    Raises ProblemError `visit.finished`, `measure.not_chosen`.
    """
    with workspace.unit() as unit:
        opened.must_be_open(unit)
        kept = measures_of(unit.connection, opened.visit.id)
        found = [one for one in kept if _name(one) == name and one.fields.get("chosen")]
        if not found:
            raise fail("measure.not_chosen", name)
        unit.set(found[0].id, {"chosen": False})


def _agree(unit: Unit, visit: str, measure: str, action: str, agreed: Mapping[str, Json]) -> None:
    if not action:
        unit.create("action", {"visit": visit, "measure": measure, "status": "open", **agreed})
    elif agreed:
        unit.set(action, agreed)


def _corrected(before: Json, overrides: Mapping[str, str | float | None]) -> dict[str, Json]:
    """Return the field with all corrections, those before and the new ones; nothing if there are none."""
    merged: dict[str, Json] = {**(before if isinstance(before, dict) else {}), **overrides}
    left: Json = {key: value for key, value in merged.items() if value is not None}
    return {"overrides": left} if merged else {}


def _name(measure: Kept) -> str:
    return measure.text("catalogue") or measure.id


def _chosen(measure: Kept, action: Kept | None) -> ChosenMeasure:
    overrides = measure.fields.get("overrides")
    given = overrides if isinstance(overrides, dict) else {}
    money = {key: stored_amount(given.get(key)) for key in MONEY}
    life = stored_amount(given.get("life_years"))
    return ChosenMeasure(
        record=measure.id,
        name=_name(measure),
        corrections=Corrections(**money, life_years=None if life is None else float(life)),
        person=action.text("person") if action else "",
        due=stored_day(action.text("due")) if action else None,
        action=action.id if action else "",
    )
