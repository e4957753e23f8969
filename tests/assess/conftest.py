"""Draws periods as tables, so that a test shows what it is about."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from greenfield.assess.factors import FactorTables, Method, method_for
from greenfield.assess.values import Flow, Output, Period, Resource
from greenfield.toolkit.factors import load_factors

DrawPeriod = Callable[..., Period]


@pytest.fixture(scope="session")
def tables() -> FactorTables:
    return load_factors()


@pytest.fixture(scope="session")
def kenya(tables: FactorTables) -> Method:
    return method_for(tables, "KEN")


@pytest.fixture(scope="session")
def draw_period() -> DrawPeriod:
    """`draw_period(\"\"\"oven | energy | wood | 12 | t | 900\"\"\")`: id, resource, carrier, amount, unit, cost."""

    def draw(table: str, output: float = 100.0, unit: str = "t", year: int = 2024) -> Period:
        flows = []
        for line in filter(str.strip, table.splitlines()):
            cells = [cell.strip() for cell in line.split("|")]
            name, resource, carrier, amount, flow_unit, *rest = cells
            cost = Decimal(rest[0]) if rest and rest[0] else None
            onsite = "onsite" in rest
            flows.append(
                Flow(name, Resource(resource), carrier, float(amount), flow_unit, cost, onsite=onsite)
            )
        return Period(date(year, 1, 1), date(year, 12, 31), Output(output, unit), tuple(flows))

    return draw
