from datetime import date
from decimal import Decimal

import pytest

from greenfield.base.formats import Formats

NARROW = "\u202f"
HARD = "\u00a0"


@pytest.mark.parametrize(
    ("locale", "value", "currency", "text"),
    [
        ("en", 1234567.5, "XOF", f"F{NARROW}CFA{HARD}1,234,568"),
        ("fr", 1234567.5, "XOF", f"1{NARROW}234{NARROW}568{HARD}F{NARROW}CFA"),
        ("en", Decimal("99.5"), "EUR", "€100"),
        ("en", -3, "USD", "-$3"),
    ],
)
def test_money_stands_with_its_currency_as_the_reader_writes_it(locale, value, currency, text):
    assert Formats(locale).money(value, currency) == text


def test_money_in_cents_keeps_the_digits_of_its_currency():
    assert Formats("en").money(Decimal("99.5"), "EUR", cents=True) == "€99.50"
    assert Formats("en").money(99.5, "JPY", cents=True) == "¥100"


@pytest.mark.parametrize(
    ("value", "text"), [(0.012345, "0.0123"), (123456, "123,000"), (0, "0"), (9.999, "10"), (-0.5, "-0.5")]
)
def test_significant_digits_are_kept_without_an_exponent(value, text):
    assert Formats("en").significant(value) == text


def test_percent_and_dates_follow_the_locale():
    assert Formats("fr").percent(0.613) == f"61{HARD}%"
    assert Formats("en").percent(0.1234, 1) == "12.3%"
    assert Formats("fr").date(date(2026, 11, 21)) == "21 novembre 2026"


@pytest.mark.parametrize(
    ("day", "style", "text"),
    [
        (date(2025, 1, 1), "long", "1er janvier 2025"),
        (date(2025, 2, 1), "medium", "1er févr. 2025"),
        (date(2025, 1, 1), "full", "mercredi 1er janvier 2025"),
        (date(2025, 1, 11), "long", "11 janvier 2025"),
        (date(2025, 1, 1), "short", "01/01/2025"),
    ],
)
def test_the_first_of_a_month_is_written_as_french_readers_do(day, style, text):
    assert Formats("fr").date(day, style) == text


def test_sizes_are_written_in_the_reader_s_units():
    english, french = Formats("en"), Formats("fr")
    assert [english.size(count) for count in (0, 1, 271_100, 999_999, 1_000_000, 1_540_000)] == [
        "0 kB", "1 kB", "272 kB", "1,000 kB", "1 MB", "1.5 MB"
    ]  # fmt: skip
    assert french.size(1_540_000) == "1,5\u202fMo"
