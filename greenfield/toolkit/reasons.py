"""Texts of measures with their placeholders: `${question}`, `{flow:NAME}`, `{cost:NAME}`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from greenfield.forms.formula import Unknown
from greenfield.toolkit.cells import as_text
from greenfield.toolkit.inventory import Inventory
from greenfield.toolkit.reading import Reading

PLACEHOLDER = re.compile(
    r"\$\{\s*(?P<question>[^{}]+?)\s*\}|\{\s*(?P<kind>flow|cost)\s*:\s*(?P<name>[^{}]+?)\s*\}"
)
ANY_BRACES = re.compile(r"\$?\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A value that a text shows: an answer as stored, a flow's amount with its unit, or a flow's cost.

    `value` None: not known. The caller writes it: an answer of a select by its label, numbers by locale.
    """

    kind: Literal["answer", "flow", "cost"]
    name: str
    value: str | float | None
    unit: str = ""


def fill_text(text: str, inventory: Inventory, read: Reading, write: Callable[[Shown], str]) -> str:
    """Return a measure's text with each placeholder replaced by what `write` makes of its value."""

    def replace(found: re.Match[str]) -> str:
        if found.group("question"):
            value = read(found.group("question"))
            known = not isinstance(value, Unknown) and value != ""
            number = value if isinstance(value, float) else as_text(value)
            return write(Shown("answer", found.group("question"), number if known else None))
        return write(_of_flow(found.group("kind"), found.group("name"), inventory))

    return PLACEHOLDER.sub(replace, text)


def _of_flow(kind: str, name: str, inventory: Inventory) -> Shown:
    found = inventory.found.get(name)
    flow = found.flow if found else None
    if kind == "cost":
        cost = found.cost if found and not found.is_absent else None
        known = cost is not None and not isinstance(cost, Unknown)
        return Shown("cost", name, float(cost) if known else None)  # type: ignore[arg-type]
    return Shown("flow", name, flow.amount if flow else None, flow.unit if flow else "")
