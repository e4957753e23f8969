"""Numbers in sentences are written as the reader writes them."""

from decimal import Decimal

import pytest

from greenfield.base.catalogue import ENTRIES, sentence
from greenfield.base.formats import Formats
from greenfield.base.problem import Problem
from greenfield.base.texts import texts_for
from greenfield.base.written import written

VALUES = {
    "flow": "Electricity",
    "amount": 2453.4,
    "limit": 24_534.6,
    "each": "kWh",
    "unit": "m3",
    "likely": "L",
}


def said(template, language="en", formats=None, **values):
    return template.format_map(written(values, language, formats))


@pytest.mark.parametrize(
    ("spec", "value", "expected"),
    [
        (".3g", 2453.4, "2,453"),
        (".3g", 0.0012345, "0.00123"),
        (".6g", 12_345_678.9, "12,345,679"),
        (".0f", 1e7, "10,000,000"),
        (".4g", 100.0, "100"),
        ("g", 9000.5, "9,000.5"),
        ("", 0.5, "0.5"),
        ("", 2026, "2026"),
        (".0f", 12_000, "12,000"),
        (".3g", Decimal("0.25"), "0.25"),
        ("", 0.0, "0"),
        ("", 1e19, "10,000,000,000,000,000,000"),
        ("", 1e28, "1e+28"),
    ],
)  # fmt: skip
def test_a_number_has_neither_an_exponent_nor_fewer_digits_than_its_whole_part(spec, value, expected):
    assert said("{x:" + spec + "}" if spec else "{x}", x=value) == expected


def test_the_format_of_numbers_can_differ_from_the_language():
    assert said("{x:.3g}", "en", Formats("de"), x=1234.5) == "1.234"
    assert said("{x:.1f}", "fr", x=1234.5) == "1\u202f234,5"


def test_texts_and_truth_values_stay_as_they_are():
    assert written({"a": "1e3", "b": True, "c": None}, "en") == {"a": "1e3", "b": True, "c": None}


def test_a_warning_writes_numbers_and_units_for_people():
    english = sentence(Problem("plausible.below_sector", values=VALUES), texts_for("en"))
    assert "2,453 kWh" in english
    assert "limit 24,535" in english
    assert "instead of m³" in english
    french = sentence(Problem("plausible.below_sector", values=VALUES), texts_for("fr"))
    assert "2\u202f453" in french


FORMATS = sorted(code for code, entry in ENTRIES.items() if code.startswith("plausible."))


@pytest.mark.parametrize("code", FORMATS)
def test_no_warning_shows_an_exponent(code):
    values = dict.fromkeys(
        (
            "amount",
            "limit",
            "price",
            "times",
            "value",
            "hours",
            "low",
            "high",
            "days",
            "period",
            "factor",
            "rate",
            "percent",
        ),
        2.4534e7,
    )
    rest = dict.fromkeys(
        ("flow", "other", "unit", "likely", "each", "currency", "before", "now", "measure"), "x"
    )
    text = sentence(Problem(code, values={**rest, **values}), texts_for("en"))
    assert "e+" not in text
    assert "{" not in text
