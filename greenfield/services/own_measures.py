"""Measures that a visitor thought of: kept in the same records as those of a toolkit, and chosen at once."""

from dataclasses import dataclass
from decimal import Decimal

from greenfield.assess.values import Area, Candidate, Measure, Technique, Truth
from greenfield.base.problem import fail
from greenfield.records.change import Json
from greenfield.services.chosen_measures import make_action
from greenfield.services.measure_figures import MONEY, as_figure
from greenfield.services.open_visit import OpenVisit
from greenfield.services.stored_values import behind, stored_amount
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.plan import Kept, measures_of
from greenfield.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """A measure as a person writes it down: money as text in the visit's currency, empty where not known."""

    title: str
    area: Area
    technique: Technique
    reason: str = ""
    first_step: str = ""
    annual_saving: str = ""
    investment: str = ""
    annual_cost: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """An own measure: its record is its name in plan and result."""

    record: str
    title: str
    area: Area
    technique: Technique
    reason: str
    first_step: str
    basis: str
    measure: Measure
    knows_first_cost: bool = True
    """Whether somebody wrote down what it costs once; the method counts nothing for it otherwise."""

    @property
    def candidate(self) -> Candidate:
        """The measure as the method reads it: it applies, because a person says so."""
        return Candidate(self.record, self.area, self.technique, Truth.YES, self.measure)


def own_measures(workspace: Workspace, visit: str) -> list[OwnMeasure]:
    """Return the own measures of a visit in their order, chosen or not."""
    with workspace.read() as connection:
        return [_own(one) for one in measures_of(connection, visit) if not one.text("catalogue")]


def add_own_measure(workspace: Workspace, opened: OpenVisit, new: NewMeasure) -> str:
    """Keep an own measure of the visit and choose it; return its record.

    Raises ProblemError `visit.finished`, `measure.no_title`, `measure.not_a_figure`.
    """
    if opened.visit.state == VisitState.FINISHED:
        raise fail("visit.finished", opened.visit.id[:8])
    if not new.title.strip():
        raise fail("measure.no_title")
    figures = {key: as_figure(key, text) for key in MONEY if (text := getattr(new, key, ""))}
    texts = {key: getattr(new, key).strip() for key in ("title", "reason", "first_step", "basis")}
    with workspace.read() as connection:
        kept = measures_of(connection, opened.visit.id)
    values: dict[str, Json] = {
        "visit": opened.visit.id,
        "chosen": True,
        "order_key": behind(one.text("order_key") for one in kept),
        "area": str(new.area),
        "technique": str(new.technique),
        **{key: text for key, text in texts.items() if text},
        **figures,
    }
    with workspace.unit() as unit:
        record = unit.create("measure", values)
        make_action(unit, opened.visit.id, record, {})
    return record


def _own(kept: Kept) -> OwnMeasure:
    saving = stored_amount(kept.fields.get("annual_saving"))
    life = stored_amount(kept.fields.get("life_years"))
    return OwnMeasure(
        record=kept.id,
        title=kept.text("title"),
        area=_known_area(kept.text("area")),
        technique=_known_technique(kept.text("technique")),
        reason=kept.text("reason"),
        first_step=kept.text("first_step"),
        basis=kept.text("basis"),
        measure=Measure(
            id=kept.id,
            saves=(),
            investment=_money(kept, "investment"),
            incentive=_money(kept, "incentive"),
            annual_cost=_money(kept, "annual_cost"),
            annual_saving=saving,
            life_years=None if life is None else float(life),
        ),
        knows_first_cost=stored_amount(kept.fields.get("investment")) is not None,
    )


def _known_area(name: str) -> Area:
    return Area(name) if name in set(map(str, Area)) else Area.MANAGEMENT


def _known_technique(name: str) -> Technique:
    return Technique(name) if name in set(map(str, Technique)) else Technique.GOOD_HOUSEKEEPING


def _money(kept: Kept, name: str) -> Decimal:
    return stored_amount(kept.fields.get(name)) or Decimal(0)
