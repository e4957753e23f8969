"""Where Chinese marks that meet share a space: of `）：` the first is set half as wide."""

from typing import Final

_CLOSING: Final = frozenset("”’、。，．：；）］｝〉》」』】〕")
_OPENING: Final = frozenset("“‘（［｛〈《「『【〔")

Range = tuple[int, int, bool]


def half_width_ranges(text: str, start: int, end: int) -> list[Range]:
    """Return which characters between `start` and `end` give up the empty half of their square.

    A closing mark does before any other mark, an opening one after an opening one.
    """
    ranges: list[Range] = []
    for at in range(start, end):
        before = text[at - 1] if at > start else ""
        after = text[at + 1] if at + 1 < end else ""
        closes = text[at] in _CLOSING and after in _CLOSING | _OPENING
        opens = text[at] in _OPENING and before in _OPENING
        if closes or opens:
            ranges.append((at, at + 1, True))
    return ranges
