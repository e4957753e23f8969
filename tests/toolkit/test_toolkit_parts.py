"""A toolkit that stands in several files."""

import pytest
from toolkit_sample import CHOICES, FLOWS, LIBRARY, MEASURES, PACKAGE, PROFILE, SETTINGS, SURVEY

from greenfield.base.problem import ProblemError
from greenfield.toolkit.check.file import check_file
from greenfield.toolkit.read import read_form

FIRST = f"{PACKAGE}\n{SURVEY}\n{CHOICES}\n{SETTINGS}\n{FLOWS}\n{PROFILE}\n{LIBRARY}"
PARTS = """
| parts |
|       | file       |
|       | {}         |
"""


def written(folder, part, first=FIRST, name="10-more.md"):
    """Write a toolkit of two files and return the first one's path."""
    folder.mkdir(exist_ok=True)
    (folder / "toolkit.md").write_text(first + PARTS.format(name), encoding="utf-8")
    (folder / "10-more.md").write_text(part, encoding="utf-8")
    return folder / "toolkit.md"


def test_rows_of_a_part_follow_those_of_the_first_file(tmp_path):
    more = "\n| survey |\n| | type | name | label |\n| | note | thanks | Thank you |\n" + MEASURES
    sheets = read_form(written(tmp_path, more)).sheets
    assert sheets.sheet("survey").rows[-1].get("name") == "thanks"
    numbers = [row.number for row in sheets.sheet("survey")]
    assert numbers == sorted(set(numbers))
    assert [row.get("name") for row in sheets.sheet("measures")] == ["fix", "new_boil"]
    assert not sheets.has("parts")


def test_a_problem_in_a_part_names_its_file_and_its_own_row(tmp_path):
    found = check_file(written(tmp_path, MEASURES.replace("${age} > 15", "${agee} > 15")))
    assert [(p.place.name, p.place.sheet, p.place.row) for p in found] == [("10-more.md", "measures", 3)]


@pytest.mark.parametrize(
    "name", ["../../secret.md", "/etc/passwd", "notes.txt", "..\\x.md", "C:\\x.md", "a/../../../x.md", ".."]
)
def test_a_part_stands_near_the_toolkit(tmp_path, name):
    with pytest.raises(ProblemError) as caught:
        read_form(written(tmp_path, MEASURES, name=name))
    assert [p.code for p in caught.value.problems] == ["parts.address"]


def test_two_toolkits_share_a_part(tmp_path):
    written(tmp_path / "one", MEASURES)
    second = written(tmp_path / "two", MEASURES, name="../one/10-more.md")
    assert len(read_form(second).sheets.sheet("measures").rows) == 2


def test_a_part_that_is_missing_or_has_parts_is_named(tmp_path):
    with pytest.raises(ProblemError) as caught:
        read_form(written(tmp_path, MEASURES, name="20-none.md"))
    assert [p.code for p in caught.value.problems] == ["file.unreadable"]
    with pytest.raises(ProblemError) as caught:
        read_form(written(tmp_path, MEASURES + PARTS.format("x.md")))
    assert [p.code for p in caught.value.problems] == ["parts.nested"]
