"""What formulas of measures ask about flows: `flow(...)`, `cost(...)`, `price(...)`."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from greenfield.assess.carriers import MADE_FROM_FUEL
from greenfield.assess.values import Resource
from greenfield.base.problem import ProblemError
from greenfield.forms.formula import Unknown, Value
from greenfield.toolkit.inventory import Convert, FoundFlow

EVERY = "*"


class FlowFunctions:
    """Totals over the flows of one visit; each is computed once.

    Energy that is made on site from a fuel is left out: the fuel is counted. A flow that states no cost
    is left out of costs and prices. While an amount or cost of a matching flow is unknown, so is the
    total, with the questions that would decide it.
    """

    def __init__(self, flows: Sequence[FoundFlow], convert: Convert) -> None:
        """Total over `flows`."""
        self._flows = [flow for flow in flows if not flow.is_absent and not _counted_elsewhere(flow)]
        self._convert = convert
        self._totals: dict[tuple[Value, ...], Value] = {}

    def by_name(self) -> dict[str, Callable[..., Value]]:
        """Return the functions as formulas call them."""
        return {"flow": self._once("flow", self._flow), "cost": self._once("cost", self._cost)} | {
            "price": self._once("price", self._price)
        }

    def _once(self, name: str, compute: Callable[..., Value]) -> Callable[..., Value]:
        def total(*arguments: Value) -> Value:
            key = (name, *arguments)
            if key not in self._totals:
                try:
                    self._totals[key] = compute(*arguments)
                except (ProblemError, TypeError):  # a unit that does not fit, a wrong number of arguments
                    self._totals[key] = Unknown()
            return self._totals[key]

        return total

    def _flow(self, resource: str, carrier: str, unit: str) -> Value:
        return self._amount(resource, carrier, unit, priced=False)

    def _cost(self, resource: str, carrier: str, *, marginal: bool = False) -> Value:
        total = Decimal(0)
        missing: frozenset[str] = frozenset()
        for flow in self._matching(resource, carrier):
            if flow.cost is None:
                continue
            if isinstance(flow.carrier, Unknown):
                missing |= flow.carrier.missing
            if isinstance(flow.cost, Unknown):
                missing |= flow.cost.missing
            elif marginal and isinstance(flow.variable_cost, Decimal):
                total += flow.variable_cost
            else:
                total += flow.cost
        return Unknown(missing) if missing else float(total)

    def _price(self, resource: str, carrier: str, unit: str) -> Value:
        cost = self._cost(resource, carrier, marginal=True)
        amount = self._amount(resource, carrier, unit, priced=True)
        parts = [value for value in (cost, amount) if isinstance(value, Unknown)]
        if parts:
            return Unknown(frozenset().union(*(value.missing for value in parts)))
        return float(cost) / float(amount) if amount else Unknown()  # type: ignore[arg-type]

    def _amount(self, resource: str, carrier: str, unit: str, *, priced: bool) -> Value:
        total = 0.0
        missing: frozenset[str] = frozenset()
        for flow in self._matching(resource, carrier):
            if priced and flow.cost is None:
                continue
            if flow.missing:
                missing |= flow.missing
            elif isinstance(flow.amount, float):
                total += self._convert(flow.amount, str(flow.unit), unit, resource, str(flow.carrier))
        return Unknown(missing) if missing else total

    def _matching(self, resource: str, carrier: str) -> Iterator[FoundFlow]:
        for flow in self._flows:
            could_be = carrier == EVERY or isinstance(flow.carrier, Unknown) or flow.carrier == carrier
            if flow.resource == resource and could_be:
                yield flow


def _counted_elsewhere(flow: FoundFlow) -> bool:
    return flow.onsite and flow.resource == Resource.ENERGY and flow.carrier in MADE_FROM_FUEL
