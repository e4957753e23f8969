"""The values that a range offers, from the parameters of its question."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from greenfield.forms.node import Node

_MOST_STEPS = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Bounds:
    """Values from `start` to `end` by `step`, which is positive; `start` may be the greater one."""

    start: Decimal
    end: Decimal
    step: Decimal

    @property
    def steps(self) -> int:
        """How many steps lead from start to end."""
        return int(abs(self.end - self.start) / self.step)

    def at(self, place: int) -> str:
        """Return the value after so many steps, as it is stored."""
        way = self.step if self.end >= self.start else -self.step
        return f"{(self.start + place * way).normalize():f}"

    def place(self, stored: str) -> int | None:
        """Return after how many steps a value comes, None for what is not offered."""
        try:
            way = abs(Decimal(stored) - self.start)
        except InvalidOperation:
            return None
        inside = min(self.start, self.end) <= Decimal(stored) <= max(self.start, self.end)
        return int(way / self.step) if inside and not way % self.step else None


def bounds_of(node: Node) -> Bounds | None:
    """Return what a range offers; None for one whose parameters make no sense."""
    given = getattr(node, "bounds", None)
    texts = (
        (given.start, given.end, given.step)
        if given is not None
        else tuple(node.extra.get(name, usual) for name, usual in (("start", ""), ("end", ""), ("step", "1")))
    )
    try:
        start, end, step = (Decimal(text) for text in texts)
    except InvalidOperation:
        return None
    if not (start.is_finite() and end.is_finite() and step.is_finite()) or not step or start == end:
        return None
    found = Bounds(start, end, abs(step))
    return found if 1 <= found.steps <= _MOST_STEPS else None
