"""The results: indicators, what resources cost, greenhouse gas by origin, practice by area."""

from collections.abc import Sequence

from greenfield.charts.bands import lay_out_bands
from greenfield.charts.bars import Bar, lay_out_bars
from greenfield.charts.strips import lay_out_strips
from greenfield.report.benchmark_finding import StripFinding, benchmark_findings
from greenfield.report.findings import area_finding, cost_findings, gas_finding
from greenfield.report.loss_finding import loss_finding
from greenfield.report.pdf.blocks import Block, Space
from greenfield.report.pdf.chart_painter import ChartBlock
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.flow import Flow
from greenfield.report.pdf.gas_table import gas_rows
from greenfield.report.pdf.indicator_table import indicator_header, indicator_rows
from greenfield.report.pdf.loss_table import loss_header, loss_rows
from greenfield.report.pdf.sheet import TEXT_WIDTH
from greenfield.report.pdf.styles import QUIET
from greenfield.report.plan import ActionPlan


def add_results(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    """Put the results, beginning on a new page."""
    flow.new_page()
    title = desk.texts("Results")
    flow.mark_section(title)
    period = desk.texts("What was used and let go in one year. The period was not stated.")
    if plan.period.is_stated:
        period = desk.texts(
            "What was used and let go from {start} to {end}.",
            start=desk.formats.date(plan.period.start),
            end=desk.formats.date(plan.period.end),
        )
    if plan.period.is_stated and plan.period.per_year != 1.0:
        period = desk.texts(
            "What is used and let go in a year: the {days} days from {start} to {end}, times {factor}.",
            days=plan.period.days,
            start=desk.formats.date(plan.period.start),
            end=desk.formats.date(plan.period.end),
            factor=desk.formats.significant(plan.period.per_year, 4),
        )
    flow.add_rows(
        (desk.title(title), desk.section(desk.texts("Resources and pollution"), period)),
        indicator_header(plan, desk),
        indicator_rows(plan, desk),
        before=0.0,
    )
    _add_costs(flow, plan, desk)
    _add_losses(flow, plan, desk)
    _add_gas(flow, plan, desk)
    _add_areas(flow, plan, desk)
    _add_benchmarks(flow, plan, desk)


def _add_benchmarks(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    typesetter = desk.typesetter
    sources = dict.fromkeys(
        desk.texts("{title}: {source}, {years}.", title=row.title, source=row.source, years=row.years)
        for row in (one.benchmark for one in plan.benchmarks)
    )
    found = tuple(benchmark_findings(plan.benchmarks, desk.figures))
    drawn = [one for one in found if one.strips] or found[:1]
    for one in drawn:
        blocks: list[Block] = [desk.section(one.title, one.note)]
        if one.strips:
            chart = lay_out_strips(
                one.strips, TEXT_WIDTH, typesetter.measure, right_to_left=typesetter.right_to_left
            )
            blocks.append(ChartBlock(chart, typesetter))
        blocks += [desk.text(line) for line in one.without]
        if one is drawn[-1]:
            # what is not drawn, and where the figures are from, never stand on a page alone
            for other in (each for each in found if each not in drawn):
                blocks += [Space(6), *_not_drawn(other, desk)]
            blocks += [Space(6), *(desk.text(line, QUIET) for line in sources)]
        flow.add(*blocks, before=22)


def _not_drawn(found: StripFinding, desk: Desk) -> list[Block]:
    said = (desk.texts("{name}. {why}", name=found.title, why=line) for line in found.without)
    return [desk.text(line) for line in said]


def _add_costs(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    texts = desk.texts
    found = cost_findings(plan.costs, desk.figures, desk.currency)
    if not found:
        heading = desk.section(texts("What resources cost"))
        flow.add(heading, desk.text(texts("No cost of a resource is known yet.")), before=22)
    for finding in found:
        flow.add(desk.section(finding.title, finding.note), _bars(finding.bars, desk), before=22)


def _add_losses(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    found = loss_finding(plan.losses, desk.figures, desk.currency)
    if found is None:
        return
    flow.add(desk.section(found.title, found.note), _bars(found.bars, desk), before=22)
    rows = loss_rows(plan, desk)
    flow.add_rows((), loss_header(desk), rows, before=12)


def _bars(bars: Sequence[Bar], desk: Desk) -> Block:
    typesetter = desk.typesetter
    chart = lay_out_bars(bars, TEXT_WIDTH, typesetter.measure, right_to_left=typesetter.right_to_left)
    return ChartBlock(chart, typesetter)


def _add_gas(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    texts = desk.texts
    found = gas_finding(plan.emissions, desk.figures, is_whole=plan.knows_all_gas)
    if found is None:
        heading = desk.section(texts("Greenhouse gas"))
        flow.add(heading, desk.text(texts("No greenhouse gas could be computed yet.")), before=22)
        return
    chart = _bars(found.bars, desk)
    flow.add(desk.section(found.title, found.note), chart, *gas_rows(plan, desk), before=22)


def _add_areas(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    texts = desk.texts
    found = area_finding(plan.areas, desk.figures)
    if found is None:
        heading = desk.section(texts("Practice by area"))
        flow.add(heading, desk.text(texts("No question on practice was answered yet.")), before=22)
        return
    typesetter = desk.typesetter
    chart = lay_out_bands(found.bands, TEXT_WIDTH, typesetter.measure, right_to_left=typesetter.right_to_left)
    flow.add(desk.section(found.title, found.note), ChartBlock(chart, typesetter), before=22)
