"""Parts a shaped text into lines that fit a width."""

from collections.abc import Iterable
from itertools import pairwise

from greenfield.report.text.breaks import break_opportunities
from greenfield.report.text.line import Line
from greenfield.report.text.shaped import ShapedText

_JOINER = "\u200d"
_TOLERANCE = 0.01
"""Points by which a line may be wider: sums of widths are rounded."""


def part_into_lines(shaped: ShapedText, width: float) -> Iterable[Line]:
    """Give the lines, each as full as it may be; a word that is wider than a line is cut where it must."""
    text, reach = shaped.text, shaped.reach
    if reach[-1] <= width + _TOLERANCE:
        yield shaped.line(0, _without_spaces(text, 0, len(text)))
        return
    allowed = break_opportunities(text)
    start = 0
    chance = 0
    at = 1
    while at <= len(text):
        if at < len(text) and allowed[at]:
            chance = at
        over = reach[at] - reach[start] > width + _TOLERANCE and text[at - 1] != " "
        if not over:
            at += 1
            continue
        # The character before `at` no longer fits, so a chance that stands at `at` is none.
        end = _last_chance(allowed, start, at - 1) if chance > at - 1 else chance
        if end <= start:
            end = _cut(shaped, start, at - 1)
        yield shaped.line(start, _without_spaces(text, start, end))
        start, chance, at = end, end, end + 1
    if start < len(text):
        yield shaped.line(start, _without_spaces(text, start, len(text)))


def longest_part(shaped: ShapedText) -> float:
    """Return the width of the widest stretch between two places where a line may end."""
    allowed = break_opportunities(shaped.text)
    edges = [0, *(at for at, may in enumerate(allowed) if may), len(shaped.text)]
    return max(
        (
            shaped.reach[_without_spaces(shaped.text, start, end)] - shaped.reach[start]
            for start, end in pairwise(edges)
        ),
        default=0.0,
    )


def _last_chance(allowed: list[bool], start: int, end: int) -> int:
    while end > start and not allowed[end]:
        end -= 1
    return end


def _cut(shaped: ShapedText, start: int, end: int) -> int:
    """Return where to cut a word that does not fit: before a cluster, after at least one."""
    while end > start and end not in shaped.starts:
        end -= 1
    if end > start:
        return end
    end = start + 1
    while end < len(shaped.text) and end not in shaped.starts:
        end += 1
    return end


def _without_spaces(text: str, start: int, end: int) -> int:
    """Leave out the spaces at a line's end; one that is joined to a letter belongs to that letter."""
    while end > start and text[end - 1] == " " and text[end - 2 : end - 1] != _JOINER:
        end -= 1
    return end
