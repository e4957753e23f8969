"""Ranking and status: low first cost and quick payback lead, every part of a score can be read."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.assess.measures import baseline_of
from greenfield.assess.ranking import WEIGHTS, rank
from greenfield.assess.status import band_of, status_by_area
from greenfield.assess.values import Area, Candidate, Measure, PracticeAnswer, Saving, Technique, Truth


@pytest.fixture
def baseline(draw_period):
    return baseline_of(draw_period("power | energy | electricity | 1000 | kWh | 10000"))


def candidate(name: str, investment: int = 100, share: float = 0.05, **more: object) -> Candidate:
    measure = Measure(name, (Saving("power", share=share),), Decimal(investment))
    made = Candidate(name, Area.ENERGY, Technique.GOOD_HOUSEKEEPING, Truth.YES, measure)
    return replace(made, **more)


def names(candidates, baseline):
    return [one.name for one in rank(candidates, baseline).ranked]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (candidate("z", investment=100), candidate("a", investment=900)),
        (candidate("z", share=0.2), candidate("a", share=0.1)),
        (candidate("z", ease=3), candidate("a", ease=1)),
        (candidate("z", investment=0, share=0.02), candidate("a", investment=5000, share=0.15)),
        (candidate("a"), candidate("z")),
        (candidate("z"), candidate("a", measure=None, ease=3)),
    ],
)
def test_what_comes_first(baseline, first, second):
    assert names([second, first], baseline) == [first.name, second.name]


def test_the_score_is_the_weighted_sum_of_its_parts(baseline):
    ranked = rank([candidate("a", investment=1000, share=0.05)], baseline).ranked[0]
    assert ranked.parts == pytest.approx(
        {"first_cost": 0.5, "payback": 1.25 / 3.25, "saving": 0.5, "ease": 0.5}
    )
    assert ranked.score == pytest.approx(sum(WEIGHTS[part] * value for part, value in ranked.parts.items()))
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert WEIGHTS["first_cost"] == pytest.approx(1.4 * WEIGHTS["saving"])


def test_an_unknown_trigger_is_undecided_and_a_no_is_nowhere(baseline):
    found = rank(
        [
            candidate("later", applies=Truth.UNKNOWN, missing=("has_boiler",)),
            candidate("never", applies=Truth.NO),
            candidate("now"),
        ],
        baseline,
    )
    assert [one.name for one in found.ranked] == ["now"]
    assert found.undecided == {"later": ("has_boiler",)}


@given(
    st.permutations([candidate(f"m{i}", investment=100 * (i % 4), share=0.01 * (i % 3)) for i in range(8)])
)
def test_the_order_of_candidates_does_not_matter(draw_period, candidates):
    baseline = baseline_of(draw_period("power | energy | electricity | 1000 | kWh | 10000"))
    ordered = sorted(candidates, key=lambda c: c.name)
    assert rank(candidates, baseline) == rank(ordered, baseline)


@pytest.mark.parametrize(
    ("score", "band"),
    [(0, 1), (0.19, 1), (0.2, 2), (0.4, 3), (0.6, 4), (0.2 + 0.2 + 0.2, 4), (0.79, 4), (0.8, 5), (1, 5)],
)
def test_bands_have_no_hole(score, band):
    assert band_of(score) == band


def test_status_is_the_mean_of_what_was_answered():
    answers = [PracticeAnswer("q1", Area.WATER, 0.5), PracticeAnswer("q2", Area.WATER, 1.0)]
    found = status_by_area(answers, {Area.WATER: 3, Area.HEAT: 2})
    assert [(s.area, s.score, s.band, s.answered, s.asked) for s in found] == [
        (Area.HEAT, None, None, 0, 2),
        (Area.WATER, 0.75, 4, 2, 3),
    ]
