"""Hostile files: each is a named problem within 5 seconds of work and 500 MB, without a crash; nothing is written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_files import BESIDE, FILES, GIGABYTE, RUNS, workbook

from greenfield.services.forms import check_form
from greenfield.toolkit.read import read_form

SECONDS = 9
MEGABYTES = 500
RUNNER = Path(__file__).parent / "hostile_runner.py"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are those of POSIX")


def write(folder, name, make):
    content = make()
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder / name


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What came of each file: by name what the check said, by `run NAME` what running it said."""
    folder = tmp_path_factory.mktemp("hostile")
    home = tmp_path_factory.mktemp("home")
    wanted = {name: (write(folder, name, make), None) for name, (make, _) in FILES.items()}
    for name, (make, steps, _) in RUNS.items():
        wanted[f"run {name}"] = (write(folder, name, make), steps)
    for name, make in BESIDE.items():
        write(folder, name, make)
    with (folder / GIGABYTE).open("wb") as file:
        file.truncate(1_000_000_000)
    before = sorted(path.name for path in folder.iterdir())
    asked = "".join(json.dumps({"path": str(path), "steps": steps}) + "\n" for path, steps in wanted.values())
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        [sys.executable, str(RUNNER)],
        input=asked,
        capture_output=True,
        text=True,
        cwd=home,
        env=environment,
        check=False,
    )
    found = dict(zip(wanted, map(json.loads, done.stdout.splitlines()), strict=True))
    written = {
        *{path.name for path in folder.iterdir()} ^ set(before),
        *(str(path) for path in home.rglob("*") if "__pycache__" not in path.parts),
    }
    return {**found, "written": written, "errors": done.stderr}


def fine(outcome):
    assert outcome["status"] == 0
    assert outcome["seconds"] < SECONDS
    assert outcome["megabytes"] < MEGABYTES


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_a_named_problem_in_time(outcomes, name):
    fine(outcomes[name])
    code = FILES[name][1]
    assert code is None or code in outcomes[name]["codes"]


@pytest.mark.parametrize("name", RUNS)
def test_a_form_that_would_run_for_ever_is_stopped_with_a_name(outcomes, name):
    fine(outcomes[f"run {name}"])
    assert outcomes[f"run {name}"]["codes"] == [RUNS[name][2]]


def test_nothing_is_written_by_looking(outcomes):
    assert outcomes["written"] == set()
    assert outcomes["errors"] == ""


def test_a_long_list_of_problems_is_cut_and_says_so(outcomes):
    codes = outcomes["nowhere.md"]["codes"]
    assert (len(codes), codes[-1]) == (501, "check.more")


def test_a_formula_in_a_cell_counts_by_its_saved_value_and_is_never_worked_out(tmp_path):
    path = tmp_path / "formulas.xlsx"
    rows = [
        ["type", "name", "label", "hint"],
        ["text", "a", "=1+1", "=cmd|' /C calc'!A0"],
        ["text", "b", "B", "H"],
    ]
    path.write_bytes(workbook(rows=rows))
    assert [(problem.code, problem.place.row, problem.place.column) for problem in check_form(path)] == [
        ("workbook.formula_without_value", 2, "label"),
        ("workbook.formula_without_value", 2, "hint"),
        ("survey.no_label", 2, "label"),
    ]


def test_what_looks_like_a_formula_in_a_text_stays_a_text(tmp_path):
    path = tmp_path / "text.md"
    path.write_text("| survey | type | name | label |\n| | text | a | =HYPERLINK(1) |\n", encoding="utf-8")
    assert check_form(path) == []
    assert read_form(path).sheets.sheet("survey").rows[0].get("label") == "=HYPERLINK(1)"
