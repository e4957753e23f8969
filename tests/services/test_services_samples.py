"""The sample factories: each visited, followed up a year later, and told in its plan in English and French."""

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from greenfield.records.measure_status import MeasureStatus
from greenfield.services.finishing import finish_visit
from greenfield.services.handing_over import make_plan
from greenfield.services.sample_factory import IN_DEPTH, SAMPLES, SCANS, sample_factory
from greenfield.services.sample_visit import put_sample, put_sample_follow_up, put_sample_visit
from greenfield.store.reading.companies import list_companies

MAY_STAY_EMPTY = {"ww_cod", "ww_bod", "ww_ph_low", "ww_ph_high", "chem_cas", "waste_amount", "waste_cost"}
"""What the form says may stay empty: what nobody measured, mixtures without a number, sums of a list."""


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
    samples = [sample_factory(name) for name in SCANS]
    assert len({one.site.country for one in samples}) == len({one.site.currency for one in samples}) == 3
    assert len({one.company.sector for one in samples}) == 3
    for one in map(sample_factory, SAMPLES):
        assert timedelta(days=350) < one.follow_up.visit.date - one.visit.date < timedelta(days=400)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_visited_and_followed_up(workspace, name):
    sample = sample_factory(name)
    _, finished, _, again = visited(workspace, sample)
    for result in (finished.result, again.result):
        assert result.currency == sample.site.currency
        # A bakery with much handwork uses far less a person than the plants of the reference.
        assert {warning.code for warning in result.warnings} <= {"plausible.below_sector"}
        assert name in IN_DEPTH or result.gaps == ()
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


def questions(nodes):
    return {node.ref.rsplit("/", 1)[-1] for node in nodes}


@pytest.mark.parametrize("name", SCANS)
def test_the_same_factory_in_depth_has_the_same_company_and_figures(workspace, name):
    scan, deep = sample_factory(name), sample_factory(f"{name}-in-depth")
    assert (scan.company, scan.site) == (deep.company, deep.site)
    results = [finished.result for _, finished, _, _ in (visited(workspace, one) for one in (scan, deep))]
    assert results[0].period.start == results[1].period.start
    for total in ("energy_gj", "materials_t", "water_m3", "wastewater_m3", "waste_t", "output"):
        shallow, asked = (one.indicators.absolute[total] for one in results)
        assert asked == pytest.approx(shallow, rel=1e-3), total
    # Refrigerants that were filled up are asked for in depth alone.
    shallow, asked = (one.indicators.absolute["co2e_t"] for one in results)
    assert shallow <= asked < 1.05 * shallow
    with workspace.read() as connection:
        assert len(list_companies(connection)) == 1


@pytest.mark.parametrize("name", IN_DEPTH)
def test_a_sample_in_depth_leaves_open_only_what_may_stay_empty(workspace, name):
    _, finished, _, again = visited(workspace, sample_factory(name))
    for one in (finished, again):
        assert questions(one.gaps) <= MAY_STAY_EMPTY


@pytest.mark.parametrize("name", IN_DEPTH)
def test_a_sample_in_depth_fills_its_lists(workspace, name):
    sample = sample_factory(name)
    first, _, follow, _ = visited(workspace, sample)
    for opened in (first, follow):
        lists = {one.name: one.path for one in opened.session.form.questionnaire.definitions if one.is_repeat}
        filled = {name: opened.session.count(path) for name, path in lists.items()}
        for repeat, entries in sample.rows.items():
            assert filled[repeat] == len(entries)
        assert filled["elec_month"] == 12


@pytest.mark.parametrize("name", SAMPLES)
def test_the_free_texts_of_a_sample_are_said_in_french(workspace, name):
    sample = sample_factory(name)
    day, later = morning(sample.visit.date), morning(sample.follow_up.visit.date)
    first, _ = put_sample_visit(workspace, sample, "fr", lambda: day)
    finish_visit(workspace, first, day)
    follow, _ = put_sample_follow_up(workspace, sample, first, "fr", lambda: later)
    kept = finish_visit(workspace, follow, later).result.follow_up
    reasons = {one.reason for one in kept.measures} - {""}
    assert reasons <= set(sample.words["fr"].values())
    said = {node.value for node in follow.session.nodes() if node.type == "string" and node.value}
    assert said.isdisjoint(english for english, french in sample.words["fr"].items() if french != english)


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
