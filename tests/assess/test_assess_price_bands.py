"""Prices outside of a band of their currency are questioned, with the likely cause; without a band or a rate nothing is said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.assess.account import account
from greenfield.assess.factors import method_for
from greenfield.assess.price_bands import Currency, PriceBand, price_problems
from greenfield.assess.units import _TABLES, Dimension, scale_to
from greenfield.assess.values import Flow, Output, Period, Resource
from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.base.texts import texts_for
from greenfield.toolkit.factors import load_factors
from greenfield.toolkit.package import unpack
from greenfield.toolkit.price_bands import read_bands, shipped_bands
from greenfield.toolkit.table_pack import build_tables, tables_in, tables_of

KENYA = method_for(load_factors(), "KEN")
SHILLINGS = Currency("KES", Decimal(129))
HEAD = "set,title,region,currency,resource,carrier,unit,low,high,year,source,licence\n"
OWN = "ken-prices,Tariffs,KEN,KES,energy,electricity,kWh,10,40,2025,Regulator,open\n"
DAMAGED = [
    ("energy,", "heat,", "benchmark.word"),
    ("KES", "shilling", "benchmark.word"),
    ("kWh", "kilowatt", "benchmark.word"),
    ("10,40", "40,10", "benchmark.band"),
    ("10,40", "cheap,40", "factor.table_value"),
    (",Regulator,", ",,", "factor.table_empty"),
]


def power(cost, amount=100_000.0, unit="kWh"):
    return Flow("power", Resource.ENERGY, "electricity", amount, unit, Decimal(str(cost)))


def found(*flows, bands=None, currency=SHILLINGS, passed_over=()):
    period = Period(date(2025, 1, 1), date(2025, 12, 31), Output(1, "t"), flows)
    made = account(period, KENYA)
    return price_problems(made, bands or shipped_bands(), currency, KENYA, passed_over)


def own(text=OWN):
    return read_bands(tables_in((HEAD + text).encode(), "own.csv")[0])


def test_a_usual_price_is_not_questioned():
    diesel = Flow("diesel", Resource.ENERGY, "diesel", 1000.0, "L", Decimal(180_000))
    water = Flow("water", Resource.WATER, "mains", 500.0, "m3", Decimal(50_000))
    assert found(power(2_500_000), diesel, water) == []


def test_megawatt_hours_written_as_kilowatt_hours_are_questioned_with_both_units():
    (problem,) = found(power(2_500_000, 100.0))
    assert (problem.code, problem.place.column) == ("plausible.price_band_rate", "cost")
    text = sentence(problem, texts_for("en"))
    assert "one kWh costs 25,000 KES" in text
    assert "at 129 KES a US dollar" in text
    assert "Are kWh and MWh mixed up" in text


def test_an_amount_a_thousand_times_too_large_is_questioned_too():
    water = Flow("water", Resource.WATER, "mains", 500_000_000.0, "m3", Decimal(50_000))
    (problem,) = found(water)
    assert problem.values["likely"] == "L"
    assert problem.values["price"] == pytest.approx(1e-4)


def test_without_a_rate_or_a_price_nothing_is_said():
    assert found(power(2_500_000, 100.0), currency=Currency("KES")) == []
    assert found(replace(power(1), cost=None)) == []
    assert found(power(0)) == []
    assert found(power(2_500_000, 100.0), passed_over={"power"}) == []


def test_the_band_of_the_country_and_currency_stands_before_that_of_the_world():
    bands = (*shipped_bands(), *own())
    (problem,) = found(power(5_000_000), bands=bands, currency=Currency("KES"))
    assert problem.code == "plausible.price_band"
    assert (problem.values["low"], problem.values["high"]) == (10.0, 40.0)
    assert found(power(2_500_000), bands=bands) == []
    elsewhere = (*shipped_bands(), replace(own()[0], region="UGA"))
    assert found(power(5_000_000), bands=elsewhere) == []


def test_dollars_need_no_rate():
    (problem,) = found(power(2_500_000), currency=Currency("USD"))
    assert problem.code == "plausible.price_band"


def test_a_centres_bands_become_a_package_and_come_back():
    content = (HEAD + OWN).encode()
    manifest, packed = build_tables(tables_in(content, "own.csv"), "own.csv")
    assert (manifest.kind, manifest.id, manifest.title["en"]) == ("benchmarks", "ken-prices", "Tariffs")
    assert tables_of(unpack(packed, "own"), "own").bands == own()


@pytest.mark.parametrize(("old", "new", "code"), DAMAGED)
def test_a_band_that_cannot_be_read_is_refused(old, new, code):
    with pytest.raises(ProblemError) as caught:
        own(OWN.replace(old, new, 1))
    assert caught.value.code == code


def test_every_shipped_band_is_wide_sourced_and_in_dollars():
    for band in shipped_bands():
        assert band.currency == "USD"
        assert band.high / band.low >= 1000
        assert band.source


@given(st.sampled_from(sorted(_TABLES[Dimension.ENERGY])), st.floats(1e-6, 1e9))
def test_the_unit_of_the_flow_never_decides_whether_a_price_is_questioned(unit, cost):
    amount = 100_000.0 * scale_to("kWh", Dimension.ENERGY) / scale_to(unit, Dimension.ENERGY)
    band: PriceBand = shipped_bands()[0]
    price = float(Decimal(str(cost))) / 100_000
    near = any(price == pytest.approx(limit * 129, rel=1e-9) for limit in (band.low, band.high))
    assert near or bool(found(power(cost, amount, unit))) == bool(found(power(cost)))
