"""Choosing measures, correcting their figures, and agreeing who does them by when."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from typing import Any, Final

from greenfield.base.problem import fail
from greenfield.records.change import Json
from greenfield.services.assessment import Corrections
from greenfield.services.measure_figures import MONEY, as_figure
from greenfield.services.open_visit import OpenVisit
from greenfield.services.stored_values import behind, stored_amount, stored_day
from greenfield.store.reading.plan import Kept, actions_of, deleted_below, measures_of, parts_of
from greenfield.store.reading.recorded import is_erased
from greenfield.store.unit import Unit
from greenfield.store.workspace import Workspace

OVERRIDES: Final = "overrides"
"""Each corrected figure is a field of the action (`overrides/investment`), so that two people may correct different ones; a
measure that was chosen before that was so keeps them in one field of its own, and is read on."""


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
        plan = _Plan(connection, visit)
        return [plan.chosen(one) for one in plan.measures if plan.is_counted(one)]


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
    agreed: dict[str, Json] = {
        f"{OVERRIDES}/{key}": "" if text is None else as_figure(key, text)
        for key, text in (corrections or {}).items()
    }
    if person is not None:
        agreed["person"] = person
    if due is not None:
        agreed["due"] = due.isoformat()
    with workspace.unit() as unit:
        opened.must_be_open(unit)
        plan = _Plan(unit.connection, opened.visit.id)
        known = plan.named(name)
        if row is None and known is None:
            raise fail("measure.not_in_toolkit", name)
        if known is None:
            record = _one_id(unit, opened.visit.id, "measure", name)
            values: dict[str, Json] = {
                "visit": opened.visit.id,
                "catalogue": name,
                "chosen": True,
                "order_key": behind(one.text("order_key") for one in plan.measures),
                "arc": row.arc if row else "",
            }
            unit.create("measure", values, record=record)
        else:
            record = known.id
            unit.set(record, {"chosen": True})
        action = plan.action(record) or plan.dropped(record)
        if action is None:
            make_action(unit, opened.visit.id, record, agreed)
        else:
            if action.id in plan.put_away:
                unit.restore(action.id)
            unit.set(action.id, agreed)
    return record


def drop_measure(workspace: Workspace, opened: OpenVisit, name: str) -> None:
    """Take a measure out of the plan; what was agreed about it stays, should it be chosen again.

    What is agreed about a measure is one record, the action, and dropping deletes it: whoever corrects a figure, a person
    or a day without knowing of that, is in conflict with it, and the measure stays in the plan until somebody decides.
    Raises ProblemError `visit.finished`, `measure.not_chosen`.
    """
    with workspace.unit() as unit:
        opened.must_be_open(unit)
        plan = _Plan(unit.connection, opened.visit.id)
        found = [one for one in plan.measures if _name(one) == name and plan.is_chosen(one)]
        if not found:
            raise fail("measure.not_chosen", name)
        for one in found:
            actions = plan.actions.get(one.id, [])
            for action in actions:
                unit.delete(action.id)
            if not actions:
                unit.set(one.id, {"chosen": False})


def make_action(unit: Unit, visit: str, measure: str, agreed: Mapping[str, Json]) -> str:
    """Keep what is agreed about a measure; made twice, unseen by each other, it is one record all the same."""
    values = {"visit": visit, "measure": measure, "status": "open", **agreed}
    return unit.create("action", values, record=_one_id(unit, measure, "action", ""))


class _Plan:
    """The measures of a visit with their actions, as they are kept."""

    def __init__(self, connection: Any, visit: str) -> None:
        self.measures = measures_of(connection, visit)
        self.actions: dict[str, list[Kept]] = defaultdict(list)
        for one in sorted(actions_of(connection, visit), key=lambda one: one.id):
            self.actions[one.text("measure")].append(one)
        put_away = deleted_below(connection, "action", visit)
        self._put_away = {
            one.text("measure"): one for one in reversed(put_away)
        }  # of several the first, as below
        self.put_away = {one.id for one in self._put_away.values()}
        named = [one.id for listed in self.actions.values() for one in listed]
        self._parts = parts_of(connection, named, OVERRIDES)

    def is_chosen(self, measure: Kept) -> bool:
        """Tell whether a measure is in the plan: it was chosen, and its action is there, or it never had one."""
        return measure.fields.get("chosen") is True and (
            measure.id in self.actions or measure.id not in self._put_away
        )

    def named(self, name: str) -> Kept | None:
        """Return the record that keeps a measure; of several, as two people made them who did not know of each other, one."""
        found = [one for one in self.measures if _name(one) == name]
        return min(found, key=lambda one: (not self.is_chosen(one), one.id), default=None)

    def is_counted(self, measure: Kept) -> bool:
        """Tell whether a measure is in the plan, and is the one that keeps it."""
        return self.is_chosen(measure) and self.named(_name(measure)) is measure

    def action(self, measure: str) -> Kept | None:
        """Return what is agreed about a measure."""
        return next(iter(self.actions.get(measure, ())), None)

    def dropped(self, measure: str) -> Kept | None:
        """Return what was agreed about a measure before it was taken out of the plan."""
        return self._put_away.get(measure)

    def chosen(self, measure: Kept) -> ChosenMeasure:
        """Return a measure of the plan; a value that is none of its kind counts as not given."""
        action = self.action(measure.id)
        whole = measure.fields.get(OVERRIDES)
        given = whole if isinstance(whole, dict) else {}
        given = {**given, **(self._parts.get(action.id, {}) if action else {})}
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


def _one_id(unit: Unit, owner: str, kind: str, name: str) -> str:
    """Return the id of a record of which there is one only: whoever makes it, makes the same.

    Where it was removed for good, it is the next one: nothing that is said of an erased record stays.
    """
    ids = (
        hashlib.sha256(f"{owner} {kind} {name}{again}".encode()).hexdigest()[:32]
        for again in chain(("",), (f" {number}" for number in count(2)))
    )
    return next(each for each in ids if not is_erased(unit.connection, each))


def _name(measure: Kept) -> str:
    return measure.text("catalogue") or measure.id
