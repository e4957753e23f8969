"""A centre's own questionnaire: looked at, kept for visits, answered in one."""

from datetime import date

import pytest
from services_sample import NOW

from greenfield.base.problem import ProblemError
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.form_import import examine_form, keep_form
from greenfield.services.forms import load_form
from greenfield.services.open_visit import OpenVisit
from greenfield.services.packages import install, kept_packages
from greenfield.services.toolkits import offered_toolkits
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.toolkit.read import read_form
from greenfield.toolkit.xform import to_xform

FORM = """
| survey |
|  | type | name | label::English (en) | label::Français (fr) | required | relevant | hint::English (en) | hint::Français (fr) |
|  | begin group | point | Water point | Point d'eau | | | | |
|  | text | name | What is it called? | Comment s'appelle-t-il ? | yes | | As on the map | Comme sur la carte |
|  | select_one yn | works | Does it work? | Fonctionne-t-il ? | | | | |
|  | text | fault | What is wrong? | Qu'est-ce qui ne va pas ? | | ${works} = 'no' | | |
|  | end group | | | | | | | |
|  | begin repeat | user | User | Utilisateur | | | | |
|  | integer | litres | Litres a day | Litres par jour | | | | |
|  | end repeat | | | | | | | |
|  | calculate | twice | | | | | | |
| choices |
|  | list_name | name | label::English (en) | label::Français (fr) |
|  | yn | yes | Yes | Oui |
|  | yn | no | No | Non |
| settings |
|  | form_title | form_id | version | default_language |
|  | Water point | water_point | 3 | English (en) |
"""
RIGHT = FORM.replace("|  | calculate | twice | | | | | | |\n", "")


@pytest.fixture
def write(tmp_path):
    def to(text, name="water.md"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return to


def test_a_form_with_an_error_shows_every_problem_and_cannot_be_kept(workspace, write):
    examined = examine_form(write(FORM), "en")
    assert [problem.code for problem in examined.problems] == ["survey.no_calculation"]
    assert not examined.may_be_kept
    with pytest.raises(ProblemError) as caught:
        keep_form(workspace, examined)
    assert caught.value.code == "survey.no_calculation"
    assert kept_packages(workspace) == []


def test_the_preview_shows_what_a_visitor_would_be_asked(write):
    preview = examine_form(write(RIGHT), "fr").preview
    assert (preview.title, preview.id, preview.version) == ("Water point", "water_point", "3")
    assert (preview.language, preview.languages) == ("Français (fr)", ("English (en)", "Français (fr)"))
    assert [(row.depth, row.kind, row.label) for row in preview.rows] == [
        (0, "group", "Point d'eau"),
        (1, "string", "Comment s'appelle-t-il ?"),
        (1, "select1", "Fonctionne-t-il ?"),
        (1, "string", "Qu'est-ce qui ne va pas ?"),
        (0, "repeat", "Utilisateur"),
        (1, "int", "Litres par jour"),
    ]
    name, works, fault = preview.rows[1:4]
    assert (name.required, name.hint, fault.conditional) == (True, "Comme sur la carte", True)
    assert works.choices == ("Oui", "Non")
    assert (preview.questions, preview.sections) == (4, 2)


def test_the_same_form_is_kept_once(workspace, write):
    path = write(RIGHT)
    first = keep_form(workspace, examine_form(path, "en"))
    again = keep_form(workspace, examine_form(path, "en"))
    assert first.sha256 == again.sha256
    assert [(one.id, one.version) for one in kept_packages(workspace)] == [("water_point", "3")]


def test_another_form_of_the_same_version_is_refused_and_a_higher_version_is_offered(workspace, write):
    keep_form(workspace, examine_form(write(RIGHT), "en"))
    changed = RIGHT.replace("What is it called?", "What is its name?")
    with pytest.raises(ProblemError) as caught:
        keep_form(workspace, examine_form(write(changed), "en"))
    assert caught.value.code == "package.version_taken"
    keep_form(workspace, examine_form(write(changed.replace("| 3 |", "| 4 |")), "en"))
    offered = {one.manifest.id: one.manifest.version for one in offered_toolkits(workspace)}
    assert offered["water_point"] == "4"


@pytest.mark.parametrize("ending", ["md", "xml"])
def test_a_visit_can_be_made_with_it(workspace, write, tmp_path, ending):
    path = write(RIGHT)
    if ending == "xml":
        path = tmp_path / "water.xml"
        path.write_bytes(to_xform(read_form(write(RIGHT)).sheets).xform)
    toolkit = install(workspace, path)
    company, _ = new_company(workspace, NewCompany("Well", country="SEN", currency="XOF", sector="C10"))
    identifier = toolkit.manifest.id
    prepared, problems = prepare_visit(workspace, NewVisit(company, identifier, date(2026, 3, 10)), NOW)
    assert problems == []
    assert isinstance(prepared, OpenVisit)
    prepared.answer("/data/point/works", "no")
    prepared.answer("/data/point/fault", "The pump")
    assert prepared.session.node("/data/point/fault").value == "The pump"


def test_files_that_it_reads_travel_with_it(workspace, write):
    write("name,label\nn1,North\ns1,South\n", "regions.csv")
    form = "| survey | type | name | label |\n| | select_one_from_file regions.csv | region | Region |\n"
    form += "| settings | form_id | version |\n| | regions | 1 |"
    toolkit = install(workspace, write(form, "regions.md"))
    assert toolkit.files == {"regions.csv": b"name,label\nn1,North\ns1,South\n"}
    company, _ = new_company(workspace, NewCompany("Well", country="SEN", currency="XOF", sector="C10"))
    opened, _ = prepare_visit(workspace, NewVisit(company, "regions", date(2026, 3, 10)), NOW)
    assert [one.label for one in opened.session.node("/data/region").options] == ["North", "South"]


def test_a_file_that_is_missing_is_said_before_the_form_is_kept(write):
    form = "| survey | type | name | label |\n| | select_one_from_file regions.csv | region | Region |\n"
    examined = examine_form(write(form, "regions.md"), "en")
    assert [problem.code for problem in examined.problems] == ["form.file_missing"]
    assert not examined.may_be_kept


def test_what_cannot_be_done_here_is_said_as_a_warning(write):
    form = (
        "| survey | type | name | label |\n| | video | film | Film it |\n| settings | form_id |\n| | film |"
    )
    examined = examine_form(write(form, "film.md"), "en")
    assert [problem.severity.value for problem in examined.problems] == ["warning"]
    assert examined.may_be_kept


def test_looking_at_a_form_writes_nothing(write, tmp_path):
    path = write(RIGHT)
    before = sorted(tmp_path.iterdir())
    examine_form(path, "en")
    assert sorted(tmp_path.iterdir()) == before
    assert load_form(path).questionnaire.title == "Water point"
