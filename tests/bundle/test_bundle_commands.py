"""The command line of the bundle does its work without Python, checkout or internet."""

import json

import pypdf
import pytest

pytestmark = pytest.mark.long

REQUEST = {
    "country": "SEN",
    "sector": "C10",
    "currency": "XOF",
    "baseline": {
        "start": "2025-01-01",
        "end": "2025-12-31",
        "output": {"amount": 1000, "unit": "t"},
        "flows": [{"resource": "energy", "carrier": "diesel", "amount": 1000, "unit": "l", "cost": 755000}],
    },
}
FORM = """
| survey |
|        | type    | name | label    |
|        | integer | age  | Your age |
"""


@pytest.mark.parametrize(("language", "word"), [("en", "Action plan"), ("fr", "Plan d’action")])
def test_the_demo_leaves_a_plan_that_can_be_read(command, tmp_path, language, word):
    done = command("demo", "--out", tmp_path / "out", "--language", language)
    assert (done.returncode, done.stderr) == (0, "")
    pages = pypdf.PdfReader(tmp_path / "out" / "action-plan.pdf").pages
    assert word in pages[0].extract_text()
    assert all("Fournil du Baobab" in page.extract_text() for page in pages)


def test_a_workspace_of_the_demo_opens_again(command, tmp_path):
    command("demo", "--out", tmp_path / "out")
    (tmp_path / "words").write_text("greenfield demo\n", encoding="utf-8")
    place = ("--workspace", tmp_path / "out" / "demo.greenfield", "--passphrase-file", tmp_path / "words")
    assert json.loads(command(*place, "--json", "doctor").stdout)["problems"] == []
    visits = json.loads(command(*place, "--json", "visit", "list").stdout)["visits"]
    assert [visit["state"] for visit in visits] == ["finished"]


def test_two_workspaces_and_a_hub_share_over_tls_and_by_a_stick(command, tmp_path):
    done = command("demo", "--out", tmp_path / "out", "--sync", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["same"] is True
    assert told["photo_arrived"] is True
    assert told["conflict"]["kept"] == ["117900", "117900"]
    assert (told["stick"]["files_taken"], told["stick"]["taken_again"]) == (1, 0)


def test_the_network_is_searched_for_hubs(command):
    found = command("hub", "find", "--seconds", "0.5", "--interface", "127.0.0.1", "--json")
    assert found.returncode == 0
    assert json.loads(found.stdout)["hubs"] == []


def test_a_form_is_checked(command, tmp_path):
    (tmp_path / "form.md").write_text(FORM, encoding="utf-8")
    (tmp_path / "wrong.md").write_text(FORM.replace("integer", "intger"), encoding="utf-8")
    assert command("form", "check", tmp_path / "form.md").returncode == 0
    wrong = command("form", "check", tmp_path / "wrong.md", "--json")
    assert wrong.returncode == 1
    assert [problem["row"] for problem in json.loads(wrong.stdout)["problems"]] == [2]


def test_figures_are_computed(command, tmp_path):
    (tmp_path / "request.json").write_text(json.dumps(REQUEST), encoding="utf-8")
    told = json.loads(command("compute", tmp_path / "request.json", "--json").stdout)
    assert told["problems"] == []
    assert told["baseline"]["absolute"]["energy_gj"] == pytest.approx(36, rel=0.05)
    assert told["baseline"]["absolute"]["co2e_t"] == pytest.approx(2.7, rel=0.05)


def test_the_benchmarks_are_not_part_of_it(command):
    assert command("bench").returncode == 2
