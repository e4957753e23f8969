"""`compute`: the contract of the command, and every kind of bad input as a named problem with its path."""

import copy
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import greenfield
from greenfield.base.catalogue import as_json, method
from greenfield.base.texts import texts_for
from greenfield.services.compute import compute

FLOWS = [
    {
        "id": "power",
        "resource": "energy",
        "carrier": "electricity",
        "amount": 50000,
        "unit": "kWh",
        "cost": 10000,
    },
    {"id": "oven", "resource": "energy", "carrier": "diesel", "amount": 1000, "unit": "L", "cost": 1200.5},
    {"resource": "water", "carrier": "mains", "amount": 2000, "unit": "m3", "quality": "bill"},
    {"id": "air", "resource": "emission", "carrier": "co2e", "amount": 3, "unit": "t"},
]
VISIT = {
    "country": "SEN",
    "sector": "C10",
    "currency": "XOF",
    "discount_rate": 0.1,
    "baseline": {
        "start": "2024-01-01",
        "end": "2024-12-31",
        "output": {"amount": 100, "unit": "t"},
        "employees": 48,
        "flows": FLOWS,
    },
    "measures": [
        {"id": "lamps", "saves": [{"flow": "power", "share": 0.1}], "investment": 2500, "life_years": 5}
    ],
}


@pytest.fixture
def visit():
    return copy.deepcopy(VISIT)


def put(document, path, value):
    """Set what stands at `baseline.flows[0].amount`; `...` takes it away."""
    *way, last = [int(key) if key.isdigit() else key for key in re.findall(r"\w+", path)]
    for key in way:
        document = document[key]
    if value is ...:
        del document[last]
    else:
        document[last] = value


def codes(problems):
    return [(p.code, p.place.name) for p in problems]


def test_the_document_has_the_keys_of_the_contract(visit, tables):
    document, problems = compute(visit, tables)
    assert problems == []
    assert list(document) == ["baseline", "current", "change", "co2e", "measures"]
    assert (document["current"], document["change"]) == (None, {})
    assert list(document["baseline"]["absolute"]) == [
        "energy_gj", "materials_t", "water_m3", "co2e_t", "wastewater_m3", "waste_t", "output",
    ]  # fmt: skip
    assert {"flow", "period", "t", "co2_t", "biogenic_t", "factor", "unit", "year", "source"} <= set(
        document["co2e"][0]
    )
    assert list(document["measures"][0]) == [
        "id", "annual_saving", "payback_years", "discounted_payback_years", "npv", "irr", "irr_reason", "overlap",
    ]  # fmt: skip
    json.dumps(document, allow_nan=False)


def test_co2e_rows_stand_in_the_order_of_the_flows(visit, tables):
    visit["baseline"]["flows"].insert(0, {"resource": "energy", "carrier": "wood", "amount": 1, "unit": "t"})
    visit["current"] = copy.deepcopy(visit["baseline"])
    rows = compute(visit, tables)[0]["co2e"]
    assert [(row["period"], row["flow"]) for row in rows] == [
        (period, flow) for period in ("baseline", "current") for flow in ("1", "power", "oven", "air")
    ]


def test_a_measure_has_its_money(visit, tables):
    figures = compute(visit, tables)[0]["measures"][0]
    assert figures["annual_saving"] == 1000
    assert figures["payback_years"] == 2.5
    assert figures["npv"] == pytest.approx(-2500 + 1000 * (1 - 1.1**-5) / 0.1)
    assert figures["irr"] == pytest.approx(0.2865, abs=1e-4)
    assert (figures["irr_reason"], figures["overlap"]) == (None, {})


def test_change_against_the_base_period_in_its_unit_of_output(visit, tables):
    visit["current"] = copy.deepcopy(visit["baseline"])
    visit["current"]["output"] = {"amount": 110_000, "unit": "kg"}
    document, problems = compute(visit, tables)
    assert problems == []
    assert document["current"]["absolute"]["output"] == pytest.approx(110)
    assert document["change"]["energy_productivity"] == pytest.approx({"percent": 10, "index": 110})
    assert document["change"]["waste_intensity"] is None


def test_outputs_that_cannot_be_compared_leave_the_absolute_changes(visit, tables):
    visit["current"] = copy.deepcopy(visit["baseline"])
    visit["current"]["output"] = {"amount": 7, "unit": "pieces"}
    document, problems = compute(visit, tables)
    assert codes(problems) == [("output.units_differ", "current.output.unit")]
    assert document["change"]["energy_productivity"] is None
    assert document["change"]["energy_gj"] == {"percent": 0, "index": 100}
    assert document["current"]["productivity"]["water"] == 7 / 2000


BAD = [
    ("country", ..., "input.missing", "country"),
    ("country", 5, "input.text", "country"),
    ("country", "Kenia", "input.country", "country"),
    ("gwp", "AR9", "input.choice", "gwp"),
    ("discount_rate", -0.1, "input.range", "discount_rate"),
    ("discount_rate", True, "input.number", "discount_rate"),
    ("baseline", ..., "input.missing", "baseline"),
    ("baseline", [], "input.object", "baseline"),
    ("baseline.start", "yesterday", "input.date", "baseline.start"),
    ("baseline.start", 2024, "input.date", "baseline.start"),
    ("baseline.end", "2023-12-31", "input.period_order", "baseline"),
    ("baseline.output", ..., "input.missing", "baseline.output"),
    ("baseline.output.amount", -1, "input.negative", "baseline.output.amount"),
    ("baseline.employees", "many", "input.number", "baseline.employees"),
    ("baseline.flows", {}, "input.list", "baseline.flows"),
    ("baseline.flows[1]", 3, "input.object", "baseline.flows[1]"),
    ("baseline.flows[1].resource", "fuel", "input.choice", "baseline.flows[1].resource"),
    ("baseline.flows[1].carrier", ..., "input.missing", "baseline.flows[1].carrier"),
    ("baseline.flows[1].carrier", "mystery", "factor.unknown_carrier", "baseline.flows[1].carrier"),
    ("baseline.flows[1].unit", "buckets", "unit.unknown", "baseline.flows[1].unit"),
    ("baseline.flows[1].unit", "pieces", "unit.mismatch", "baseline.flows[1].unit"),
    ("baseline.flows[1].amount", None, "input.missing", "baseline.flows[1].amount"),
    ("baseline.flows[1].amount", -1, "input.negative", "baseline.flows[1].amount"),
    ("baseline.flows[1].amount", "12", "input.number", "baseline.flows[1].amount"),
    ("baseline.flows[1].amount", True, "input.number", "baseline.flows[1].amount"),
    ("baseline.flows[1].amount", float("nan"), "input.number", "baseline.flows[1].amount"),
    ("baseline.flows[1].amount", float("inf"), "input.number", "baseline.flows[1].amount"),
    ("baseline.flows[1].amount", 10**400, "input.too_large", "baseline.flows[1].amount"),
    ("baseline.flows[1].cost", "free", "input.number", "baseline.flows[1].cost"),
    ("baseline.flows[1].onsite", "no", "input.flag", "baseline.flows[1].onsite"),
    ("baseline.flows[1].id", "power", "input.duplicate", "baseline.flows[1].id"),
    ("measures[0].id", ..., "input.missing", "measures[0].id"),
    ("measures[0].investment", ..., "input.missing", "measures[0].investment"),
    ("measures[0].life_years", 0, "input.range", "measures[0].life_years"),
    ("measures[0].cash_flows", [1, "x"], "input.number", "measures[0].cash_flows[1]"),
    ("measures[0].saves[0].share", 1.5, "input.range", "measures[0].saves[0].share"),
    ("measures[0].saves[0].share", ..., "input.saving", "measures[0].saves[0]"),
    ("measures[0].saves[0].amount", 3, "input.saving", "measures[0].saves[0]"),
    ("measures[0].saves[0].flow", "steam", "measure.unknown_flow", "measures[0].saves"),
]


@pytest.mark.parametrize(("path", "value", "code", "where"), BAD)
def test_bad_input_is_a_named_error_with_its_path(visit, tables, *, path, value, code, where):
    put(visit, path, value)
    document, problems = compute(visit, tables)
    assert (code, where) in codes(problems)
    assert "error" in {str(p.severity) for p in problems}
    json.dumps(document, allow_nan=False)


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("currency", "euros", "input.currency"),
        ("sector", "bakery", "input.sector"),
        ("note", "hello", "input.unknown_key"),
        ("baseline.flows[0].amout", 5, "input.unknown_key"),
        ("baseline.employees", 0, "plausible.no_employees"),
        ("baseline.output.amount", 0, "plausible.no_output"),
    ],
)
def test_what_is_merely_odd_is_a_warning(visit, tables, path, value, code):
    put(visit, path, value)
    problems = compute(visit, tables)[1]
    assert [(p.code, str(p.severity)) for p in problems] == [(code, "warning")]


def test_a_flow_that_cannot_be_read_leaves_its_total_unknown_and_the_rest_computed(visit, tables):
    put(visit, "baseline.flows[1].amount", -5)
    document, _ = compute(visit, tables)
    absolute = document["baseline"]["absolute"]
    assert (absolute["energy_gj"], absolute["co2e_t"], absolute["water_m3"]) == (None, None, 2000)
    assert [row["flow"] for row in document["co2e"]] == ["power", "air"]
    assert document["measures"][0]["annual_saving"] == 1000


def test_several_problems_are_all_named(visit, tables):
    put(visit, "baseline.flows[0].unit", "L")
    put(visit, "baseline.flows[1].carrier", "mystery")
    put(visit, "measures[0].investment", "x")
    assert codes(compute(visit, tables)[1]) == [
        ("input.number", "measures[0].investment"),
        ("unit.mismatch", "baseline.flows[0].unit"),
        ("factor.unknown_carrier", "baseline.flows[1].carrier"),
    ]


@pytest.mark.parametrize("data", [None, [], "x", 3, {}])
def test_anything_may_be_given(data, tables):
    document, problems = compute(data, tables)
    assert document["baseline"] is None
    assert problems


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
PATHS = sorted({path for path, *_ in BAD})


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(PATHS), JSON), max_size=3))
def test_no_value_anywhere_breaks_it(tables, changes):
    visit = copy.deepcopy(VISIT)
    for path, value in changes:
        try:
            put(visit, path, value)
        except (TypeError, KeyError, IndexError):
            continue
    document, problems = compute(visit, tables)
    json.dumps(document, allow_nan=False)
    assert all(as_json(problem, texts_for("en"))["text"] for problem in problems)


def test_every_sentence_is_used_somewhere():
    source = "".join(
        file.read_text(encoding="utf-8") for file in Path(greenfield.__file__).parent.rglob("*.py")
    )
    assert [code for code in method.ENTRIES if source.count(f'"{code}"') < 2] == []
