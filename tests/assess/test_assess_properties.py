"""What holds whatever is entered, shown on the whole method as `greenfield compute` runs it."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenfield.assess.units import _TABLES, Dimension, scale_to
from greenfield.services.compute import compute
from greenfield.toolkit.factors import load_factors

TABLES = load_factors()
ENERGY, MASS, VOLUME = Dimension.ENERGY, Dimension.MASS, Dimension.VOLUME
KINDS = {
    "electricity": ("energy", "electricity", (ENERGY,)),
    "diesel": ("energy", "diesel", (ENERGY, MASS, VOLUME)),
    "gas": ("energy", "natural_gas", (ENERGY, MASS)),
    "wood": ("energy", "wood", (ENERGY, MASS)),
    "steam": ("energy", "steam", (ENERGY,)),
    "water": ("water", "mains", (VOLUME, MASS)),
    "flour": ("material", "flour", (MASS,)),
    "scrap": ("waste", "scrap", (MASS,)),
    "drain": ("wastewater", "unspecified", (VOLUME, MASS)),
    "leak": ("emission", "r404a", (MASS,)),
    "stated": ("emission", "co2e", (MASS,)),
}
# Volume and mass of a liquid that is no fuel are alike only as water: a flow keeps its dimension when its unit changes.
UNITS = [
    (kind, dimension, unit)
    for kind, (_, _, dimensions) in KINDS.items()
    for dimension in dimensions
    for unit in sorted(_TABLES[dimension])
]


def flow(kind, amount, unit):
    resource, carrier, _ = KINDS[kind]
    cost = {} if resource == "emission" else {"cost": 1000}
    return {"id": kind, "resource": resource, "carrier": carrier, "amount": amount, "unit": unit, **cost}


def document(flows, measures=()):
    period = {
        "start": "2024-01-01",
        "end": "2024-12-31",
        "output": {"amount": 80, "unit": "t"},
        "employees": 20,
        "flows": flows,
    }
    return {
        "country": "KEN",
        "sector": "C10",
        "currency": "KES",
        "baseline": period,
        "measures": list(measures),
    }


def result(data):
    made, problems = compute(json.loads(json.dumps(data)), TABLES)
    assert [one.code for one in problems if str(one.severity) == "error"] == []
    return made


def figures(made):
    """What must not depend on a unit: indicators, greenhouse gas in tonnes, money; not amounts in the flow's own unit."""
    gas = [(row["flow"], row["t"], row["co2_t"], row["biogenic_t"], row["scope"]) for row in made["co2e"]]
    measures = [{key: value for key, value in one.items() if key != "overlap"} for one in made["measures"]]
    return made["baseline"], gas, measures


def alike(first, second):
    if isinstance(first, dict):
        assert first.keys() == second.keys()
        for key, value in first.items():
            alike(value, second[key])
    elif isinstance(first, list | tuple):
        assert len(first) == len(second)
        for one, other in zip(first, second, strict=True):
            alike(one, other)
    elif isinstance(first, float):
        assert first == pytest.approx(second, rel=1e-9)
    else:
        assert first == second


@pytest.mark.parametrize(("kind", "dimension", "unit"), UNITS)
def test_each_unit_of_each_kind_of_flow_gives_the_same_result(kind, dimension, unit):
    amount, saved = 1.2345, 0.3
    per_unit = scale_to(unit, dimension)

    def made(size, name):
        measures = [
            {"id": "half", "saves": [{"flow": kind, "share": 0.5}], "investment": 900, "annual_saving": 400},
            {"id": "some", "saves": [{"flow": kind, "amount": saved * size}], "investment": 500},
            {"id": "rest", "saves": [{"flow": kind, "amount": 0.8 * size}], "investment": 1200},
        ]
        return figures(result(document([flow(kind, amount * size, name)], measures)))

    alike(made(1.0, str(dimension)), made(1.0 / per_unit, unit))


AMOUNT = st.floats(1e-3, 1e8)
FLOWS = st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=6, unique=True).flatmap(
    lambda kinds: st.tuples(*(st.builds(flow, st.just(kind), AMOUNT, unit_of(kind)) for kind in kinds))
)
SAVES = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.one_of(st.tuples(st.just("share"), st.floats(0, 1)), st.tuples(st.just("amount"), AMOUNT)),
    ),
    max_size=3,
)
MEASURES = st.lists(st.tuples(SAVES, st.integers(0, 10**6)), max_size=6)


def unit_of(kind):
    dimensions = KINDS[kind][2]
    return st.sampled_from(sorted(unit for one in dimensions for unit in _TABLES[one]))


def measures_of(drawn, flows):
    made = []
    for number, (saves, investment) in enumerate(drawn):
        named = [{"flow": flows[at % len(flows)]["id"], how: size} for at, (how, size) in saves]
        made.append({"id": f"m{number}", "saves": named, "investment": investment})
    return made


@settings(max_examples=150, deadline=None)
@given(FLOWS, MEASURES, st.randoms(use_true_random=False))
def test_the_order_of_flows_and_measures_does_not_matter(flows, drawn, chance):
    data = document(list(flows), measures_of(drawn, flows))
    mixed = copy.deepcopy(data)
    chance.shuffle(mixed["baseline"]["flows"])
    chance.shuffle(mixed["measures"])
    one, other = result(data), result(mixed)
    assert other["baseline"] == one["baseline"]
    assert sorted(other["co2e"], key=str) == sorted(one["co2e"], key=str)
    by_name = {measure["id"]: measure for measure in one["measures"]}
    assert {measure["id"]: measure for measure in other["measures"]} == by_name


@settings(max_examples=150, deadline=None)
@given(FLOWS, MEASURES)
def test_savings_never_exceed_what_the_flows_cost(flows, drawn):
    made = result(document(list(flows), measures_of(drawn, flows)))
    known = [one["annual_saving"] for one in made["measures"] if one["annual_saving"] is not None]
    assert sum(known) <= sum(one.get("cost", 0) for one in flows) * (1 + 1e-9)
