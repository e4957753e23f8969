"""The contract of the command line: one JSON document, problems in it, exit codes."""

import json
import os
import subprocess
import sys
import threading

import pytest

FLOW = {"id": "e", "resource": "energy", "carrier": "diesel", "amount": 1, "unit": "L", "cost": 1}
PERIOD = {"start": "2025-01-01", "end": "2025-12-31", "output": {"amount": 10, "unit": "t"}, "flows": [FLOW]}
GIVEN = {"country": "SEN", "sector": "C10", "currency": "XOF", "baseline": PERIOD}


@pytest.fixture
def given(tmp_path):
    def write(document):
        path = tmp_path / "given.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    return write


def test_compute_gives_one_document_with_its_problems(greenfield, given):
    run = greenfield("compute", given(GIVEN), "--json")
    assert run.code == 0
    assert run.json["baseline"]["absolute"]["energy_gj"] == pytest.approx(10.033 * 3.6e-3, rel=1e-4)
    assert run.json["co2e"][0]["co2_t"] == pytest.approx(2.6765e-3, rel=1e-4)
    assert run.json["problems"] == []


def test_json_and_language_may_stand_before_or_behind_the_command(greenfield, given):
    path = given({**GIVEN, "country": "ATLANTIS"})
    before = greenfield("--json", "--language", "fr", "compute", path)
    behind = greenfield("compute", path, "--language", "fr", "--json")
    assert before.json == behind.json
    assert "ATLANTIS" in before.json["problems"][0]["text"]
    assert before.json != greenfield("compute", path, "--json").json


def test_an_unknown_fuel_is_an_error_in_the_document_and_exit_1(greenfield, given):
    bad = {**GIVEN, "baseline": {**PERIOD, "flows": [{**FLOW, "carrier": "coffee"}]}}
    run = greenfield("compute", given(bad), "--json")
    assert run.code == 1
    (problem,) = [one for one in run.json["problems"] if one["severity"] == "error"]
    assert problem.keys() >= {"severity", "code", "where", "text"}
    assert "coffee" in problem["text"]
    assert run.json["baseline"]["absolute"]["energy_gj"] is None


def test_problems_go_to_stderr_without_json(greenfield, given):
    bad = {**GIVEN, "country": "ATLANTIS"}
    run = greenfield("compute", given(bad))
    assert run.code == 1
    assert run.err.startswith("Error: ")
    assert "ATLANTIS" in run.err


@pytest.mark.parametrize(
    "words",
    [["dance"], ["form"], ["form", "run", "x.md"], ["report", "x", "--kind", "poem", "--out", "y"]],
)
def test_wrong_use_exits_with_2(greenfield, words):
    run = greenfield(*words)
    assert run.code == 2
    assert "usage" in run.err


def test_a_missing_file_is_a_named_problem(greenfield, tmp_path):
    run = greenfield("compute", tmp_path / "none.json", "--json")
    assert (run.code, run.json["problems"][0]["code"]) == (1, "file.unreadable")


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"[" * 100_000])
def test_what_is_no_json_is_a_named_problem(greenfield, tmp_path, content):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    run = greenfield("compute", path, "--json")
    assert (run.code, run.json["problems"][0]["code"]) == (1, "file.not_json")


def test_an_unknown_language_is_a_named_problem(greenfield, given):
    run = greenfield("--language", "tlh", "compute", given(GIVEN), "--json")
    assert (run.code, run.json["problems"][0]["code"]) == (1, "language.unknown")


def test_a_command_that_needs_a_workspace_says_so(greenfield):
    run = greenfield("visit", "list", "--json")
    assert (run.code, run.json["problems"][0]["code"]) == (1, "workspace.not_named")


def test_a_workbook_that_is_none_is_one_named_problem(greenfield, tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(b"this is no workbook")
    run = greenfield("form", "check", path, "--json")
    assert run.code == 1
    assert len(run.json["problems"]) == 1


def test_form_check_names_sheet_row_and_column(greenfield, tmp_path):
    path = tmp_path / "form.md"
    path.write_text(
        "| survey |\n|  | type | name | label | relevant |\n|  | integer | age | Age |  |\n|  | text | job | Job | ${agee} > 3 |\n",
        encoding="utf-8",
    )
    run = greenfield("form", "check", path, "--json")
    assert run.code == 1
    (problem,) = [one for one in run.json["problems"] if one["severity"] == "error"]
    assert (problem["sheet"], problem["row"], problem["column"]) == ("survey", 3, "relevant")


def test_form_run_tells_nodes_validity_and_instance(greenfield, tmp_path):
    form = tmp_path / "form.md"
    form.write_text(
        "| survey |\n"
        "|  | type | name | label | calculation | required |\n"
        "|  | integer | a | A |  | yes |\n"
        "|  | calculate | twice |  | ${a} * 2 |  |\n"
        "|  | begin_repeat | person | Person |  |  |\n"
        "|  | text | name | Name |  |  |\n"
        "|  | end_repeat |  |  |  |  |\n"
        "| settings |\n|  | form_id |\n|  | data |\n",
        encoding="utf-8",
    )
    script = tmp_path / "script.json"
    steps = [
        {"set": "/data/a", "value": "21"},
        {"add": "/data/person"},
        {"set": "/data/person[2]/name", "value": "Awa"},
        {"remove": "/data/person", "index": 0},
    ]
    script.write_text(json.dumps({"now": "2026-01-01T10:00:00+01:00", "random": 0.5, "steps": steps}))
    run = greenfield("form", "run", form, "--script", script, "--json")
    assert run.code == 0
    nodes = {node["ref"]: node for node in run.json["nodes"]}
    assert nodes["/data/twice"]["value"] == "42"
    assert nodes["/data/person[1]/name"]["value"] == "Awa"
    assert "/data/person[2]/name" not in nodes
    assert run.json["valid"] is True
    assert len(run.json["timing_ms"]["steps"]) == 4
    assert "<name>Awa</name>" in run.json["instance"]


def test_the_journey_from_a_new_workspace_to_the_plan(greenfield, tmp_path, passphrase_file):
    folder = tmp_path / "my.greenfield"
    at = ["--workspace", folder, "--passphrase-file", passphrase_file]
    made = greenfield(*at, "workspace", "new", "--name", "Ana", "--recovery-code", "--json")
    assert made.code == 0
    assert made.json["recovery_code"]
    assert (
        greenfield(*at, "company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF").code == 0
    )
    visit = greenfield(*at, "visit", "new", "--company", "Mill", "--date", "2026-03-10", "--json").json[
        "visit"
    ]
    answers = tmp_path / "answers.json"
    answers.write_text(
        json.dumps({"elec_amount": 1000, "elec_cost": "5000", "old_lamps": 10, "hours_year": 4000})
    )
    assert greenfield(*at, "visit", "answer", visit[:8], "--script", answers, "--json").json["kept"] == 4
    assert greenfield(*at, "measure", "choose", visit[:8], "led_lamps", "--person", "Ali").code == 0
    shown = greenfield(*at, "visit", "show", visit[:6], "--json").json
    assert shown["chosen"] == ["led_lamps"]
    assert shown["answers"]["/data/power/elec_amount"] == "1000"
    finished = greenfield(*at, "visit", "finish", visit[:8], "--json")
    assert finished.code == 0
    assert len(finished.json["gaps"]) > 10
    plan = tmp_path / "plan.pdf"
    report = greenfield(
        *at, "report", visit[:8], "--language", "fr", "--format", "pdf", "--out", plan, "--json"
    )
    assert (report.code, report.json["document"] is not None) == (0, True)
    assert plan.read_bytes().startswith(b"%PDF")
    listed = greenfield(*at, "visit", "list", "--json").json["visits"]
    assert [(one["company_name"], one["state"]) for one in listed] == [("Mill", "finished")]
    assert greenfield(*at, "doctor", "--rebuild", "--json").json["problems"] == []
    copy = tmp_path / "copy.greenfield"
    assert greenfield(*at, "backup", copy).code == 0
    assert greenfield("--workspace", copy, "--passphrase-file", passphrase_file, "visit", "list").code == 0


def test_a_wrong_passphrase_is_named(greenfield, tmp_path, passphrase_file):
    at = ["--workspace", tmp_path / "my.greenfield", "--passphrase-file", passphrase_file]
    assert greenfield(*at, "workspace", "new").code == 0
    passphrase_file.write_text("something else\n", encoding="utf-8")
    run = greenfield(*at, "visit", "list", "--json")
    assert (run.code, run.json["problems"][0]["code"]) == (1, "passphrase.wrong")


def test_beside_a_program_that_writes_others_read_back_up_and_report(greenfield, tmp_path, passphrase_file):
    folder = tmp_path / "demo" / "demo.greenfield"
    demo = greenfield("demo", "--out", tmp_path / "demo", "--json")
    passphrase_file.write_text("greenfield demo\n", encoding="utf-8")
    at = ["--workspace", folder, "--passphrase-file", passphrase_file]
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline() == "open\n"
        refused = greenfield(*at, "visit", "reopen", demo.json["visit"], "--json")
        assert (refused.code, refused.json["problems"][0]["code"]) == (1, "workspace.in_use")
        assert greenfield(*at, "visit", "list").code == 0
        assert greenfield(*at, "backup", tmp_path / "copy.greenfield").code == 0
        report = greenfield(*at, "report", demo.json["visit"][:8], "--out", tmp_path / "again.pdf", "--json")
        assert (report.code, report.json["document"]) == (0, None)
    finally:
        holder.communicate("\n", timeout=120)
    assert holder.returncode == 0


_HOLD = """
import sys
from pathlib import Path
from greenfield.services import workspaces
from greenfield.vault.passphrase import Passphrase
with workspaces.opened(Path(sys.argv[1]), Passphrase("greenfield demo"), writing=True):
    print("open", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_demo_does_the_main_job_and_can_be_run_again(greenfield, tmp_path, language):
    for _ in range(2):
        run = greenfield("demo", "--out", tmp_path, "--language", language)
        assert (run.code, run.err) == (0, "")
        assert (tmp_path / "action-plan.pdf").read_bytes().startswith(b"%PDF")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["action-plan.pdf", "demo.greenfield"]


def test_output_that_nobody_reads_any_more_ends_quietly(tmp_path, given):
    process = subprocess.Popen(
        [sys.executable, "-m", "greenfield", "compute", str(given(GIVEN)), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LANG": "en_US.UTF-8"},
    )
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    timer = threading.Timer(20, process.kill)
    timer.start()
    process.wait()
    timer.cancel()
    assert error == b""
