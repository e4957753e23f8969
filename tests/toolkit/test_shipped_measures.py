"""What every measure of the shipped scans must hold, and that each sector of the method has measures of its own."""

import re
from collections import Counter

import pytest

from greenfield.assess.values import Area, Technique
from greenfield.base import resources
from greenfield.toolkit.build import build_package
from greenfield.toolkit.library_words import TYPES
from greenfield.toolkit.toolkit import open_toolkit

SECTORS = {
    "food": ("C10", "C11"),
    "textile": ("C13", "C14"),
    "leather": ("C15",),
    "wood": ("C16", "C31"),
    "paper": ("C17", "C18"),
    "chemicals": ("C20", "C21"),
    "plastics": ("C22",),
    "minerals": ("C23",),
    "metal": ("C24", "C25", "C28"),
    "services": ("G45", "I55", "I56", "S96"),
}
FEWEST_OF_A_SECTOR = 6
FEWEST_MEASURES = 160
SHARE_OF_SOURCES = 2 / 3


def shipped(name):
    package, content = build_package(resources.source("toolkits", name, "toolkit.md"))
    return open_toolkit(content, package)


@pytest.fixture(scope="module", params=["quick-scan", "walk-through"])
def toolkit(request):
    return shipped(request.param)


@pytest.fixture(scope="module")
def walk_through():
    return shipped("walk-through")


def sentences(text):
    return len(re.findall(r"[.!?](?=\s|$)", text))


def test_each_measure_says_how_it_is_done_what_it_brings_and_what_to_look_out_for(toolkit):
    for measure in toolkit.measures:
        assert 3 <= sentences(measure.how_to["en"]) <= 6, measure.name
        for text in (measure.how_to, measure.co_benefits, measure.risks, measure.reason, measure.first_step):
            assert text["en"], measure.name


def test_each_measure_has_a_range_around_its_figure_a_life_and_a_basis(toolkit):
    for measure in toolkit.measures:
        low, high = measure.range
        assert 0 <= low < 1 < high <= 5, measure.name
        assert float(measure.life_years) > 0, measure.name
        assert measure.basis, measure.name


def test_most_measures_rest_on_a_source(toolkit):
    sources = [one for one in toolkit.measures if one.basis.strip().casefold() != "estimate"]
    assert len(sources) >= SHARE_OF_SOURCES * len(toolkit.measures) - 1


def test_resources_of_a_toolkit_use_the_listed_types(toolkit):
    assert {item.type for item in toolkit.library.values()} <= set(TYPES)


def test_the_walk_through_covers_all_areas_techniques_and_sectors(walk_through):
    measures = walk_through.measures
    assert len(measures) >= FEWEST_MEASURES
    assert {one.area for one in measures} == {area.value for area in Area}
    assert {one.technique for one in measures} == {technique.value for technique in Technique}
    counted = Counter(
        sector for one in measures for sector, codes in SECTORS.items() if set(codes) & set(one.sectors)
    )
    assert set(counted) == set(SECTORS)
    assert min(counted.values()) >= FEWEST_OF_A_SECTOR, counted
