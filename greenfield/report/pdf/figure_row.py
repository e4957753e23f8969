"""Key figures side by side: each under its label, all of one size, on one line whatever the labels need."""

from collections.abc import Sequence
from dataclasses import dataclass

from greenfield.charts.shapes import Role
from greenfield.report.pdf.blocks import Beside, Block, Stack, feet_aligned
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.styles import QUIET, Style


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure with its label; `role` is the colour of the figure, `note` what is said quietly below it."""

    label: str
    value: str
    role: Role = Role.INK
    note: str = ""


def figure_row(
    figures: Sequence[KeyFigure],
    columns: Sequence[tuple[float, float]],
    style: Style,
    smallest: float,
    desk: Desk,
) -> Block:
    """Return the figures in columns (start, width); the size shrinks to `smallest` so that the widest fits."""
    placed = list(zip(figures, columns, strict=False))
    size = min(
        desk.typesetter.fitting_size(figure.value, style, width, smallest) for figure, (_, width) in placed
    )
    cells: list[tuple[float, Block]] = []
    for figure, (start, width) in placed:
        value = desk.text(figure.value, style.scaled_to(size).in_role(figure.role), width)
        cells.append((start, Stack((desk.text(figure.label, QUIET, width), value))))
    row = feet_aligned(cells)
    notes = [(start, desk.text(one.note, QUIET, width)) for one, (start, width) in placed if one.note]
    return Stack((row, Beside(tuple(notes)))) if notes else row


def even_columns(count: int, width: float, gap: float = 12.0) -> list[tuple[float, float]]:
    """Return so many columns of equal width, with a gap between them."""
    step = (width + gap) / count
    return [(at * step, step - gap) for at in range(count)]
