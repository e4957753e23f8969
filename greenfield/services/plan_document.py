"""From the result of a visit to what its action plan says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from greenfield.assess.losses import LossCost
from greenfield.assess.measures import after_incentive
from greenfield.assess.rate import NoRate
from greenfield.assess.values import Flow, FlowEmission
from greenfield.base.catalogue import sentence
from greenfield.base.places import alpha2_of
from greenfield.base.plain_words import plain_words
from greenfield.base.texts import Texts
from greenfield.report.followed import FollowedMeasure, FollowedUp
from greenfield.report.plan import (
    ActionPlan,
    AnswerSection,
    CoveredPeriod,
    Emission,
    MaterialLoss,
    Origin,
    OwnIndicator,
    PlannedMeasure,
    PlanStep,
    ReadMore,
    ResourceCost,
    SavedAmount,
    UsedFactor,
    Visited,
)
from greenfield.services.sector_names import sector_name
from greenfield.services.visit_result import ResultLoss, ResultMeasure, VisitResult, in_language
from greenfield.services.warning_words import kept_warnings

_NOTHING_TO_READ: Mapping[str, tuple[ReadMore, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class VisitedBy:
    """Who was visited and by whom, as the records name them; `country` is ISO 3166 alpha-3."""

    company: str
    site: str
    city: str
    visited_on: date | None
    visitors: tuple[str, ...]
    organisation: str = ""
    owner: str = ""


def action_plan(
    result: VisitResult,
    by: VisitedBy,
    texts: Texts,
    *,
    draft: bool = False,
    reading: Mapping[str, tuple[ReadMore, ...]] = _NOTHING_TO_READ,
    answers: tuple[AnswerSection, ...] | None = None,
) -> ActionPlan:
    """Return what the plan says in the language of `texts` (of the program, for warnings).

    `reading` are resources about the measures, by their names. `answers` are those to a questionnaire that knows no flows
    and no measures; None for all others.
    """
    language = texts.language
    flows = {flow.id: flow for flow in result.period.flows}
    name = _Names(result, language)
    return ActionPlan(
        visited=_visited(result, by, texts),
        period=_covered(result),
        currency=result.currency,
        indicators=result.indicators,
        costs=tuple(
            ResourceCost(name(one.flow), one.resource, one.amount, one.unit, one.cost, one.flow, one.is_free)
            for one in result.costs
        ),
        emissions=tuple(_emission(row, name) for row in result.emissions),
        areas=result.areas,
        measures=tuple(
            replace(_measure(measure, flows, name, language), read_more=reading.get(measure.name, ()))
            for measure in result.measures
        ),
        steps=tuple(PlanStep(measure.name, measure.person, measure.due) for measure in result.measures),
        factors=tuple(_factors(result, name)),
        gwp=result.gwp,
        toolkit=in_language(result.toolkit_title, language),
        gaps=tuple(plain_words(in_language(gap, language)) for gap in result.gaps),
        warnings=tuple(_warnings(result, texts)),
        draft=draft,
        has_figures=answers is None,
        answers=answers or (),
        follow_up=followed_up(result, language),
        losses=tuple(_loss(one, name, language) for one in result.losses),
        own_indicators=tuple(
            OwnIndicator(
                key=one.name,
                name=in_language(one.label, language),
                value=one.value,
                unit=one.unit,
                better=one.better,
                threshold=one.threshold,
                kind=one.kind,
                topic=in_language(one.topic, language),
                source=one.source,
            )
            for one in result.own_indicators
        ),
        discount_rate=result.discount_rate,
        benchmarks=result.benchmarks,
    )


def _visited(result: VisitResult, by: VisitedBy, texts: Texts) -> Visited:
    return Visited(
        company=by.company,
        visited_on=by.visited_on,
        site=by.site,
        place=by.city,
        country=alpha2_of(result.country),
        sector=sector_name(result.sector, texts),
        visitors=by.visitors,
        organisation=by.organisation,
        owner=by.owner,
    )


def _covered(result: VisitResult) -> CoveredPeriod:
    period = result.period
    return CoveredPeriod(
        start=period.start,
        end=period.end,
        is_stated=result.period_stated,
        per_year=period.per_year,
        is_of_a_year=period.is_of_a_year,
        output_amount=period.output.amount or None,
        output_unit=period.output.unit,
        output_name=result.product,
        employees=period.employees,
    )


def followed_up(result: VisitResult, language: str) -> FollowedUp | None:
    """Return what a result says of the visit before, its texts in a language; None for a first visit."""
    kept = result.follow_up
    if kept is None:
        return None
    return FollowedUp(
        visited_on=kept.visited_on,
        start=kept.start,
        end=kept.end,
        currency=kept.currency,
        measures=tuple(
            FollowedMeasure(
                name=one.name,
                title=in_language(one.title, language),
                status=one.status,
                estimated_saving=one.estimated_saving,
                verified_saving=one.verified_saving,
                reason=one.reason,
                on=one.on,
                agreed_on=one.agreed_on,
            )
            for one in kept.measures
        ),
        changes=kept.changes,
        same_output=kept.same_output,
        is_stated=kept.period_stated,
    )


class _Names:
    """The names of flows as read."""

    def __init__(self, result: VisitResult, language: str) -> None:
        self._names, self._language = result.flow_names, language

    def __call__(self, flow: str) -> str:
        return in_language(self._names.get(flow, {}), self._language) or flow


def _measure(measure: ResultMeasure, flows: dict[str, Flow], name: _Names, language: str) -> PlannedMeasure:
    figures = measure.figures
    cost = None if measure.investment is None else after_incentive(measure.investment, measure.incentive)
    return PlannedMeasure(
        name=measure.name,
        title=in_language(measure.title, language),
        area=measure.area,
        technique=measure.technique,
        reason=in_language(measure.reason, language),
        first_step=in_language(measure.first_step, language),
        annual_saving=figures.annual_saving if figures else None,
        annual_cost=measure.annual_cost,
        first_cost=cost,
        payback_years=figures.payback_years if figures else None,
        saved=tuple(_amounts(figures.saved, flows, name)) if figures else (),
        reduced_by=tuple(_amounts(figures.overlap, flows, name)) if figures else (),
        co2e_t=figures.co2e_t if figures else None,
        basis="" if measure.estimate else measure.basis,
        estimate=measure.estimate,
        first_cost_estimate=not measure.investment_offered,
        missing=tuple(in_language(question, language) for question in measure.missing),
        how_to=in_language(measure.how_to, language),
        co_benefits=in_language(measure.co_benefits, language),
        risks=in_language(measure.risks, language),
        arc=measure.arc,
        arc_title=measure.arc_title,
        range=measure.range,
        npv=figures.npv if figures else None,
        irr=figures.irr if figures else None,
        irr_reason=figures.irr_reason if figures else NoRate.UNKNOWN_SAVING,
        discounted_payback_years=figures.discounted_payback_years if figures else None,
    )


def _loss(loss: ResultLoss, name: _Names, language: str) -> MaterialLoss:
    step = in_language(loss.step, language)
    cost = LossCost(
        name=loss.name,
        step=step,
        share=loss.share,
        material=loss.material,
        energy=loss.energy,
        treatment=loss.treatment,
        system=loss.system,
        income=loss.income,
    )
    label = in_language(loss.label, language) or name(loss.flow)
    return MaterialLoss(label, step, name(loss.flow), loss.amount, loss.unit, cost)


def _amounts(amounts: Mapping[str, float], flows: Mapping[str, Flow], name: _Names) -> Iterator[SavedAmount]:
    for flow, amount in amounts.items():
        if amount and flow in flows:
            yield SavedAmount(name(flow), amount, flows[flow].unit)


def _emission(row: FlowEmission, name: _Names) -> Emission:
    return Emission(name(row.flow), Origin(row.scope), row.t, row.biogenic_t, row.flow)


def _factors(result: VisitResult, name: _Names) -> Iterator[UsedFactor]:
    amounts = {flow.id: flow.amount for flow in result.period.flows}
    for row in result.emissions:
        if row.factor is None or row.source == "stated":
            continue
        used = UsedFactor(name(row.flow), Origin(row.scope), row.factor, row.unit, row.year, row.source)
        amount = amounts.get(row.flow)
        if amount and row.scope == Origin.COMBUSTION:
            used = replace(
                used,
                co2=None if row.co2_t is None else row.co2_t / amount,
                biogenic=row.biogenic_t / amount,
                ch4=None if row.ch4_t is None else row.ch4_t / amount,
                n2o=None if row.n2o_t is None else row.n2o_t / amount,
            )
        yield used


def _warnings(result: VisitResult, texts: Texts) -> Iterator[str]:
    for problem in kept_warnings(result, texts.language):
        yield sentence(problem, texts)
