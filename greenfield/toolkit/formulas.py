"""The formulas of a toolkit's sheets, and how a cell that holds several of them is taken apart."""

import re
from dataclasses import dataclass

from greenfield.base.problem import fail
from greenfield.forms.formula import Formula, compile_formula

FLOW_FUNCTIONS = frozenset({"flow", "cost", "price"})
_SHARE = re.compile(r"^share\s*\(")
_NAMED = re.compile(r"^\s*(?P<name>[A-Za-z_][\w.\-]*)\s*:(?!:)")


@dataclass(frozen=True, slots=True)
class SavingFormula:
    """What a measure takes from the flow of a name: a formula in the flow's own unit, or for its share."""

    flow: str
    formula: Formula
    is_share: bool
    offset: int


def formula_or_none(text: str) -> Formula | None:
    """Compile the formula of a measure; None for an empty cell. Raises as `compile_formula` does."""
    return compile_formula(text, FLOW_FUNCTIONS) if text else None


def plain_formula(text: str) -> Formula:
    """Compile a formula that reads answers only, as those of flows do."""
    return compile_formula(text, frozenset())


def parse_saves(text: str) -> tuple[SavingFormula, ...]:
    """Return the parts of a `saves` cell: `flow: formula` or `flow: share(formula)`, separated by `;`.

    Raises ProblemError `measures.saves_form` with the offset (from 0) of a part that is neither, and what
    `compile_formula` raises.
    """
    found = []
    offset = 0
    for part in _split(text):
        if part.strip():
            found.append(_saving(part, offset))
        offset += len(part) + 1
    return tuple(found)


def _saving(part: str, offset: int) -> SavingFormula:
    named = _NAMED.match(part)
    if named is None or not part[named.end() :].strip():
        raise fail("measures.saves_form", part=part.strip(), offset=offset)
    formula = part[named.end() :]
    start = offset + named.end() + len(formula) - len(formula.lstrip())
    formula = formula.strip()
    opened = _SHARE.match(formula)
    is_share = opened is not None and _closes_at_end(formula, opened.end() - 1)
    if opened is not None and is_share:
        start += opened.end()
        formula = formula[opened.end() : -1]
    return SavingFormula(named.group("name"), compile_formula(formula, FLOW_FUNCTIONS), is_share, start)


def _split(text: str) -> list[str]:
    """Split at each `;` that stands in no quotes."""
    parts, quote, start = [], "", 0
    for index, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == ";":
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


def _closes_at_end(text: str, opening: int) -> bool:
    """Tell whether the bracket at `opening` is closed by the last character."""
    depth, quote = 0, ""
    for index in range(opening, len(text)):
        letter = text[index]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
            if not depth:
                return index == len(text) - 1
    return False
