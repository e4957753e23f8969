import gettext
from decimal import Decimal

import pytest
from report_plan_sample import measure

from greenfield.base.formats import Formats, unit_sign
from greenfield.base.texts import Texts
from greenfield.report.figures import Figures, rounded
from greenfield.report.plan import SavedAmount

FIGURES = Figures(Texts("en", gettext.NullTranslations()), Formats("en"), "EUR")
FRENCH = Figures(Texts("fr", gettext.NullTranslations()), Formats("fr"), "XOF")


@pytest.mark.parametrize(
    ("years", "cost", "words"),
    [
        (0.0, 0, "at once"),
        (None, 0, "at once"),
        (None, 500, "not by money"),
        (0.02, 500, "under a month"),
        (1 / 12, 500, "1 month"),
        (0.69, 500, "8 months"),
        (1.96, 500, "24 months"),
        (2.0, 500, "2 years"),
        (4.07, 500, "4.1 years"),
        (31.0, 500, "31 years"),
    ],
)
def test_payback_is_said_in_the_unit_that_people_use(years, cost, words):
    assert FIGURES.years(years, Decimal(cost)) == words


def test_payback_of_a_measure_with_an_unknown_part_is_not_known():
    assert FIGURES.payback(measure(first_cost=None)) == "not known"
    assert FIGURES.payback(measure(annual_saving=None)) == "not known"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1234567, 1230000), (999999, 1000000), (12, 12), (0, 0), (-45678, -45700), ("0.12345", "0.123")],
)
def test_savings_are_rounded_to_three_digits(value, expected):
    assert rounded(Decimal(value)) == Decimal(expected)


def test_money_stands_in_whole_units_as_the_reader_writes_it():
    assert FIGURES.money(Decimal("1234.56")) == "€1,235"
    assert (
        FRENCH.estimated_money(Decimal(1234567)).replace("\u202f", " ").replace("\xa0", " ")
        == "1 230 000 F CFA"
    )
    assert FIGURES.money(None) == "not known"


def test_a_first_cost_of_zero_is_said_in_a_word():
    assert FIGURES.first_cost(Decimal(0)) == "nothing"
    assert FIGURES.first_cost(Decimal(5)) == "€5"
    assert FIGURES.first_cost(None) == "not known"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.041346, "0.0413"),
        (8.7, "8.7"),
        (3041.6, "3,042"),
        (1e12, "1,000,000,000,000"),
        (0, "0"),
        (None, "not known"),
    ],
)
def test_numbers_keep_three_digits_and_all_of_their_whole_part(value, shown):
    assert FIGURES.number(value) == shown


def test_amounts_carry_their_unit():
    assert FIGURES.amount(410, "m3") == "410\xa0m³"
    saved = (SavedAmount("flour", 4.3, "t"), SavedAmount("waste", 6.5, "t"))
    assert FIGURES.amounts(saved).replace("\xa0", " ") == "flour 4.3 t and waste 6.5 t"
    assert FIGURES.amounts(()) == ""
    assert unit_sign("kWh") == "kWh"
