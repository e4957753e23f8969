"""`package build`, `check`, `install`, `list`, and what `form check` says of a toolkit."""

from pathlib import Path

import pytest
from cli_sample import SECRET, toolkit

from greenfield.services import workspaces


@pytest.fixture
def build(greenfield, tmp_path):
    """Build a small toolkit and return the path of its package."""

    def make(version="1.0", out="", **changed):
        folder = tmp_path / (out or f"built {len(list(tmp_path.iterdir()))}")
        run = greenfield("package", "build", toolkit(tmp_path, version, **changed), "--out", folder, "--json")
        assert run.codes == (0, [])
        return run.json["file"]

    return make


def test_a_package_is_built_into_the_current_folder(greenfield, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = greenfield("package", "build", toolkit(tmp_path), "--json")
    assert (run.codes, run.json["file"]) == ((0, []), "small-1.0.gfpack")
    checked = greenfield("package", "check", "small-1.0.gfpack", "--json").json
    assert (checked["id"], checked["version"], checked["sha256"]) == ("small", "1.0", run.json["sha256"])


def test_a_version_that_was_built_is_never_built_again_with_other_bytes(greenfield, tmp_path, build):
    build(out="here")
    other = toolkit(tmp_path, label="Power")
    run = greenfield("package", "build", other, "--out", tmp_path / "here", "--json")
    assert run.codes == (1, ["package.version_taken"])


def test_a_damaged_package_is_named(greenfield, tmp_path, build):
    path = tmp_path / "half.gfpack"
    with open(build(), "rb") as whole:  # noqa: PTH123  a path of the program's own
        path.write_bytes(whole.read()[:-100])
    assert greenfield("package", "check", path, "--json").codes == (1, ["package.damaged"])


def test_an_installed_package_is_listed_with_those_of_the_program_and_used(greenfield, at, build):
    path = build()
    for _ in range(2):
        assert greenfield(*at, "package", "install", path, "--json").codes == (0, [])
    listed = greenfield(*at, "package", "list", "--json").json["packages"]
    assert [(row["id"], row["kind"], row["where"]) for row in listed] == [
        ("library", "library", "program"),
        ("park-management", "toolkit", "program"),
        ("quick-scan", "toolkit", "program"),
        ("tenant-company", "toolkit", "program"),
        ("walk-through", "toolkit", "program"),
        ("small", "toolkit", "workspace"),
    ]
    company = ["company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF"]
    assert greenfield(*at, *company).code == 0
    made = greenfield(*at, "visit", "new", "--company", "Mill", "--toolkit", "small")
    assert made.code == 0


def test_the_same_version_with_other_bytes_is_not_installed(greenfield, at, build):
    assert greenfield(*at, "package", "install", build()).code == 0
    other = build(label="Power")
    assert greenfield(*at, "package", "install", other, "--json").codes == (1, ["package.version_taken"])


def test_a_version_of_the_program_with_other_bytes_is_not_installed(greenfield, at, build):
    listed = greenfield("package", "list", "--json").json["packages"]
    shipped = next(one for one in listed if one["kind"] == "toolkit")
    other = build(shipped["version"], identifier=shipped["id"])
    assert greenfield(*at, "package", "install", other, "--json").codes == (1, ["package.version_taken"])
    assert greenfield(*at, "package", "list", "--json").json["packages"] == listed


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("decimal", "select_one yn", "survey.no_lists"),
        ("| decimal | kwh  | Electricity |", "| note | | Hello ${kwh} |", "survey.no_questions"),
    ],
)
def test_where_there_is_nothing_near_no_nearest_one_is_offered(greenfield, tmp_path, old, new, code):
    path = toolkit(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    problems = greenfield("form", "check", path, "--json").json["problems"]
    assert code in [problem["code"] for problem in problems]
    assert [
        problem["text"] for problem in problems if "“–”" in problem["text"] or "“”" in problem["text"]
    ] == []


def test_an_own_questionnaire_is_installed_like_a_package_and_names_its_errors(greenfield, at, tmp_path):
    path = tmp_path / "water.md"
    form = "| survey | type | name | label |\n| | text | a | A |\n| settings | form_id | version |\n| | water | 2 |\n"
    path.write_text(form, encoding="utf-8")
    for _ in range(2):
        assert greenfield(*at, "package", "install", path, "--json").codes == (0, [])
    listed = greenfield(*at, "package", "list", "--json").json["packages"]
    kept = [(one["id"], one["version"]) for one in listed if one["where"] == "workspace"]
    assert kept == [("water", "2")]
    path.write_text(form.replace("| text |", "| txet |"), encoding="utf-8")
    assert greenfield(*at, "package", "install", path, "--json").codes == (1, ["survey.unknown_type"])


def test_a_package_that_several_people_shared_is_listed_once(greenfield, at, other, disagreeing, build):
    path = build()
    for who in (at, other):
        assert greenfield(*who, "package", "install", path).code == 0
    for who in (at, other, at):
        greenfield(*who, "sync")
    for who, name in ((at, "Badou"), (other, "Awa")):
        rows = greenfield(*who, "package", "list", "--json").json["packages"]
        (small,) = [row for row in rows if row["id"] == "small"]
        assert small["shared_by"] == [name]
    assert "also from Badou" in greenfield(*at, "package", "list").out


def test_a_visit_by_a_questionnaire_that_cannot_be_opened_here_is_marked(greenfield, at):
    with workspaces.opened(Path(at[1]), SECRET, writing=True) as workspace, workspace.unit() as unit:
        company = unit.create("company", {"name": "Mill"})
        unit.create("visit", {"company": company, "toolkit": "0" * 64, "state": "open", "date": "2026-03-10"})
    (line,) = greenfield(*at, "visit", "list").out.splitlines()
    assert "Mill  open · its questionnaire cannot be opened here" in line
    (row,) = greenfield(*at, "visit", "list", "--json").json["visits"]
    assert row["opens"] is False


def test_a_library_that_does_not_open_is_named_by_doctor_and_by_a_search(greenfield, at):
    with workspaces.opened(Path(at[1]), SECRET, writing=True) as workspace, workspace.unit() as unit:
        blob = unit.put_blob(b"half a package")
        values = {
            "identifier": "guides",
            "version": "2.0",
            "type": "library",
            "title": "Guides",
            "blob": blob,
        }
        unit.create("package", values, blobs=[blob])
    doctor = greenfield(*at, "doctor")
    assert (doctor.code, doctor.out) == (0, "The workspace is sound.\n")
    assert "The package “Guides”, version 2.0, is damaged" in doctor.err
    assert greenfield(*at, "doctor", "--json").codes == (0, ["package.cannot_open"])
    found = greenfield(*at, "library", "search", "steam", "--json")
    assert found.codes == (0, ["package.cannot_open"])
    assert found.json["items"]
    assert greenfield("library", "search", "steam", "--json").codes == (0, [])
