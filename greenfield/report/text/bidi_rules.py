"""The second half of UAX #9: weak, neutral and implicit rules (W1 to I2) on one isolating run sequence."""

from collections.abc import Sequence
from functools import cache
from unicodedata import category, mirrored

from greenfield.report.text.bidi_explicit import ISOLATES

_NEUTRAL = ISOLATES | {"B", "S", "WS", "ON", "PDI"}
_AS_RIGHT = frozenset({"R", "EN", "AN"})
_DEEPEST_BRACKET = 63
# Both pairs of angle brackets are canonically equal, so that one may close the other.
_EQUAL_BRACKETS = {"\u2329": "\u3008", "\u232a": "\u3009"}


@cache
def mirrored_brackets() -> dict[str, str]:
    """Return the closing bracket of each opening one (Bidi_Paired_Bracket)."""
    from bidi.mirror import MIRRORED  # type: ignore[import-untyped]  # noqa: PLC0415  loaded when needed

    return {
        opening: closing
        for opening, closing in MIRRORED.items()
        if category(opening) == "Ps" and category(closing) == "Pe" and mirrored(opening)
    }


def resolve_sequence(
    text: str,
    kinds: Sequence[str],
    resolved: list[str],
    levels: list[int],
    sequence: Sequence[int],
    *,
    start: str,
    end: str,
) -> None:
    """Settle the levels of one sequence in place.

    `kinds` are the characters' own kinds, `resolved` those after overrides, `start` and `end` the
    directions (L or R) before and after the sequence.
    """
    local = [resolved[at] for at in sequence]
    level = levels[sequence[0]]
    embedding = "LR"[level % 2]
    _weak(local, start)
    if any(text[at] in mirrored_brackets() for at in sequence):
        _brackets([text[at] for at in sequence], [kinds[at] for at in sequence], local, start, embedding)
    _neutral(local, start, end, embedding)
    for at, kind in zip(sequence, local, strict=True):
        if level % 2:
            levels[at] = level + (kind != "R")
        else:
            levels[at] = level + {"L": 0, "R": 1}.get(kind, 2)


def _weak(kinds: list[str], start: str) -> None:
    previous, strong = start, start
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = "ON" if previous in ISOLATES or previous == "PDI" else previous  # W1
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"  # W2
        previous = kinds[at]
        if previous in {"L", "R", "AL"}:
            strong = previous
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for at in range(1, len(kinds) - 1):
        around = kinds[at - 1]
        joins = (kinds[at] in {"ES", "CS"} and around == "EN") or (kinds[at] == "CS" and around == "AN")
        if joins and kinds[at + 1] == around:
            kinds[at] = around  # W4
    _terminators(kinds)
    strong = start
    for at, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"  # W7


def _terminators(kinds: list[str]) -> None:
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > at:
            beside = (at > 0 and kinds[at - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
            kinds[at:end] = ["EN" if beside else "ON"] * (end - at)  # W5, W6
        at = max(end, at + 1)
    kinds[:] = ["ON" if kind in {"ES", "CS"} else kind for kind in kinds]  # W6


def _brackets(
    characters: Sequence[str], kinds: Sequence[str], resolved: list[str], start: str, embedding: str
) -> None:
    for opening, closing in _pairs(characters, resolved):
        inside = {_strong(kind) for kind in resolved[opening + 1 : closing]} - {""}
        if embedding in inside:
            direction = embedding
        elif inside:
            before = next((s for k in reversed(resolved[:opening]) if (s := _strong(k))), start)
            direction = before if before != embedding else embedding
        else:
            continue
        for at in (opening, closing):
            resolved[at] = direction
            follower = at + 1
            while follower < len(kinds) and kinds[follower] == "NSM":
                resolved[follower] = direction
                follower += 1


def _pairs(characters: Sequence[str], resolved: Sequence[str]) -> list[tuple[int, int]]:
    closing_of = mirrored_brackets()
    closers = set(closing_of.values())
    opened: list[tuple[str, int]] = []
    pairs = []
    for at, character in enumerate(characters):
        if resolved[at] != "ON":
            continue
        if character in closing_of:
            if len(opened) == _DEEPEST_BRACKET:
                break
            wanted = closing_of[character]
            opened.append((_EQUAL_BRACKETS.get(wanted, wanted), at))
        elif character in closers:
            wanted = _EQUAL_BRACKETS.get(character, character)
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == wanted:
                    pairs.append((opened[depth][1], at))
                    del opened[depth:]
                    break
    return sorted(pairs)


def _neutral(kinds: list[str], start: str, end: str, embedding: str) -> None:
    at = 0
    while at < len(kinds):
        if kinds[at] not in _NEUTRAL:
            at += 1
            continue
        stop = at
        while stop < len(kinds) and kinds[stop] in _NEUTRAL:
            stop += 1
        before = _strong(kinds[at - 1]) if at else start
        after = _strong(kinds[stop]) if stop < len(kinds) else end
        kinds[at:stop] = [before if before == after else embedding] * (stop - at)  # N1, N2
        at = stop


def _strong(kind: str) -> str:
    return "R" if kind in _AS_RIGHT else "L" if kind == "L" else ""
