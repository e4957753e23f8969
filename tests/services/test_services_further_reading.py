"""What stands under a measure: what its toolkit names, else what fits its area, sector and language."""

from dataclasses import replace
from datetime import date
from subprocess import run
from types import MappingProxyType

import pytest
from library_sample import row, table, write
from services_sample import NOW

from greenfield.base.texts import texts_for
from greenfield.services import further_reading
from greenfield.services.chosen_measures import choose_measure
from greenfield.services.finishing import assess_visit
from greenfield.services.further_reading import FurtherReading
from greenfield.services.handing_over import make_plan, plan_to_make, render_plan
from greenfield.services.library import Library
from greenfield.services.library_shelf import Pack
from greenfield.services.measure_details import measure_details
from greenfield.services.offered_measures import offered_measures
from greenfield.services.toolkits import shipped_toolkit
from greenfield.toolkit.build import build_package
from greenfield.toolkit.library_pack import open_library

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def toolkit():
    return shipped_toolkit("quick-scan")[1]


@pytest.fixture
def measure(toolkit):
    return replace(toolkit.measure("air_leaks"), library=())


@pytest.fixture
def pack(tmp_path):
    def make(*changes):
        rows = [
            row(name=f"x_{at}", address=f"https://example.org/{at}", **{"title": f"Number {at}", **change})
            for at, change in enumerate(changes)
        ]
        name, content = build_package(write(tmp_path, {"10.csv": table(*rows)}))
        return Pack("library 1.0", is_library=True, items=open_library(content, name))

    return make


@pytest.fixture
def names(toolkit, pack):
    def find(measure, *changes, language="en", sector="C10", country="SEN", **given):
        library = Library((pack(*changes),), texts_for(language))
        reading = FurtherReading(library, toolkit, sector=sector, country=country, today=TODAY)
        return [one.name for one in reading.of(measure, **given)]

    return find


def test_what_the_toolkit_names_stands_there_the_readers_language_first(names, toolkit, measure):
    named = replace(measure, library=("x_1", "x_0", "p3u_en", "p3u_fr"))
    changes = ({"language": "fr", "topics": "water"}, {"language": "ru"}, {"topics": "energy"})
    assert names(named, *changes, language="fr") == ["x_0", "p3u_fr", "p3u_en", "x_1"]


def test_without_a_name_up_to_three_of_the_area_are_offered(names, measure):
    changes = [{"topics": "energy water"}, {"topics": "waste"}, *[{"topics": "energy"}] * 3]
    assert names(measure, *changes) == ["x_0", "x_2", "x_3"]
    assert names(measure, *changes, most=2, without={"x_0"}) == ["x_2", "x_3"]


def test_only_the_readers_language_counts_and_english_where_it_has_none(names, measure):
    changes = ({"language": "en"}, {"language": "fr"}, {"language": "ru"})
    assert names(measure, *changes, language="fr") == ["x_1"]
    assert names(measure, *changes, language="es") == ["x_0"]


def test_what_is_for_the_sector_comes_first_and_what_is_for_another_never(names, measure):
    changes = ({"sectors": "C13"}, {}, {"sectors": "C10 C11"})
    assert names(measure, *changes) == ["x_2", "x_1"]


def test_help_on_the_spot_is_offered_only_where_it_is_and_a_guide_from_anywhere(names, measure):
    changes = (
        {"type": "finance", "countries": "FRA"},
        {"type": "finance", "countries": "SEN"},
        {"type": "guide", "countries": "FRA"},
        {"type": "guide"},
    )
    assert names(measure, *changes, most=9) == ["x_1", "x_2", "x_3"]


def test_an_offer_that_has_ended_is_not_offered(names, measure):
    over = {"expires": "2026-11-20", "seen": "2026-01-01"}
    assert names(measure, over, {}) == ["x_1"]
    assert names(replace(measure, library=("x_0", "x_1")), over, {}) == ["x_1"]


def test_rare_words_that_the_titles_share_decide_first(names, measure):
    changes = [{"title": f"Energy in small firms {at}"} for at in range(4)]
    assert names(measure, *changes, {"title": "Compressor stations and leaks"})[0] == "x_4"
    chinese = replace(measure, title=MappingProxyType({"zh_Hans": "修补压缩空气泄漏"}), name="m")
    told = [
        {"title": "工业锅炉节能", "language": "zh_Hans"},
        {"title": "压缩空气系统节能", "language": "zh_Hans"},
    ]
    assert names(chinese, *told, language="zh_Hans") == ["x_1", "x_0"]


def test_an_offered_measure_has_its_resources(workspace, answered):
    assessment, chosen = assess_visit(workspace, answered, NOW.date())
    found = offered_measures(workspace, answered, assessment, chosen, language="fr")
    by_name = {one.name: one for one in found}
    assert [one.name for one in by_name["air_leaks"].read_more] == list(
        answered.toolkit.measure("air_leaks").library
    )
    assert by_name["energy_targets"].read_more[0].language == "fr"
    assert measure_details(by_name["air_leaks"])["read_more"] == [
        {
            "name": "doe_air_leaks",
            "title": "Minimize Compressed Air Leaks (Compressed Air Tip Sheet #3)",
            "publisher": "US Department of Energy",
            "year": "2004",
            "language": "en",
            "address": "https://www.scribd.com/document/40309456/Us-Doe",
        }
    ]
    unnamed = [one for one in found if not answered.toolkit.measure(one.name).library]
    assert all(len(one.read_more) <= further_reading.MOST for one in unnamed)


def text_of(content, folder):
    path = folder / "plan.pdf"
    path.write_bytes(content)
    return run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_the_plan_names_two_resources_under_a_chosen_measure_and_none_under_others(
    workspace, answered, tmp_path
):
    choose_measure(workspace, answered, "dry_first")
    choose_measure(workspace, answered, "air_leaks")
    text = text_of(make_plan(workspace, answered, "en", NOW).content, tmp_path)
    assert text.count("Read more: ") == 3
    assert (
        "Read more: Minimize Compressed Air Leaks (Compressed Air Tip Sheet #3), US Department of Energy, 2004"
        in text
    )
    assert "https://www.scribd.com/document/40309456/Us-Doe" in text
    assert "Lighting: Bright ideas" not in text


def test_a_plan_without_packs_has_no_resources_of_the_library(workspace, answered, tmp_path):
    choose_measure(workspace, answered, "air_leaks")
    plan = replace(plan_to_make(workspace, answered, NOW), toolkit=None)
    assert "Read more" not in text_of(render_plan(plan, "en", NOW).content, tmp_path)
