"""The catalogue of what the program brings along, `docs/content.md`, as it is made from the resources."""

import csv

import pytest

from greenfield.base import resources
from greenfield.toolkit.library_words import TYPES
from greenfield.toolkit.make_packages import toolkit_sources
from tools import content


@pytest.fixture(scope="module")
def page():
    return content.page()


@pytest.fixture(scope="module")
def rows():
    found = []
    for path in sorted(resources.source("library").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found += csv.DictReader(file)
    return found


def section(page, title):
    return page.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_every_toolkit_has_a_line_with_what_it_holds(page):
    lines = [line for line in section(page, "Toolkits").splitlines() if line.startswith("| ")]
    assert len(lines) == 1 + len(toolkit_sources())
    scan = next(line for line in lines if "| quick-scan |" in line)
    _, _, _, questions, _, measures, sourced, languages, _ = (cell.strip() for cell in scan.split("|"))
    assert int(questions) > 50
    assert 0 < int(sourced) <= int(measures)
    assert languages == "en, fr"


def test_the_sums_of_areas_and_techniques_are_those_of_the_measures(page):
    lines = [
        line for line in section(page, "Measures by area and technique").splitlines() if line[:2] == "| "
    ]
    cells = [[int(cell or 0) for cell in map(str.strip, line.split("|")[2:-1])] for line in lines[1:]]
    *areas, whole = cells
    assert [sum(column) for column in zip(*areas, strict=True)] == whole
    for line in cells:
        assert sum(line[:8]) == line[8] >= line[9]
    listed = page.count("| measure | technique | ARC |")
    headed = sum(
        line.startswith("| ") and not line.startswith("| measure |")
        for part in page.split(": its measures\n")[1:]
        for line in part.split("\n## ", 1)[0].splitlines()
    )
    assert listed > 8
    assert headed == whole[8]


def test_every_resource_has_a_line_under_its_type(page, rows):
    library = section(page, "Library")
    for kind in TYPES:
        of_kind = [row for row in rows if row["type"] == kind]
        part = library.split(f"\n### {kind.capitalize()} ({len(of_kind)})\n", 1)[1].split("\n### ", 1)[0]
        assert sum(line.startswith("- ") for line in part.splitlines()) == len(of_kind)
        for row in of_kind:
            assert row["title"].replace("|", "\\|").replace("\n", " ") in part


def test_a_page_that_is_out_of_date_is_named(page, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(content, "PATH", tmp_path / "content.md")
    assert content.main(["check"]) == 1
    assert content.main(["write"]) == 0
    assert content.main(["check"]) == 0
    content.PATH.write_text(page.replace("measures", "measure"), encoding="utf-8")
    assert content.main(["check"]) == 1
    assert "make content" in capsys.readouterr().err
    assert content.main([]) == 2
