"""Indicators with a threshold in words: value, what is asked for, verdict and heading, in English and French."""

import pytest

from greenfield.assess.thresholds import Threshold
from greenfield.base.formats import Formats
from greenfield.base.texts import texts_for
from greenfield.report.figures import Figures
from greenfield.report.indicator_lines import own_indicator_groups
from greenfield.report.plan import OwnIndicator


def figures(language="en"):
    return Figures(texts_for(language, "document"), Formats(language), "EUR")


def indicator(key, value, threshold=None, *, unit="%", kind="performance", topic="Water"):
    return OwnIndicator(key, key, value, unit, threshold=threshold, kind=kind, topic=topic, source="A, 2021")


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("value", "threshold", "unit", "total", "verdict"),
    [
        (30.0, Threshold(">=", 25), "%", "30%", "Met: at least 25%"),
        (20.0, Threshold(">", 25), "%", "20%", "Not met: more than 25%"),
        (4.0, Threshold("<=", 5), "m3", "4 m³", "Met: at most 5 m³"),
        (5.0, Threshold("<", 5), "m3", "5 m³", "Not met: less than 5 m³"),
        (1.0, Threshold("=", 1), "yes/no", "Yes", "Met: Yes"),
        (0.0, Threshold("=", 1), "yes/no", "No", "Not met: Yes"),
        (None, Threshold("=", 1), "yes/no", "not known", "Not known: Yes"),
        (None, Threshold(">=", 25), "%", "not known", "Not known: at least 25%"),
        (12.0, None, "", "12", ""),
    ],
)
def test_an_indicator_is_read_with_its_verdict(value, threshold, unit, total, verdict):
    (group,) = own_indicator_groups([indicator("a", value, threshold, unit=unit)], figures())
    (line,) = group.lines
    assert (plain(line.total), plain(line.relative)) == (total, verdict)


def test_indicators_of_a_set_stand_by_topic_and_kind_with_how_many_are_met():
    asked = Threshold(">=", 25)
    groups = own_indicator_groups(
        [
            OwnIndicator("own", "Our own", 3.0, "t", "up"),
            indicator("a", 30.0, asked),
            indicator("b", 20.0, asked),
            indicator("c", None, asked),
            indicator("d", 1.0, Threshold("=", 1), unit="yes/no", kind="prerequisite"),
            indicator("e", 7.0, None, topic="Trees"),
            indicator("f", 30.0, asked, topic="Air"),
        ],
        figures(),
    )
    assert [(group.heading, [line.name for line in group.lines]) for group in groups] == [
        ("From this questionnaire: more is better", ["Our own"]),
        ("Water: 1 of 3 met, 1 not known", ["a", "b", "c"]),
        ("Water, prerequisites: 1 of 1 met", ["d"]),
        ("Trees", ["e"]),
        ("Air: 1 of 1 met", ["f"]),
    ]


def test_the_verdict_is_said_in_french():
    (group,) = own_indicator_groups([indicator("a", 20.0, Threshold(">=", 25))], figures("fr"))
    assert plain(group.heading) == "Water : 0 sur 1 atteints"
    assert plain(group.lines[0].relative) == "Non atteint : au moins 25 %"
