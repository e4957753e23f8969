"""Numbers and dates as people of different countries write them."""

from datetime import date

import pytest

from greenfield.base.formats import Formats
from greenfield.services.stored_words import show_date, show_number
from greenfield.ui.visit.dates import read_date
from greenfield.ui.visit.numbers import read_number

LOCALES = ("en", "en_GB", "fr", "es", "pt_BR", "ru", "ar", "zh_Hans", "de", "de_CH")


@pytest.mark.parametrize(
    ("locale", "text", "stored"),
    [
        ("fr", "12,5", "12.5"),
        ("fr", "12.5", "12.5"),
        ("fr", "1\u202f234\u202f567,25", "1234567.25"),
        ("fr", "1 234 567,25", "1234567.25"),
        ("fr", "0.125", "0.125"),
        ("en", "1,234,567.25", "1234567.25"),
        ("en", " 42 ", "42"),
        ("en", "-3.5", "-3.5"),
        ("en", "\u22123", "-3"),
        ("en", "+7", "7"),
        ("en", ".5", "0.5"),
        ("en", "007", "7"),
        ("de", "1.234,5", "1234.5"),
        ("de_CH", "1’234.5", "1234.5"),
        ("de_CH", "1'234.5", "1234.5"),
        ("ar", "٣٫٥", "3.5"),
        ("ar", "١٢٣", "123"),
        ("en", "12,34,567", "1234567"),
        ("en", "", ""),
        ("en", "   ", ""),
    ],
)
def test_a_number_is_read_as_the_visitor_writes_it(locale, text, stored):
    assert read_number(text, Formats(locale)) == stored


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "twelve"),
        ("en", "12,5"),
        ("fr", "1.234"),
        ("fr", "1,2,3"),
        ("de", "12.5"),
        ("en", "1e5"),
        ("en", "--3"),
        ("en", "-"),
        ("en", "3 4"),
        ("en", "1,23"),
        ("en", "12 %"),
        ("en", "NaN"),
        ("en", "1G234"),
        ("en", "½"),
        ("en", "²"),
    ],
)
def test_what_is_no_number_or_might_be_two_is_not_guessed(locale, text):
    assert read_number(text, Formats(locale)) is None


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "stored", ["0", "12", "1234.5", "1234567", "0.0005", "-12345.25", "100000000000000000.125"]
)
def test_a_number_that_is_shown_is_read_back(locale, stored):
    formats = Formats(locale)
    assert read_number(show_number(stored, formats), formats) == stored


def test_a_number_keeps_every_digit_when_it_is_shown():
    assert show_number("1234.0625", Formats("fr")) == "1\u202f234,0625"
    assert show_number("not a number", Formats("fr")) == "not a number"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("month", range(1, 13))
def test_a_date_that_is_shown_is_read_back(locale, month):
    formats = Formats(locale)
    stored = date(2026, month, 9 + month).isoformat()
    assert read_date(show_date(stored, formats), formats) == stored


@pytest.mark.parametrize(
    ("locale", "text", "stored"),
    [
        ("fr", "10/3/26", "2026-03-10"),
        ("en", "3/10/26", "2026-03-10"),
        ("en_GB", "10/3/2026", "2026-03-10"),
        ("fr", "2026-03-10", "2026-03-10"),
        ("fr", "10 mars 2026", "2026-03-10"),
        ("fr", "10 février 2026", "2026-02-10"),
        ("zh_Hans", "2026年12月1日", "2026-12-01"),
        ("ar", "١٠/٣/٢٠٢٦", "2026-03-10"),
        ("en", "", ""),
        ("en", "31/02/2026", None),
        ("en", "tomorrow", None),
        ("en", "10 03", None),
        ("en", "2026-13-01", None),
    ],
)
def test_a_date_is_read_as_the_visitor_writes_it(locale, text, stored):
    assert read_date(text, Formats(locale)) == stored
