"""Answers on paper: each kind as its reader writes it, parts in their order; an output that nobody stated is not 0."""

from datetime import date

import pytest
from report_plan_pages import texts_in

from greenfield.assess.values import Indicators
from greenfield.base.formats import Formats
from greenfield.report.answer_sections import answer_sections, answer_text
from greenfield.report.figures import Figures
from greenfield.report.given_answers import GivenAnswer, GivenAnswers, GivenPart, Part
from greenfield.report.indicator_lines import output_line
from greenfield.report.plan import CoveredPeriod


@pytest.mark.parametrize(
    ("kind", "value", "appearance", "english", "french"),
    [
        ("int", "1998", "", "1998", "1998"),
        ("int", "1998", "thousands-sep", "1,998", "1\u202f998"),
        ("int", "12345", "", "12,345", "12\u202f345"),
        ("decimal", "0.125", "", "0.125", "0,125"),
        ("decimal", "-7.5", "", "-7.5", "-7,5"),
        ("date", "2026-03-01", "month-year", "March 2026", "mars 2026"),
        ("date", "2026-03-01", "year", "2026", "2026"),
        ("date", "soon", "", "soon", "soon"),
        ("time", "14:30:00.000+01:00", "", "2:30\u202fPM", "14:30"),
        ("geoshape", "1 2 0 0; 3 4 0 0; 1 2 0 0", "", "3 points on the map", "3 points on the map"),
        ("boolean", "true", "", "yes", "yes"),
        ("trigger", "OK", "", "confirmed", "confirmed"),
        ("binary", "roof.jpg", "", "roof.jpg", "roof.jpg"),
        ("string", "as said", "", "as said", "as said"),
    ],
)
def test_an_answer_stands_as_its_reader_writes_it(kind, value, appearance, english, french):
    answer = GivenAnswer("Q", kind, value, appearance)
    assert answer_text(answer, texts_in("en"), Formats("en")) == english
    assert answer_text(answer, texts_in("fr"), Formats("fr")) == french


def test_photos_stand_by_their_names():
    answer = GivenAnswer("Q", "binary", "a1.jpg", photos=("The roof", "wall.jpg"))
    assert answer_text(answer, texts_in("en"), Formats("en")) == "The roof and wall.jpg"


def test_an_outer_part_that_goes_on_says_its_heading_again():
    one = (GivenAnswer("Q", "string", "A"),)
    house, room = Part("House"), Part("Room", 1)
    parts = (
        GivenPart((house,), one),
        GivenPart((house, room), one),
        GivenPart((house,), one),
        GivenPart((), one),
    )
    given = GivenAnswers({"": parts}, ("loose.jpg",))
    found = answer_sections(given, texts_in("en"), Formats("en"))
    assert [(section.title, section.depth, len(section.lines)) for section in found] == [
        ("House", 0, 1),
        ("Room 1", 1, 1),
        ("House", 0, 1),
        ("Further answers", 0, 1),
        ("Photos", 0, 1),
    ]


@pytest.mark.parametrize("stated", [None, 0.0])
def test_an_output_that_nobody_stated_is_not_known(stated):
    period = CoveredPeriod(date(2025, 1, 1), date(2025, 12, 31), stated)
    values = Indicators({"output": 0.0}, {}, {})
    figures = Figures(texts_in("en"), Formats("en"), "EUR")
    assert output_line(values, period, figures).total == "not known"
