"""Finishing a visit: what its answers and choices say is written once, as a result."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from greenfield.assess.values import Measure, Resource
from greenfield.base.languages import SOURCE_LANGUAGE
from greenfield.base.problem import Place, Problem, ProblemError, Severity, fail
from greenfield.forms.node import Node
from greenfield.services.assessment import Assessment, assess
from greenfield.services.chosen_measures import ChosenMeasure, chosen_measures
from greenfield.services.dollar_rate import read_rate
from greenfield.services.flow_names import flow_names
from greenfield.services.kept_figures import kept_indicators, kept_losses
from greenfield.services.last_plan import follow_up_of
from greenfield.services.measure_texts import MeasureTexts
from greenfield.services.open_visit import OpenVisit
from greenfield.services.own_measures import OwnMeasure, own_measures
from greenfield.services.question_labels import labels_of
from greenfield.services.stored_values import stored_day
from greenfield.services.visit_result import (
    METHOD_VERSION,
    ResultCost,
    ResultMeasure,
    ResultProblem,
    Said,
    VisitResult,
    as_content,
)
from greenfield.services.visit_states import VisitState
from greenfield.store.workspace import Workspace
from greenfield.toolkit.reference import arc_title
from greenfield.toolkit.toolkit import MeasureRow

ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished visit: the record of its result, and the questions that were left open."""

    record: str
    result: VisitResult
    gaps: tuple[Node, ...]


def assess_visit(
    workspace: Workspace, opened: OpenVisit, today: date
) -> tuple[Assessment, list[ChosenMeasure]]:
    """Return what an open visit says now, with its chosen measures; fit for every change of an answer.

    Tables that are shared but do not open here are told among the problems: others have other figures.
    """
    chosen = chosen_measures(workspace, opened.visit.id)
    inventory = opened.inventory()
    corrections = {one.name: one.corrections for one in chosen}
    method = opened.method(inventory.country)
    own = [one.candidate for one in own_measures(workspace, opened.visit.id)]
    names = [one.name for one in chosen]
    assessment = assess(
        inventory,
        method,
        today,
        chosen=names,
        corrections=corrections,
        own=own,
        compared=replace(opened.compared, per_dollar=read_rate(opened.visit.usd_rate)),
    )
    told = [*opened.missing_factors, *opened.compared.missing] if opened.toolkit.flows else []
    if stored_day(opened.visit.date) is None:
        told.append(Problem("visit.no_day", Place(opened.visit.date), severity=Severity.WARNING))
    return replace(assessment, problems=(*assessment.problems, *told)), chosen


def finish_visit(workspace: Workspace, opened: OpenVisit, now: datetime) -> Finished:
    """Write the result of a visit and set it to finished, in one transaction.

    The form is finished with it: the time of its end is noted, and what it sets by itself then. Questions without an
    answer are listed as gaps and stop nothing. Raises ProblemError `visit.finished` if it is, and `visit.not_valid`
    with a problem for each answer that breaks a rule of the form.
    """
    if opened.visit.state == VisitState.FINISHED:
        raise fail("visit.finished", opened.visit.id[:8])
    _must_be_valid(opened)
    with opened.unit() as unit:
        opened.finish(unit, now)
        _must_be_valid(opened)
        assessment, chosen = assess_visit(workspace, opened, now.date())
        gaps = tuple(opened.gaps())
        result = result_of(workspace, opened, assessment, chosen, gaps=gaps, now=now)
        record = unit.create(
            "result",
            {
                "visit": opened.visit.id,
                "toolkit": opened.toolkit.sha256,
                "method": METHOD_VERSION,
                "finished_at": now.isoformat(timespec="seconds"),
                "language": opened.visit.language,
                "currency": result.currency,
                "content": as_content(result),
                "gaps": [gap.ref for gap in gaps],
            },
            toolkit=opened.toolkit.sha256,
        )
        unit.set(
            opened.visit.id,
            {
                "state": VisitState.FINISHED,
                "result": record,
                "period_start": result.period.start.isoformat() if result.period_stated else "",
                "period_end": result.period.end.isoformat() if result.period_stated else "",
            },
        )
    opened.reach(VisitState.FINISHED)
    return Finished(record, result, gaps)


def _must_be_valid(opened: OpenVisit) -> None:
    broken = opened.broken_rules()
    if broken:
        raise ProblemError(*(_rule(node) for node in broken))


def _rule(node: Node) -> Problem:
    values = {"question": node.label or node.ref, "value": node.value, "message": node.message}
    return Problem("visit.not_valid", Place(node.ref), values)


def draft_result(workspace: Workspace, opened: OpenVisit, now: datetime) -> VisitResult:
    """Return what finishing would write now; nothing is kept."""
    assessment, chosen = assess_visit(workspace, opened, now.date())
    return result_of(workspace, opened, assessment, chosen, gaps=tuple(opened.gaps()), now=now)


def result_of(
    workspace: Workspace,
    opened: OpenVisit,
    assessment: Assessment,
    chosen: list[ChosenMeasure],
    *,
    gaps: tuple[Node, ...],
    now: datetime,
    in_all: bool = True,
) -> VisitResult:
    """Return an assessment as a result would keep it, with the names and texts that belong to it.

    `in_all` False: answers in the form's language of the moment alone, fit for every change of an answer.
    """
    inventory, toolkit = assessment.inventory, opened.toolkit
    method = opened.method(inventory.country)
    texts = MeasureTexts(opened, inventory)
    own = {one.record: one for one in own_measures(workspace, opened.visit.id)}
    return VisitResult(
        toolkit=toolkit.sha256,
        toolkit_title={**toolkit.manifest.title},
        gwp=method.potentials.name,
        finished_on=now.date(),
        country=inventory.country,
        sector=inventory.sector,
        currency=inventory.currency or opened.visit.currency,
        period=assessment.account.period,
        period_stated=inventory.states_period,
        product=inventory.product,
        flow_names=flow_names(toolkit, assessment),
        costs=tuple(_costs(assessment)),
        indicators=assessment.indicators,
        emissions=assessment.account.emissions,
        areas=assessment.areas,
        measures=tuple(_measures(opened, assessment, chosen, texts, own)),
        recommended=assessment.recommendations.ranked,
        gaps=tuple(labels_of(opened, gaps)),
        warnings=tuple(ResultProblem.of(problem) for problem in assessment.problems),
        losses=tuple(kept_losses(assessment, texts, in_all=in_all)),
        own_indicators=tuple(kept_indicators(opened, assessment, texts, in_all=in_all)),
        energy_cost=inventory.energy_cost,
        material_cost=inventory.material_cost,
        benchmarks=assessment.comparisons,
        follow_up=follow_up_of(workspace, opened, assessment.account),
    )


def _measures(
    opened: OpenVisit,
    assessment: Assessment,
    chosen: list[ChosenMeasure],
    texts: MeasureTexts,
    own: Mapping[str, OwnMeasure],
) -> list[ResultMeasure]:
    figures = {one.id: one for one in assessment.chosen}
    found = []
    for one in chosen:
        row, candidate = opened.toolkit.measure(one.name), assessment.candidates.get(one.name)
        if candidate is None or (row is None and one.name not in own):
            continue
        said_of = _said_of(row, texts) if row else _said_of_own(own[one.name], opened.visit.language)
        measure = assessment.measures.get(one.name)
        found.append(
            ResultMeasure(
                name=one.name,
                title=said_of.title,
                reason=said_of.reason,
                first_step=said_of.first_step,
                area=candidate.area,
                technique=candidate.technique,
                investment=_first_cost(measure, one, own.get(one.name)),
                incentive=measure.incentive if measure else one.corrections.incentive or Decimal(0),
                annual_cost=measure.annual_cost if measure else one.corrections.annual_cost or Decimal(0),
                figures=figures.get(one.name),
                missing=tuple(_questions(opened, candidate.missing)) if one.name not in figures else (),
                investment_offered=row is None or one.corrections.investment is not None,
                basis=said_of.basis,
                estimate=said_of.basis.strip().lower() in {"", ESTIMATE},
                arc=said_of.arc,
                person=one.person,
                due=one.due,
                arc_title=arc_title(said_of.arc),
                how_to=said_of.how_to,
                co_benefits=said_of.co_benefits,
                risks=said_of.risks,
                range=assessment.ranges.get(one.name),
                life_years=measure.life_years if measure else one.corrections.life_years,
            )
        )
    return found


def _first_cost(measure: Measure | None, chosen: ChosenMeasure, own: OwnMeasure | None) -> Decimal | None:
    """Return what a measure costs once; None where nobody has written it down."""
    if measure is None or (own is not None and not own.knows_first_cost):
        return chosen.corrections.investment
    return measure.investment


def _questions(opened: OpenVisit, names: Sequence[str]) -> list[Said]:
    refs = [ref for name in names if (ref := opened.answers.ref(name)) is not None]
    return labels_of(opened, tuple(opened.session.node(ref) for ref in refs))


def _costs(assessment: Assessment) -> Iterator[ResultCost]:
    for name, found in assessment.inventory.found.items():
        if found.is_absent or found.resource not in set(Resource):
            continue
        flow = found.flow
        yield ResultCost(
            flow=name,
            resource=Resource(found.resource),
            amount=flow.amount if flow else None,
            unit=flow.unit if flow else "",
            cost=found.cost if isinstance(found.cost, Decimal) else None,
            is_free=found.cost is None,
        )


@dataclass(frozen=True, slots=True)
class _SaidOf:
    """The texts of a measure."""

    title: Said
    reason: Said
    first_step: Said
    basis: str
    arc: str = ""
    how_to: Said = field(default_factory=dict)
    co_benefits: Said = field(default_factory=dict)
    risks: Said = field(default_factory=dict)


def _said_of(row: MeasureRow, texts: MeasureTexts) -> _SaidOf:
    return _SaidOf(
        title={**row.title},
        reason=texts.reason(row),
        first_step=texts.filled(row.first_step),
        basis=row.basis,
        arc=row.arc,
        how_to=texts.filled(row.how_to),
        co_benefits=texts.filled(row.co_benefits),
        risks=texts.filled(row.risks),
    )


def _said_of_own(own: OwnMeasure, language: str) -> _SaidOf:
    """Return the texts of an own measure, which stand in the one language in which they were written."""
    code = language or SOURCE_LANGUAGE
    title, reason, first_step = (
        {code: text} if text else {} for text in (own.title, own.reason, own.first_step)
    )
    return _SaidOf(title, reason, first_step, own.basis)


def unsupported(assessment: Assessment) -> Mapping[str, tuple[str, ...]]:
    """Return the chosen measures that count nowhere, with the questions whose answers would make them count."""
    return {
        name: assessment.candidates[name].missing if name in assessment.candidates else ()
        for name in assessment.unsupported
    }
