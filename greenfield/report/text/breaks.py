"""Where a line may end: UAX #14 for the languages that we print, with what French and Chinese ask for.

Left aside are the rules for Thai, Hangul syllables, emoji and Hebrew. Stricter than the standard: a slash
or hyphen parts only real words (`kWh/t` and `e-mail` stay whole), no break stands inside of `2–3`, nor before
the sign of `10 %`.
"""

import re
from collections.abc import Sequence

from greenfield.report.text.break_classes import break_class

_LETTERS = frozenset({"AL", "NU"})
_NEVER_BEFORE = frozenset({"CL", "CP", "EX", "IS"})
_TOGETHER = frozenset(
    [
        *((a, b) for a in ("AL", "NU") for b in ("AL", "NU", "OP")),
        *((a, b) for a in ("AL",) for b in ("PR", "PO")),
        *((a, b) for a in ("PR", "PO") for b in ("AL", "NU", "OP")),
        *((a, b) for a in ("NU", "CL", "CP") for b in ("PO", "PR")),
        ("PR", "ID"),
        ("ID", "PO"),
        ("HY", "NU"),
        ("IS", "NU"),
        ("IS", "AL"),
        ("CP", "AL"),
        ("CP", "NU"),
        ("CL", "NS"),
        ("CP", "NS"),
    ]
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_SHORTEST_BESIDE_SLASH = 4
_SHORTEST_BESIDE_HYPHEN = 2


def break_opportunities(text: str) -> list[bool]:
    """Return for each character whether a line may begin with it; the first one never counts.

    Spaces belong to the line that they end. `text` holds no line feeds.
    """
    classes = _resolved(text)
    allowed = [False] * len(text)
    for at in range(1, len(text)):
        allowed[at] = _may_break(text, classes, at)
    for found in _ADDRESS.finditer(text):
        _open_address(text, allowed, found.start(), found.end())
    return allowed


def _resolved(text: str) -> list[str]:
    """Return the classes, marks taking that of their base (LB9, LB10)."""
    classes: list[str] = []
    for character in text:
        kind = break_class(character)
        if kind == "CM":
            before = classes[-1] if classes else "SP"
            kind = "AL" if before in {"SP", "ZW"} else before
        classes.append(kind)
    return classes


def _may_break(text: str, classes: Sequence[str], at: int) -> bool:
    before, after = classes[at - 1], classes[at]
    if after in {"SP", "ZW"} or break_class(text[at]) == "CM" or text[at - 1] == "\u200d":
        return before == "ZW" and after not in {"SP", "ZW"}
    if before == "ZW":
        return True
    if "WJ" in {before, after} or before == "GL" or (after == "GL" and before not in {"SP", "BA", "HY"}):
        return False
    if before == "SP":
        return _may_break_after_spaces(classes, at)
    if after in _NEVER_BEFORE or after in {"SY", "QU", "BA", "HY", "NS", "IN"}:
        return False
    if before in {"OP", "QU"} or (before, after) in _TOGETHER:
        return False
    if before in {"SY", "HY", "BA"}:
        return _may_break_after_joint(text, classes, at)
    return True


def _may_break_after_spaces(classes: Sequence[str], at: int) -> bool:
    after = classes[at]
    if after in _NEVER_BEFORE:
        # " .5" begins a number; " ;" is French punctuation set off by an ordinary space.
        return after == "IS" and at + 1 < len(classes) and classes[at + 1] == "NU"
    base = at - 1
    while base >= 0 and classes[base] == "SP":
        base -= 1
    if base < 0:
        return True
    if (classes[base], after) == ("NU", "PO"):
        return False
    return classes[base] != "OP" and not (classes[base] in {"CL", "CP"} and after == "NS")


def _may_break_after_joint(text: str, classes: Sequence[str], at: int) -> bool:
    """Tell whether a line may end with a slash, hyphen or dash that stands between two words."""
    joint = classes[at - 1]
    if text[at - 1] in "\u2014\u2013\t|" or classes[at] == "ID":
        return classes[at] != "NU" or classes[max(at - 2, 0)] != "NU"
    shortest = _SHORTEST_BESIDE_SLASH if joint == "SY" else _SHORTEST_BESIDE_HYPHEN
    left, right = at - 1, at
    while left > 0 and classes[left - 1] == "AL":
        left -= 1
    while right < len(classes) and classes[right] == "AL":
        right += 1
    return at - 1 - left >= shortest and right - at >= shortest


def _open_address(text: str, allowed: list[bool], start: int, end: int) -> None:
    """Let an internet address break after its slashes and before its other marks, as books do."""
    for at in range(start + 1, end):
        follows = text[at - 1] == "/" and text[at] != "/" and text[max(at - 2, start)] not in ":/"
        allowed[at] = follows or (text[at] in "?&=#_~%" and at + 1 < end and text[at - 1] != "/")
