"""The Unicode bidirectional algorithm (UAX #9): which way each character of a paragraph runs.

`python-bidi` gives the characters of a line in the order of display, but not their levels, which are
needed to order shaped runs line by line; the rules are therefore here, held against it by the tests.
"""

from collections.abc import Iterable, Sequence
from unicodedata import bidirectional

from greenfield.report.text.bidi_explicit import (
    EMBEDDINGS,
    ISOLATES,
    explicit_levels,
    first_strong_level,
    match_isolates,
)
from greenfield.report.text.bidi_rules import resolve_sequence

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

_REMOVED = EMBEDDINGS | {"PDF", "BN"}
_NEEDS_RULES = EMBEDDINGS | ISOLATES | {"R", "AL", "AN", "PDF", "PDI"}


def isolate(value: str) -> str:
    """Return a value wrapped so that it keeps its own direction inside a sentence of another one."""
    return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}" if value else value


def own_level(text: str, otherwise: int) -> int:
    """Return 1 when the first strong character runs right to left, 0 for left to right (rules P2, P3)."""
    kinds = [bidirectional(character) for character in text]
    return first_strong_level(kinds, match_isolates(kinds), 0, len(kinds), otherwise)


def resolve_levels(text: str, base: int) -> list[int]:
    """Return the level of each character of one paragraph; odd levels run right to left.

    `base` is 0 for a paragraph that runs left to right, 1 for the other. Characters that only steer
    the algorithm get the level of what stands before them.
    """
    kinds = [bidirectional(character) or "L" for character in text]
    if base == 0 and _NEEDS_RULES.isdisjoint(kinds):
        return [0] * len(text)
    partners = match_isolates(kinds)
    levels, resolved = explicit_levels(kinds, partners, base)
    kept = [at for at, kind in enumerate(kinds) if kind not in _REMOVED]
    outer = list(levels)
    for sequence, start, end in _sequences(kinds, partners, outer, kept, base):
        resolve_sequence(text, kinds, resolved, levels, sequence, start=start, end=end)
    _reset_separators(kinds, levels, base)
    last = base
    for at, kind in enumerate(kinds):
        if kind in _REMOVED:
            levels[at] = last
        last = levels[at]
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indexes of pieces in the order from left to right (rule L2), given each one's level."""
    order = list(range(len(levels)))
    highest = max(levels, default=0)
    lowest_odd = min((level for level in levels if level % 2), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1
    return order


def _sequences(
    kinds: Sequence[str], partners: dict[int, int], levels: Sequence[int], kept: Sequence[int], base: int
) -> Iterable[tuple[list[int], str, str]]:
    """Give the isolating run sequences (rule X10), each with the direction before and after it."""
    place = {at: number for number, at in enumerate(kept)}
    waiting: dict[int, list[int]] = {}
    found: list[list[int]] = []
    for run in _level_runs(levels, kept):
        sequence = waiting.pop(run[0], None) if kinds[run[0]] == "PDI" else None
        if sequence is None:
            sequence = []
            found.append(sequence)
        sequence.extend(run)
        if kinds[run[-1]] in ISOLATES and run[-1] in partners:
            waiting[partners[run[-1]]] = sequence
    for sequence in found:
        level = levels[sequence[0]]
        before, after = place[sequence[0]] - 1, place[sequence[-1]] + 1
        level_before = levels[kept[before]] if before >= 0 else base
        unclosed = kinds[sequence[-1]] in ISOLATES
        level_after = levels[kept[after]] if after < len(kept) and not unclosed else base
        yield sequence, "LR"[max(level, level_before) % 2], "LR"[max(level, level_after) % 2]


def _level_runs(levels: Sequence[int], kept: Sequence[int]) -> Iterable[list[int]]:
    run: list[int] = []
    for at in kept:
        if run and levels[run[-1]] != levels[at]:
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _reset_separators(kinds: Sequence[str], levels: list[int], base: int) -> None:
    """Give separators, and the spaces before them and at the end, the paragraph's level (rule L1)."""
    trailing = True
    for at in range(len(kinds) - 1, -1, -1):
        kind = kinds[at]
        trailing = kind in {"S", "B"} or (
            trailing and (kind in {"WS", "PDI"} or kind in ISOLATES or kind in _REMOVED)
        )
        if trailing:
            levels[at] = base
