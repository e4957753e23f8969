from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader
from report_plan_pages import render
from report_plan_sample import MEASURES, bakery_plan, empty_plan, long_plan, measure

from greenfield.report.fonts.fontset import FontSet
from greenfield.report.pdf.sheet import MARGIN, PAGE_HEIGHT, PAGE_WIDTH


def opened(data):
    return PdfReader(BytesIO(data), strict=True)


def plain(text):
    return " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())


def words_of(reader):
    return plain(" ".join(page.extract_text() for page in reader.pages))


@pytest.fixture(scope="module")
def bakery():
    return opened(render(bakery_plan()))


def test_pages_are_numbered_and_name_company_and_date(bakery):
    count = len(bakery.pages)
    for number, page in enumerate(bakery.pages, start=1):
        text = plain(page.extract_text())
        assert f"{number} / {count}" in text
        assert "Boulangerie Téranga · May 14, 2025" in text


def test_every_page_is_a4(bakery):
    for page in bakery.pages:
        assert float(page.mediabox.width) == pytest.approx(595.28, abs=0.01)
        assert float(page.mediabox.height) == pytest.approx(841.89, abs=0.01)


def test_every_measure_says_title_reason_step_saving_cost_and_payback(bakery):
    text = words_of(bakery)
    for one in MEASURES:
        assert text.count(one.title) >= 2 or one.title.split(",")[0] in text
        assert plain(one.reason) in text
        assert plain(one.first_step) in text
    for figure in ("4,670,000", "3,200,000", "8 months", "4.1 years", "at once", "nothing"):
        assert figure in text
    assert "Estimate, to be confirmed on site. Source of the saving: IAC database, ARC 2.2511" in text
    assert (
        "Not counted, because all measures together would save more than there is to save: diesel 310 L a year."
        in text
    )


def test_titles_of_charts_say_the_finding(bakery):
    text = words_of(bakery)
    for finding in (
        "Flour: 69% of what resources cost",
        "Diesel for the ovens: 64% of the energy cost",
        "Diesel for the ovens: 61% of the greenhouse gas",
        "Heat and cold: here is most to gain",
    ):
        assert finding in text


def test_gas_of_different_kinds_is_shown_apart_and_its_sum_labelled(bakery):
    text = words_of(bakery)
    assert "Fuels burnt on site (combustion) 175 t CO₂e" in text
    assert "Electricity from the grid (life-cycle) 99.5 t CO₂e" in text
    assert "Sum of figures of different kinds 274 t CO₂e" in text
    assert "CO₂ of wood and other biomass, not part of the sum 3.4 t CO₂" in text


def test_factors_stand_with_value_unit_year_and_source(bakery):
    text = words_of(bakery)
    assert "0.534 kg CO₂e per kWh 2023 Electricity from the grid (life-cycle). Ember" in text
    assert "potentials of AR5" in text


def test_persons_dates_gaps_and_warnings_are_there(bakery):
    text = words_of(bakery)
    assert "Fatou Mbaye, head baker" in text
    assert "Jun 15, 2025" in text
    assert "3 questions are still open" in text
    assert "Is the waste-water metered?" in text
    assert "The price of LPG is higher than usual." in text


def test_metadata_language_and_outline(bakery):
    assert bakery.metadata.title == "Action plan for Boulangerie Téranga"
    assert bakery.metadata.author == "Awa Diop, Cheikh Ndiaye"
    assert bakery.metadata.creation_date == datetime(2025, 5, 14, 17, 0, tzinfo=UTC)
    assert bakery.trailer["/Root"]["/Lang"] == "en"
    titles = [entry.title for entry in bakery.outline]
    assert titles == ["Cover", "In short", "Results", "Measures", "The plan", "Method and sources"]
    assert [bakery.get_destination_page_number(entry) for entry in bakery.outline] == [0, 1, 2, 4, 6, 7]


def test_equal_content_and_time_give_equal_bytes():
    assert render(bakery_plan()) == render(bakery_plan())


def test_another_time_or_another_figure_gives_other_bytes():
    data = render(bakery_plan())
    assert data != render(bakery_plan(), now=datetime(2025, 5, 15, tzinfo=UTC))
    assert data != render(replace(bakery_plan(), currency="EUR"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_text_begins_inside_of_the_margins(language):
    for page in opened(render(long_plan(count=3), language)).pages:
        places = []

        def note(text, _, matrix, *__, places=places):
            if text.strip():
                places.append((float(matrix[4]), float(matrix[5])))

        page.extract_text(visitor_text=note)
        assert places
        assert all(MARGIN - 1 <= x <= PAGE_WIDTH - MARGIN + 1 for x, _ in places)
        assert all(MARGIN - 1 <= y <= PAGE_HEIGHT - MARGIN for _, y in places)


def test_forty_measures_are_all_there():
    text = words_of(opened(render(long_plan(count=40))))
    assert all(f"Measure number {number}: look after" in text for number in range(1, 41))
    assert "All measures together" in text


def test_a_plan_of_which_nothing_is_known_says_so():
    text = words_of(opened(render(empty_plan())))
    for sentence in (
        "No measure has been chosen yet.",
        "No cost of a resource is known yet.",
        "No greenhouse gas could be computed yet.",
        "No question on practice was answered yet.",
        "No factor was needed.",
    ):
        assert sentence in text
    assert "Possible saving" not in text


def test_sums_say_how_many_measures_are_not_in_them():
    unknown = measure(1, annual_saving=None, payback_years=None)
    text = words_of(opened(render(replace(bakery_plan(), measures=(*MEASURES, unknown)))))
    assert "One measure is not in these sums" in text
    assert "not known" in text


def test_a_measure_that_never_pays_back_is_said_in_words():
    costly = measure(1, annual_saving=Decimal(0), payback_years=None)
    assert "not by money" in words_of(opened(render(replace(empty_plan(), measures=(costly,)))))


def test_no_character_is_lost_in_the_sample():
    fonts = FontSet.load()
    render(bakery_plan(), fonts=fonts)
    assert fonts.problems() == []


@pytest.mark.parametrize("language", ["fr", "ar", "zh_Hans", "ru", "es", "pt_BR"])
def test_every_language_can_be_set(language):
    reader = opened(render(bakery_plan(), language))
    assert reader.trailer["/Root"]["/Lang"] == language.replace("_", "-")
    assert "Boulangerie Téranga" in words_of(reader)
