"""The table of the RECP indicators: what is used and let go in the period, and what it gives per output."""

from collections.abc import Mapping

from greenfield.charts.shapes import Role
from greenfield.report.figures import per_unit_name
from greenfield.report.pdf.blocks import Block
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.sheet import TEXT_WIDTH, column_start, span
from greenfield.report.pdf.styles import QUIET, SMALL, SMALL_STRONG
from greenfield.report.pdf.table import Row
from greenfield.report.plan import ActionPlan

_NAME, _TOTAL, _RELATIVE = span(5), span(3), span(4)
_TOTAL_AT, _RELATIVE_AT = column_start(5), column_start(8)


def indicator_header(desk: Desk) -> Block:
    """Return the row that names the columns."""
    return _row(
        desk,
        (desk.texts("Indicator"), desk.texts("In the period"), desk.texts("For the output")),
        is_header=True,
    )


def indicator_rows(plan: ActionPlan, desk: Desk) -> list[Block]:
    """Return a row for each indicator, those of use first, then those of pollution, then the output."""
    texts, figures, found = desk.texts, desk.figures, plan.indicators
    unit_made = plan.period.output_unit
    output = per_unit_name(unit_made, texts) or texts("output")
    use = (
        (texts("Energy"), "energy_gj", "GJ", "energy"),
        (texts("Materials"), "materials_t", "t", "materials"),
        (texts("Water"), "water_m3", "m³", "water"),
    )
    pollution = (
        (texts("Greenhouse gas"), "co2e_t", "t CO₂e", "co2e"),
        (texts("Waste-water"), "wastewater_m3", "m³", "wastewater"),
        (texts("Waste"), "waste_t", "t", "waste"),
    )
    rows: list[Block] = [_group(desk, texts("What is used: more output for each unit is better"))]
    for name, total, unit, relative in use:
        value = _relative(desk, found.productivity, relative, unit_made, unit)
        rows.append(_row(desk, (name, figures.amount(found.absolute.get(total), unit), value)))
    rows.append(_group(desk, texts("What leaves the factory unused: less for each unit of output is better")))
    for name, total, unit, relative in pollution:
        value = _relative(desk, found.intensity, relative, unit, output)
        rows.append(_row(desk, (name, figures.amount(found.absolute.get(total), unit), value)))
    name = (
        texts("Output: {product}", product=figures.name(plan.period.output_name))
        if plan.period.output_name
        else texts("Output")
    )
    made = found.absolute.get("output", plan.period.output_amount)
    rows.append(_row(desk, (name, figures.amount(made, plan.period.output_unit), ""), is_last=True))
    return rows


def _relative(desk: Desk, values: Mapping[str, float | None], key: str, above: str, below: str) -> str:
    value = values.get(key)
    if value is None:
        return desk.figures.number(None)
    return desk.texts("{amount} per {unit}", amount=desk.figures.amount(value, above), unit=below)


def _group(desk: Desk, text: str) -> Block:
    return Row(((0.0, desk.text(text, QUIET, TEXT_WIDTH)),), TEXT_WIDTH, padding=5.0)


def _row(desk: Desk, cells: tuple[str, str, str], *, is_header: bool = False, is_last: bool = False) -> Block:
    name, total, relative = cells
    style = SMALL_STRONG if is_header else SMALL
    return Row(
        (
            (0.0, desk.text(name, style if is_header else SMALL, _NAME)),
            (_TOTAL_AT, desk.text(total, style if is_header else SMALL_STRONG, _TOTAL, "end")),
            (_RELATIVE_AT, desk.text(relative, style, _RELATIVE, "end")),
        ),
        TEXT_WIDTH,
        line=Role.INK if is_header or is_last else Role.LINE,
    )
