"""Finishing a visit: what its answers and choices say is written once, as a result."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from greenfield.assess.values import Resource
from greenfield.base.languages import LANGUAGES, find_language, form_language_code
from greenfield.base.problem import Place, Problem, ProblemError, fail
from greenfield.base.texts import texts_for
from greenfield.forms.node import Node
from greenfield.services.assessment import Assessment, assess
from greenfield.services.carrier_names import CARRIERS, carrier_name
from greenfield.services.chosen_measures import ChosenMeasure, chosen_measures
from greenfield.services.measure_texts import MeasureTexts
from greenfield.services.open_visit import OpenVisit
from greenfield.services.visit_result import (
    METHOD_VERSION,
    ResultCost,
    ResultMeasure,
    ResultProblem,
    Said,
    VisitResult,
    as_content,
    read_content,
)
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.visits import results_of
from greenfield.store.workspace import Workspace
from greenfield.toolkit.toolkit import FlowRow, MeasureRow, said

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
    """Return what an open visit says now, with its chosen measures; fit for every change of an answer."""
    chosen = chosen_measures(workspace, opened.visit.id)
    inventory = opened.inventory()
    corrections = {one.name: one.corrections for one in chosen}
    method = opened.method(inventory.country)
    return assess(inventory, method, today, [one.name for one in chosen], corrections), chosen


def finish_visit(workspace: Workspace, opened: OpenVisit, now: datetime) -> Finished:
    """Write the result of a visit and set it to finished, in one transaction.

    Questions without an answer are listed as gaps and stop nothing. Raises ProblemError `visit.finished` if
    it is, and `visit.not_valid` with a problem for each answer that breaks a rule of the form.
    """
    if opened.visit.state == VisitState.FINISHED:
        raise fail("visit.finished", opened.visit.id[:8])
    broken = opened.broken_rules()
    if broken:
        raise ProblemError(*(_rule(node) for node in broken))
    assessment, chosen = assess_visit(workspace, opened, now.date())
    gaps = tuple(opened.gaps())
    result = _result(opened, assessment, chosen, gaps, now)
    with workspace.unit() as unit:
        opened.must_be_open(unit)
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
                "period_start": result.period.start.isoformat(),
                "period_end": result.period.end.isoformat(),
            },
        )
    opened.reach(VisitState.FINISHED)
    return Finished(record, result, gaps)


def _rule(node: Node) -> Problem:
    values = {"question": node.label or node.ref, "value": node.value, "message": node.message}
    return Problem("visit.not_valid", Place(node.ref), values)


def shown_result(workspace: Workspace, opened: OpenVisit, now: datetime) -> tuple[VisitResult, str | None]:
    """Return the newest result of a finished visit with its record; of an open one what it would write."""
    if opened.visit.state == VisitState.FINISHED:
        with workspace.read() as connection:
            results = results_of(connection, opened.visit.id)
        if results:
            return read_content(results[0].content, results[0].id), results[0].id
    return draft_result(workspace, opened, now), None


def draft_result(workspace: Workspace, opened: OpenVisit, now: datetime) -> VisitResult:
    """Return what finishing would write now; nothing is kept."""
    assessment, chosen = assess_visit(workspace, opened, now.date())
    return _result(opened, assessment, chosen, tuple(opened.gaps()), now)


def _result(
    opened: OpenVisit,
    assessment: Assessment,
    chosen: list[ChosenMeasure],
    gaps: tuple[Node, ...],
    now: datetime,
) -> VisitResult:
    inventory, toolkit = assessment.inventory, opened.toolkit
    method = opened.method(inventory.country)
    texts = MeasureTexts(opened, inventory)
    product = opened.answers.lookup("product")
    return VisitResult(
        toolkit=toolkit.sha256,
        toolkit_title={**toolkit.manifest.title},
        gwp=method.potentials.name,
        finished_on=now.date(),
        country=inventory.country,
        sector=inventory.sector,
        currency=inventory.currency or opened.visit.currency,
        period=assessment.account.period,
        product=product if isinstance(product, str) else "",
        flow_names={row.name: _flow_name(row, assessment) for row in toolkit.flows},
        costs=tuple(_costs(assessment)),
        indicators=assessment.indicators,
        emissions=assessment.account.emissions,
        areas=assessment.areas,
        measures=tuple(_measures(opened, assessment, chosen, texts)),
        recommended=assessment.recommendations.ranked,
        gaps=tuple(_labels(opened, gaps)),
        warnings=tuple(ResultProblem.of(problem) for problem in assessment.problems),
    )


def _measures(
    opened: OpenVisit, assessment: Assessment, chosen: list[ChosenMeasure], texts: MeasureTexts
) -> list[ResultMeasure]:
    figures = {one.id: one for one in assessment.chosen}
    found = []
    for one in chosen:
        row, candidate = opened.toolkit.measure(one.name), assessment.candidates.get(one.name)
        if row is None or candidate is None:
            continue
        measure = assessment.measures.get(one.name)
        found.append(
            ResultMeasure(
                name=one.name,
                title={**row.title},
                reason=texts.reason(row),
                first_step={**row.first_step},
                area=candidate.area,
                technique=candidate.technique,
                investment=measure.investment if measure else one.corrections.investment,
                incentive=measure.incentive if measure else one.corrections.incentive or Decimal(0),
                annual_cost=measure.annual_cost if measure else one.corrections.annual_cost or Decimal(0),
                figures=figures.get(one.name),
                missing=tuple(_questions(opened, candidate.missing)) if one.name not in figures else (),
                investment_offered=one.corrections.investment is not None,
                basis=row.basis,
                estimate=_is_estimate(row),
                arc=row.arc,
                person=one.person,
                due=one.due,
            )
        )
    return found


def _questions(opened: OpenVisit, names: Sequence[str]) -> list[Said]:
    refs = [ref for name in names if (ref := opened.answers.ref(name)) is not None]
    return _labels(opened, tuple(opened.session.node(ref) for ref in refs))


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
        )


def _is_estimate(row: MeasureRow) -> bool:
    return row.basis.strip().lower() in {"", ESTIMATE}


def _flow_name(row: FlowRow, assessment: Assessment) -> Said:
    """Return a flow's name by language: the toolkit's label, and which fuel it is."""
    found = assessment.inventory.found.get(row.name)
    flow = found.flow if found else None
    names: Said = {}
    for code in LANGUAGES:
        label = said(row.label, code)
        if flow is None or flow.carrier not in CARRIERS or flow.carrier == "electricity":
            names[code] = label or row.name
            continue
        carrier = carrier_name(flow.carrier, texts_for(code))
        names[code] = f"{label} ({_inside(carrier)})" if label else carrier
    return names


def _inside(name: str) -> str:
    """Return a name as it stands inside of a line; an abbreviation keeps its capitals."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _labels(opened: OpenVisit, gaps: tuple[Node, ...]) -> list[Said]:
    """Return the questions by language; the form goes back to the language it had."""
    session = opened.session
    before = session.language
    texts: list[dict[str, str]] = [{} for _ in gaps]
    for name in session.form.questionnaire.languages:
        session.set_language(name)
        code = find_language(form_language_code(name) or name) or name
        for place, gap in zip(texts, gaps, strict=True):
            place[code] = session.node(gap.ref).label
    if session.form.questionnaire.languages:
        session.set_language(before)
    else:
        texts = [{"en": gap.label} for gap in gaps]
    return texts


def unsupported(assessment: Assessment) -> Mapping[str, tuple[str, ...]]:
    """Return the chosen measures that count nowhere, with the questions whose answers would make them count."""
    return {
        name: assessment.candidates[name].missing if name in assessment.candidates else ()
        for name in assessment.unsupported
    }
