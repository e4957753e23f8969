"""`visit import` and `form export --submission`: outcomes, exit codes, and the window that is open beside."""

import json
import re

import pytest
from cli_sample import SECRET

from greenfield.services import workspaces

FORM = """
| package |
|  | id | version | kind | publisher | licence | title |
|  | yard | 1.0 | toolkit | A centre | Apache-2.0 | Yard |

| survey |
|  | type | name | label |
|  | text | firm | Firm |
|  | decimal | kwh | Electricity |

| settings |
|  | form_id | version |
|  | yard | 1.0 |

| profile |
|  | key | question |
|  | company | firm |

| flows |
|  | name | resource | carrier | amount | unit | quality |
|  | electricity | energy | electricity | ${kwh} | kWh | invoiced |
"""
INSTANCE = (
    '<data id="yard" version="{version}"><firm>Mill</firm><kwh>{kwh}</kwh>'
    "<meta><instanceID>uuid:{uuid}</instanceID>{meta}</meta></data>"
)
FIRST, SECOND = "aa000000-0000-4000-8000-000000000001", "aa000000-0000-4000-8000-000000000002"


@pytest.fixture
def yard(greenfield, at, tmp_path):
    """A workspace with a toolkit and a company; writes submissions by kWh and id."""
    source = tmp_path / "yard.md"
    source.write_text(FORM, encoding="utf-8")
    assert greenfield("package", "build", source, "--out", tmp_path).code == 0
    assert greenfield(*at, "package", "install", tmp_path / "yard-1.0.gfpack").code == 0
    words = ["company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF"]
    assert greenfield(*at, *words).code == 0

    def write(kwh, uuid=FIRST, version="1.0", replaces=""):
        meta = f"<deprecatedID>uuid:{replaces}</deprecatedID>" if replaces else ""
        path = tmp_path / f"{uuid}.xml"
        text = INSTANCE.format(kwh=kwh, uuid=uuid, version=version, meta=meta)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def kwh_of(greenfield, at, visit):
    return greenfield(*at, "visit", "show", visit, "--json").json["answers"]["/data/kwh"]


def test_a_submission_is_taken_once(greenfield, at, yard):
    first = greenfield(*at, "visit", "import", yard("12"), "--json")
    (one,) = first.json["submissions"]
    assert first.codes == (0, [])
    assert (one["outcome"], one["instance"], one["form"], one["answers"]) == ("new", FIRST, "yard 1.0", 3)
    again = greenfield(*at, "visit", "import", yard("12"), "--json")
    assert [(each["outcome"], each["visit"]) for each in again.json["submissions"]] == [
        ("same", one["visit"])
    ]
    assert len(greenfield(*at, "visit", "list", "--json").json["visits"]) == 1


def test_a_newer_one_shows_its_differences_until_a_person_decides(greenfield, at, yard):
    visit = greenfield(*at, "visit", "import", yard("12"), "--json").json["submissions"][0]["visit"]
    path = yard("15", SECOND, replaces=FIRST)
    shown = greenfield(*at, "visit", "import", path, "--json")
    assert shown.codes == (1, ["submission.differs"])
    assert shown.json["submissions"][0]["differences"] == [
        {"ref": "/data/kwh", "label": "Electricity", "here": "12", "there": "15", "edited_here": False}
    ]
    told = greenfield(*at, "visit", "import", path)
    assert "Electricity (/data/kwh): here “12”; in the submission “15”" in told.out
    assert "--replace" in told.err
    assert kwh_of(greenfield, at, visit) == "12"
    replaced = greenfield(*at, "visit", "import", path, "--replace", "--json")
    assert (replaced.code, replaced.json["submissions"][0]["outcome"]) == (0, "replaced")
    assert kwh_of(greenfield, at, visit) == "15"


def test_keeping_settles_it_too(greenfield, at, yard):
    visit = greenfield(*at, "visit", "import", yard("12"), "--json").json["submissions"][0]["visit"]
    path = yard("15", SECOND, replaces=FIRST)
    assert greenfield(*at, "visit", "import", path, "--keep").code == 0
    assert greenfield(*at, "visit", "import", path, "--json").json["submissions"][0]["outcome"] == "same"
    assert kwh_of(greenfield, at, visit) == "12"
    assert greenfield(*at, "visit", "import", path, "--keep", "--replace").code == 2


def test_problems_of_single_submissions_do_not_stop_the_others(greenfield, at, yard, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    yard("12").rename(folder / "one.xml")
    yard("13", SECOND, version="9").rename(folder / "two.xml")
    run = greenfield(*at, "visit", "import", folder, "--json")
    assert run.codes == (1, ["submission.version_unknown"])
    assert sorted(each["outcome"] for each in run.json["submissions"]) == ["failed", "new"]
    assert "yard 1.0" in run.json["problems"][0]["text"]
    missing = greenfield(*at, "visit", "import", tmp_path / "nowhere.xml", "--json")
    assert missing.codes == (1, ["file.unreadable"])


def test_it_says_so_and_stops_while_another_program_has_the_workspace_open(
    greenfield, at, yard, folder, tmp_path
):
    path = yard("12")
    visit = greenfield(*at, "visit", "import", path, "--json").json["submissions"][0]["visit"]
    with workspaces.opened(folder, SECRET, writing=True):
        assert greenfield(*at, "visit", "import", path, "--json").codes == (1, ["workspace.in_use"])
        export = greenfield(*at, "form", "export", "--submission", visit, "--out", tmp_path / "out", "--json")
        assert export.code == 0


def test_a_submission_comes_out_as_it_went_in(greenfield, at, yard, tmp_path):
    visit = greenfield(*at, "visit", "import", yard("12"), "--json").json["submissions"][0]["visit"]
    run = greenfield(*at, "form", "export", "--submission", visit[:8], "--out", tmp_path / "out", "--json")
    text = (tmp_path / "out" / "submission.xml").read_text(encoding="utf-8")
    assert run.json["file"] == str(tmp_path / "out" / "submission.xml")
    inner = re.sub(r"\s*xmlns:\w+=\"[^\"]+\"", "", text.partition("\n")[2].strip())
    assert inner == INSTANCE.format(kwh="12", uuid=FIRST, version="1.0", meta="")
    assert greenfield(*at, "form", "export", "--submission", "ffff", "--out", tmp_path / "x").code == 1
    assert greenfield(*at, "form", "export", "--out", tmp_path / "x").code == 2
    assert (
        greenfield(*at, "form", "export", "quick-scan", "--submission", visit, "--out", tmp_path / "x").code
        == 2
    )
    assert greenfield("form", "export", "quick-scan", "--out", tmp_path / "form.xml").code == 0


def test_what_is_kept_of_a_submission_is_no_photo(greenfield, at, yard):
    visit = greenfield(*at, "visit", "import", yard("12"), "--json").json["submissions"][0]["visit"]
    shown = greenfield(*at, "visit", "show", visit, "--json")
    assert shown.json["photos"] == []
    assert [each["instance"] for each in shown.json["submissions"]] == [FIRST]
    assert "Photos" not in greenfield(*at, "visit", "show", visit).out
    assert json.loads(shown.out)["answers"]["/data/firm"] == "Mill"
