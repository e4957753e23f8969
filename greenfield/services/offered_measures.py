"""The measures of a visit as they are offered: recommended, own and chosen ones, with reasons and figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from greenfield.assess.measures import net_investment
from greenfield.assess.outlook import SavingRange
from greenfield.assess.values import Area, Measure, MeasureFigures, Technique
from greenfield.services.assessment import Assessment
from greenfield.services.chosen_measures import ChosenMeasure
from greenfield.services.finishing import ESTIMATE
from greenfield.services.further_reading import FurtherReading
from greenfield.services.library import LibraryRow, library_of
from greenfield.services.measure_texts import MeasureTexts
from greenfield.services.open_visit import OpenVisit
from greenfield.services.own_measures import OwnMeasure, own_measures
from greenfield.services.stored_values import stored_day
from greenfield.store.workspace import Workspace
from greenfield.toolkit.reference import arc_title
from greenfield.toolkit.toolkit import MeasureRow, said


class Order(StrEnum):
    """In which order measures are offered."""

    FIRST_COST = "first_cost"
    """What costs least to begin first; among equals the larger saving; what is not known last."""
    RANK = "rank"
    """As the method ranks them: first cost, payback, saving and ease together."""


@dataclass(frozen=True, slots=True)
class OfferedMeasure:
    """A measure as it is offered, its texts in one language.

    `figures` are those after overlap where it is chosen, else those it has by itself; None where they are
    not known, and then `missing` names the questions that would make them known. `measure` has the figures
    that count, `uncorrected` those before a person's corrections. A chosen one that the answers no longer
    support is not `supported`. `arc` and `arc_title` tie it to its evidence; `range` says between what the real
    saving may lie. `read_more` are resources about it.
    """

    name: str
    title: str
    reason: str
    first_step: str
    area: Area
    technique: Technique
    basis: str
    estimate: bool
    figures: MeasureFigures | None
    measure: Measure | None
    uncorrected: Measure | None
    chosen: ChosenMeasure | None
    is_own: bool
    supported: bool
    missing: tuple[str, ...]
    how_to: str = ""
    co_benefits: str = ""
    risks: str = ""
    arc: str = ""
    arc_title: str = ""
    range: SavingRange | None = None
    read_more: tuple[LibraryRow, ...] = ()
    knows_first_cost: bool = True

    @property
    def first_cost(self) -> Decimal | None:
        """What it costs once, less an incentive; None if that is not known."""
        return net_investment(self.measure) if self.measure and self.knows_first_cost else None


@dataclass(frozen=True, slots=True)
class Undecided:
    """A question whose answer would decide about measures, by their titles."""

    question: str
    measures: tuple[str, ...]


def offered_measures(
    workspace: Workspace,
    opened: OpenVisit,
    assessment: Assessment,
    chosen: list[ChosenMeasure],
    *,
    language: str,
    order: Order = Order.FIRST_COST,
    today: date | None = None,
) -> list[OfferedMeasure]:
    """Return every measure that applies, is an own one, or was chosen, in an order.

    Offers that have ended before `today`, else before the day of the visit, are not among the resources; none that ends
    where that is no day.
    """
    day = today or stored_day(opened.visit.date) or date.max
    offers = _Offers(workspace, opened, assessment, chosen, language=language, today=day)
    alone = [one.name for one in assessment.recommendations.ranked]
    names = dict.fromkeys([*alone, *offers.own, *offers.chosen])
    found = [offers.of(name) for name in names]
    return found if order is Order.RANK else sorted(found, key=_by_first_cost)


def undecided(opened: OpenVisit, assessment: Assessment, language: str) -> list[Undecided]:
    """Return the questions that stand between measures and a decision, those that decide most first."""
    by_question: dict[str, list[str]] = {}
    for name, missing in assessment.recommendations.undecided.items():
        row = opened.toolkit.measure(name)
        for question in missing[:1]:
            by_question.setdefault(question, []).append(said(row.title, language) if row else name)
    listed = [Undecided(question, tuple(titles)) for question, titles in by_question.items()]
    return sorted(listed, key=lambda one: -len(one.measures))


class _Offers:
    """Puts together what is known of a measure."""

    def __init__(
        self,
        workspace: Workspace,
        opened: OpenVisit,
        assessment: Assessment,
        chosen: list[ChosenMeasure],
        *,
        language: str,
        today: date,
    ) -> None:
        self._opened, self._assessment, self._language = opened, assessment, language
        self._texts = MeasureTexts(opened, assessment.inventory)
        self.chosen = {one.name: one for one in chosen}
        self.own = {one.record: one for one in own_measures(workspace, opened.visit.id)}
        self._reading = FurtherReading(
            library_of(language, workspace),
            opened.toolkit,
            sector=assessment.inventory.sector,
            country=assessment.inventory.country,
            today=today,
        )
        alone = {one.name: one.figures for one in assessment.recommendations.ranked}
        self._figures: Mapping[str, MeasureFigures | None] = {
            **alone,
            **{one.id: one for one in assessment.chosen},
        }

    def of(self, name: str) -> OfferedMeasure:
        """Return a measure by its name."""
        assessment = self._assessment
        candidate, row, own = (
            assessment.candidates.get(name),
            self._opened.toolkit.measure(name),
            self.own.get(name),
        )
        title, reason, first_step, basis = self._said_of(own) if own else self._said(name, row)
        arc = row.arc if row else ""
        return OfferedMeasure(
            name=name,
            title=title,
            reason=reason,
            first_step=first_step,
            area=candidate.area if candidate else Area.MANAGEMENT,
            technique=candidate.technique if candidate else Technique.GOOD_HOUSEKEEPING,
            basis="" if basis.strip().lower() == ESTIMATE else basis,
            estimate=basis.strip().lower() in {"", ESTIMATE},
            figures=self._figures.get(name),
            measure=assessment.measures.get(name),
            uncorrected=assessment.uncorrected.get(name),
            chosen=self.chosen.get(name),
            is_own=own is not None,
            supported=name not in assessment.unsupported,
            missing=candidate.missing if candidate else (),
            read_more=tuple(self._reading.of(row)) if row else (),
            how_to=self._filled(row.how_to) if row else "",
            co_benefits=self._filled(row.co_benefits) if row else "",
            risks=self._filled(row.risks) if row else "",
            arc=arc,
            arc_title=arc_title(arc),
            range=assessment.ranges.get(name),
            knows_first_cost=own is None or own.knows_first_cost or _is_corrected(self.chosen.get(name)),
        )

    def _filled(self, texts: Mapping[str, str]) -> str:
        return self._texts.fill(said(texts, self._language), self._language)

    def _said(self, name: str, row: MeasureRow | None) -> tuple[str, str, str, str]:
        if row is None:
            return name, "", "", ""
        title = said(row.title, self._language)
        return title, self._filled(row.reason), self._filled(row.first_step), row.basis

    @staticmethod
    def _said_of(own: OwnMeasure) -> tuple[str, str, str, str]:
        return own.title, own.reason, own.first_step, own.basis


def _is_corrected(chosen: ChosenMeasure | None) -> bool:
    return chosen is not None and chosen.corrections.investment is not None


def _by_first_cost(one: OfferedMeasure) -> tuple[bool, Decimal, Decimal]:
    saving = one.figures.annual_saving if one.figures else None
    cost = one.first_cost
    return (cost is None, cost or Decimal(0), -(saving or Decimal(0)))
