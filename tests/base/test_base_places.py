import pytest
from babel import Locale

from greenfield.base.places import (
    alpha3_of,
    countries,
    country_name,
    currencies,
    currency_of,
    locale_of,
    plain,
)

FRENCH = Locale.parse("fr")


def test_all_countries_of_iso_3166_are_there_once_by_name():
    found = countries(FRENCH)
    assert len(found) == 249
    assert len({one.alpha3 for one in found}) == len({one.alpha2 for one in found}) == 249
    assert [one.name for one in found[:4]] == ["Afghanistan", "Afrique du Sud", "Albanie", "Algérie"]


@pytest.mark.parametrize("gone", ["DDR", "ZAR", "BUR", "YUG", "SUN", "ZZZ", "XKK", "QUU"])
def test_states_that_have_gone_and_private_letters_are_no_countries(gone):
    assert gone not in {one.alpha3 for one in countries(FRENCH)}


def test_a_country_is_named_by_its_letters():
    assert country_name("CIV", FRENCH) == "Côte d’Ivoire"
    assert country_name("COD", Locale.parse("en")) == "Congo - Kinshasa"
    assert country_name("QQQ", FRENCH) == "QQQ"
    assert (alpha3_of("SN"), alpha3_of("??")) == ("SEN", "")


@pytest.mark.parametrize(
    ("country", "currency"),
    [("SEN", "XOF"), ("BTN", "BTN"), ("LSO", "LSL"), ("PAN", "PAB"), ("DEU", "EUR"), ("ATA", ""), ("?", "")],
)
def test_a_country_suggests_its_own_currency(country, currency):
    assert currency_of(country) == currency


def test_currencies_of_today_are_named():
    found = {one.code: one.name for one in currencies(FRENCH)}
    assert found["MGA"] == "ariary malgache"
    assert not {"DEM", "XTS", "ZWL"} & set(found)


def test_plain_text_has_neither_capitals_nor_accents():
    assert plain("Thiès ÉLÉGANT") == "thies elegant"


@pytest.mark.parametrize(
    ("language", "country", "expected"),
    [
        ("en", "SEN", "en_001"),
        ("en", "USA", "en_US"),
        ("en", "KEN", "en_KE"),
        ("fr", "SEN", "fr_SN"),
        ("fr", "KEN", ""),
        ("en", "", ""),
    ],
)
def test_language_and_country_say_how_numbers_and_dates_are_written(language, country, expected):
    assert locale_of(language, country) == expected
