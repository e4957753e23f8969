"""The table of losses: each with its step, its amount, and the parts of what it costs."""

from greenfield.charts.shapes import Role
from greenfield.report.loss_finding import loss_lines
from greenfield.report.pdf.blocks import Block
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.sheet import TEXT_WIDTH
from greenfield.report.pdf.styles import SMALL, SMALL_STRONG
from greenfield.report.pdf.table import Row
from greenfield.report.plan import ActionPlan

_GAP = 8.0
_NAME = 126.0
_FIGURES = 5
_FIGURE = (TEXT_WIDTH - _NAME) / _FIGURES - _GAP
Cells = tuple[str, str, str, str, str, str]


def loss_header(desk: Desk) -> Block:
    """Return the row that names the columns."""
    texts = desk.texts
    cells = (
        texts("Loss and step"),
        texts("Amount"),
        texts("Material"),
        texts("Energy"),
        texts("Treatment and work, less income"),
        texts("Real cost"),
    )
    return _row(desk, cells, is_header=True)


def loss_rows(plan: ActionPlan, desk: Desk) -> list[Block]:
    """Return a row for each loss, the dearest first."""
    return [
        _row(
            desk,
            (
                desk.texts(
                    "{loss} ({step})", loss=desk.figures.name(one.name), step=desk.figures.name(one.step)
                ),
                *(one.amount, one.material, one.energy, one.other, one.total),
            ),
        )
        for one in loss_lines(plan.losses, desk.figures)
    ]


def _row(desk: Desk, cells: Cells, *, is_header: bool = False) -> Block:
    name, *figures = cells
    style = SMALL_STRONG if is_header else SMALL
    placed: list[tuple[float, Block]] = [(0.0, desk.text(name, style, _NAME))]
    for at, figure in enumerate(figures):
        is_total = at == _FIGURES - 1
        start = _NAME + _GAP + at * (_FIGURE + _GAP)
        placed.append((start, desk.text(figure, SMALL_STRONG if is_total else style, _FIGURE, "end")))
    return Row(tuple(placed), TEXT_WIDTH, line=Role.INK if is_header else Role.LINE)
