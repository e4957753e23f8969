"""The sample factories: each visited, followed up a year later, and told in its plan in English and French."""

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from greenfield.records.measure_status import MeasureStatus
from greenfield.services.finishing import finish_visit
from greenfield.services.handing_over import make_plan
from greenfield.services.sample_factory import SAMPLES, sample_factory
from greenfield.services.sample_visit import put_sample, put_sample_follow_up, put_sample_visit


def morning(day):
    return datetime.combine(day, time(9), UTC)


def visited(workspace, sample):
    first_day, later = morning(sample.visit.date), morning(sample.follow_up.visit.date)
    first, problems = put_sample_visit(workspace, sample, "en", lambda: first_day)
    assert problems == []
    finished = finish_visit(workspace, first, first_day)
    follow, misfits = put_sample_follow_up(workspace, sample, first, "en", lambda: later)
    assert misfits == []
    return first, finished, follow, finish_visit(workspace, follow, later)


def test_the_samples_are_from_three_countries_with_three_currencies():
    samples = [sample_factory(name) for name in SAMPLES]
    assert len({one.site.country for one in samples}) == len({one.site.currency for one in samples}) == 3
    assert len({one.company.sector for one in samples}) == 3
    for one in samples:
        assert timedelta(days=350) < one.follow_up.visit.date - one.visit.date < timedelta(days=400)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_visited_and_followed_up(workspace, name):
    sample = sample_factory(name)
    _, finished, _, again = visited(workspace, sample)
    for result in (finished.result, again.result):
        assert result.currency == sample.site.currency
        # A bakery with much handwork uses far less a person than the plants of the reference.
        assert {warning.code for warning in result.warnings} <= {"plausible.below_sector"}
        assert result.gaps == ()
        assert all(one.figures is not None for one in result.measures)
    assert [one.name for one in finished.result.measures] == [one.name for one in sample.chosen]
    kept = again.result.follow_up
    assert [one.name for one in kept.measures] == [one.name for one in sample.chosen]
    found = {one.status for one in kept.measures}
    assert {MeasureStatus.IMPLEMENTED, MeasureStatus.PENDING, MeasureStatus.NOT_IMPLEMENTED} == found
    assert kept.changes["energy_productivity"].percent > 0
    assert kept.changes["co2e_intensity"].percent < 0
    for one in kept.measures:
        if one.verified_saving is not None:
            assert one.estimated_saving * 3 / 10 < one.verified_saving < one.estimated_saving * 3 / 2


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_goes_to_the_plan_of_both_visits(workspace, name, language):
    first, _, follow, _ = visited(workspace, sample_factory(name))
    for opened in (first, follow):
        made = make_plan(workspace, opened, language, morning(date(2027, 3, 10)))
        assert made.content.startswith(b"%PDF")
        assert made.problems == ()
        pages = "".join(page.extract_text() for page in PdfReader(BytesIO(made.content)).pages)
        says_it = "What became of the last plan" in pages or "est devenu le dernier plan" in pages
        assert says_it == (opened is follow)


def test_a_sample_whose_follow_up_is_still_to_come_gets_its_first_visit_alone(workspace):
    sample = sample_factory("metal")
    before = put_sample(workspace, sample, "en", lambda: morning(date(2026, 3, 2)))
    assert before.visit.follow_up_of == ""
    after = put_sample(workspace, sample, "en", lambda: morning(date(2026, 3, 3)))
    assert after.visit.follow_up_of
    assert after.visit.state == "open"
