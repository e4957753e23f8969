"""Benchmarks by value added and by product: read from a centre's file, compared only where both mean the same."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from greenfield.assess.account import account
from greenfield.assess.benchmarks import NoStrip, Per, compare, rows_for
from greenfield.assess.odd_amounts import odd_amounts
from greenfield.assess.values import Flow, Output, Period, Resource
from greenfield.base.formats import Formats
from greenfield.base.problem import ProblemError
from greenfield.base.texts import texts_for
from greenfield.report.benchmark_finding import benchmark_findings, metric_name, subject_of
from greenfield.report.figures import Figures
from greenfield.toolkit.benchmarks import read_benchmarks
from greenfield.toolkit.package import unpack
from greenfield.toolkit.table_pack import build_tables, tables_in, tables_of

HEAD = (
    "set,title,region,metric,basis,system,sector,n,p25,median,p75,cases,years,definition,source,licence,per,currency,"
    "money_year,product,product_unit\n"
)
BY_PEOPLE = (
    "ken,Kenyan bakeries,KEN,electricity_kwh,,ISIC,C10,20,1000,2000,4000,,2024,Electricity,Centre,open,,,,,\n"
)
BY_MONEY = "ken,Kenyan bakeries,KEN,electricity_kwh,,ISIC,C10,20,5,10,20,,2024,Electricity,Centre,open,value added,KES,2025,,\n"
BY_BREAD = "ken,Kenyan bakeries,KEN,electricity_kwh,,ISIC,C10,20,100,150,300,,2024,Electricity,Centre,open,product,,,Bread; Pain,t\n"
FEW = "ken,Kenyan bakeries,KEN,water_m3,,ISIC,C10,3,,,,1 2 4,2024,Water,Centre,open,product,,,Bread,t\n"
FLOWS = (
    Flow("electricity", Resource.ENERGY, "electricity", 60_000.0, "kWh"),
    Flow("water", Resource.WATER, "mains", 800.0, "m3"),
)
YEAR = Period(
    date(2025, 1, 1),
    date(2025, 12, 31),
    Output(400_000.0, "kg"),
    FLOWS,
    employees=20,
    product="  bread ",
    value_added=Decimal(12_000_000),
    currency="KES",
)


def rows(*lines):
    content = (HEAD + "".join(lines)).encode()
    return read_benchmarks(tables_in(content, "own.csv")[0])


def found(kenya, period, *lines):
    return compare(rows_for(rows(*lines), "C1071", {}), account(period, kenya))


def one(kenya, line, **changed):
    (only,) = found(kenya, replace(YEAR, **changed), line)
    return only


def test_a_file_with_all_three_denominators_becomes_a_package_and_comes_back(tmp_path):
    content = (HEAD + BY_PEOPLE + BY_MONEY + BY_BREAD + FEW).encode()
    manifest, packed = build_tables(tables_in(content, "own.csv"), "own.csv")
    assert tables_of(unpack(packed, "own"), "own").benchmarks == rows(BY_PEOPLE, BY_MONEY, BY_BREAD, FEW)
    assert manifest.kind == "benchmarks"
    assert [row.per for row in rows(BY_PEOPLE, BY_MONEY, BY_BREAD)] == [
        Per.EMPLOYEE,
        Per.VALUE_ADDED,
        Per.PRODUCT,
    ]


def test_a_factory_is_compared_by_each_denominator(kenya):
    values = {one.benchmark.per: one.own.value for one in found(kenya, YEAR, BY_PEOPLE, BY_MONEY, BY_BREAD)}
    assert values == {
        Per.EMPLOYEE: pytest.approx(60_000 / 20),
        Per.VALUE_ADDED: pytest.approx(60_000 / 12_000),
        Per.PRODUCT: pytest.approx(60_000 / 400),
    }


@pytest.mark.parametrize(
    ("line", "changed", "reason"),
    [
        (BY_MONEY, {"value_added": None}, NoStrip.NO_VALUE_ADDED),
        (BY_MONEY, {"value_added": Decimal(-5)}, NoStrip.NO_VALUE_ADDED),
        (BY_MONEY, {"currency": "USD"}, NoStrip.OTHER_CURRENCY),
        (BY_MONEY, {"start": date(2023, 1, 1), "end": date(2023, 12, 31)}, NoStrip.OTHER_YEAR),
        (BY_BREAD, {"product": ""}, NoStrip.NO_PRODUCT),
        (BY_BREAD, {"output": Output(0.0, "kg")}, NoStrip.NO_PRODUCT),
        (BY_BREAD, {"product": "Biscuits"}, NoStrip.OTHER_PRODUCT),
        (BY_BREAD, {"output": Output(400.0, "pieces")}, NoStrip.OTHER_UNIT),
        (BY_BREAD, {"flows": ()}, NoStrip.NOT_KNOWN),
        (FEW, {}, NoStrip.FEW),
    ],
)
def test_where_the_two_do_not_mean_the_same_there_is_no_strip_and_the_page_says_why(
    kenya, line, changed, reason
):
    comparison = one(kenya, line, **changed)
    assert comparison.reason is reason
    figures = Figures(texts_for("en", "document"), Formats("en"), "KES")
    (finding,) = benchmark_findings([comparison], figures)
    assert finding.strips == ()
    (why,) = finding.without
    assert "Kenyan bakeries" in why
    assert "{" not in why


def test_a_product_is_known_by_any_of_its_names(kenya):
    assert one(kenya, BY_BREAD, product="PAIN").own.value == pytest.approx(150)


def test_value_added_and_product_need_no_employees(kenya):
    assert one(kenya, BY_MONEY, employees=None).own.value == pytest.approx(5)
    assert one(kenya, BY_BREAD, employees=None).own.value == pytest.approx(150)
    assert one(kenya, BY_PEOPLE, employees=None).reason is NoStrip.NO_EMPLOYEES


def test_a_part_of_a_year_scaled_to_a_year_gives_the_same_figure(kenya):
    scaled = {
        "start": date(2025, 1, 1),
        "end": date(2025, 6, 30),
        "per_year": 2.0,
    }
    for line in (BY_MONEY, BY_BREAD):
        assert one(kenya, line, **scaled).own.value == pytest.approx(one(kenya, line).own.value)
    assert one(kenya, BY_PEOPLE, **scaled).own.value == pytest.approx(3000)


def test_denominators_are_never_put_into_one_chart(kenya):
    figures = Figures(texts_for("en", "document"), Formats("en"), "KES")
    listed = found(kenya, YEAR, BY_PEOPLE, BY_MONEY, BY_BREAD)
    findings = benchmark_findings(listed, figures)
    assert [len(one.strips) for one in findings] == [1, 1, 1]
    assert len({subject_of(one) for one in listed}) == 3
    assert {metric_name(one.benchmark, figures) for one in listed} == {
        "Electricity per employee and year",
        "Electricity for each 1,000 KES of value added",
        "Electricity for each t of Bread",
    }


def test_only_rows_by_employee_tell_what_is_far_from_the_sector(kenya):
    account_ = account(replace(YEAR, flows=FLOWS[:1]), kenya)
    assert odd_amounts(account_, rows(BY_MONEY, BY_BREAD), country="KEN") == []
    far = rows(BY_PEOPLE.replace("1000,2000,4000", "1,2,4"))
    assert [one.code for one in odd_amounts(account_, far, country="KEN")] == [
        "plausible.above_sector_plain"
    ] or [one.code for one in odd_amounts(account_, far, country="KEN")] == ["plausible.above_sector"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (BY_MONEY.replace("KES", ""), "factor.table_empty"),
        (BY_MONEY.replace("KES", "shillings"), "benchmark.word"),
        (BY_MONEY.replace("2025,,", ",,"), "factor.table_empty"),
        (BY_BREAD.replace("Bread; Pain", ""), "factor.table_empty"),
        (BY_BREAD.replace(",t\n", ",loaves\n"), "benchmark.word"),
        (BY_BREAD.replace(",product,", ",loaf,"), "benchmark.word"),
    ],
)
def test_a_denominator_that_says_too_little_is_refused_at_its_cell(line, code):
    with pytest.raises(ProblemError) as caught:
        rows(line)
    assert caught.value.code == code
