"""Coming back on the command line: a follow-up visit, and what became of the last plan."""

import json
from pathlib import Path

import pytest

from greenfield.services.sample_factory import sample_factory


@pytest.fixture
def last(greenfield, at, tmp_path):
    """A finished visit with two chosen measures."""
    words = ["company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF", "--city", "Thiès"]
    assert greenfield(*at, *words).code == 0
    visit = greenfield(*at, "visit", "new", "--company", "Mill", "--date", "2026-03-10", "--json").json
    script = tmp_path / "answers.json"
    script.write_text(json.dumps(sample_factory("bakery").answers), encoding="utf-8")
    assert greenfield(*at, "visit", "answer", visit["visit"], "--script", script).code == 0
    for name in ("switch_off", "air_leaks"):
        assert greenfield(*at, "measure", "choose", visit["visit"], name).code == 0
    assert greenfield(*at, "visit", "finish", visit["visit"]).code == 0
    return visit["visit"]


def test_a_follow_up_begins_with_the_last_answers(greenfield, at, last):
    made = greenfield(*at, "visit", "new", "--follow", last[:8], "--date", "2026-06-10", "--json")
    assert made.codes == (0, [])
    assert made.json["follow_up_of"] == last
    answers = greenfield(*at, "visit", "show", made.json["visit"], "--json").json["answers"]
    named = {ref.rsplit("/", 1)[-1]: value for ref, value in answers.items()}
    assert named["burner"] == "older"
    assert "elec_amount" not in named


def test_what_did_not_fit_another_toolkit_is_listed_as_warnings(greenfield, at, last):
    made = greenfield(*at, "visit", "new", "--follow", last, "--toolkit", "walk-through", "--json")
    assert made.code == 0
    told = {(problem["severity"], problem["code"].split(".")[0]) for problem in made.json["problems"]}
    assert told == {("warning", "follow")}
    shown = greenfield(*at, "visit", "show", made.json["visit"], "--json").json["not_taken_over"]
    assert len(shown) == len(made.json["problems"])
    words = greenfield(*at, "visit", "show", made.json["visit"]).out
    assert "Not taken over from the last visit:" in words
    assert all(one["text"] in words for one in shown)


def test_statuses_are_noted_and_listed(greenfield, at, last):
    visit = greenfield(*at, "visit", "new", "--follow", last, "--json").json["visit"]
    done = ["--status", "implemented", "--verified-saving", "410000", "--date", "2026-04-02"]
    assert greenfield(*at, "measure", "status", visit, "switch_off", *done).code == 0
    not_done = ["--status", "not_implemented", "--reason", "No time for it"]
    told = greenfield(*at, "measure", "status", visit, "air_leaks", *not_done, "--json").json
    assert told["last_visit"] == last
    assert told["currency"] == "XOF"
    first, second = told["measures"]
    kept = {key: first[key] for key in ("name", "status", "verified_saving", "date")}
    assert kept == {
        "name": "switch_off",
        "status": "implemented",
        "verified_saving": "410000",
        "date": "2026-04-02",
    }
    assert float(first["estimated_saving"]) > 0
    assert (second["status"], second["reason"]) == ("not_implemented", "No time for it")
    assert "No time for it" in greenfield(*at, "measure", "status", visit).out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["switch_off"], "follow.status"),
        (["--status", "pending"], "follow.status"),
        (["switch_off", "--status", "not_implemented"], "follow.no_reason"),
        (["led_lamps", "--status", "pending"], "follow.not_in_plan"),
    ],
)
def test_what_makes_no_sense_is_refused(greenfield, at, last, words, expected):
    visit = greenfield(*at, "visit", "new", "--follow", last, "--json").json["visit"]
    assert greenfield(*at, "measure", "status", visit, *words, "--json").codes == (1, [expected])


def test_a_first_visit_has_no_last_plan(greenfield, at, last):
    assert greenfield(*at, "measure", "status", last, "--json").codes == (1, ["follow.no_last_visit"])


def test_a_demo_of_another_factory_comes_back_a_year_later(greenfield, tmp_path):
    run = greenfield("demo", "--out", tmp_path, "--sample", "metal", "--follow-up", "--json")
    assert run.code == 0
    told = run.json
    for plan in (told["plan"], told["follow_up_plan"]):
        assert Path(plan).read_bytes().startswith(b"%PDF")
    assert told["visit"] != told["follow_up"]
    assert told["measures"] == [one.name for one in sample_factory("metal").chosen]
