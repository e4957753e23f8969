"""A bug at the edge: noted in a file, told in one line, exit 1."""

import pytest

from greenfield.cli import run as app
from greenfield.cli import unexpected
from greenfield.cli.command import Command


def _run(_arguments, _context):
    message = "the oven\nis out"
    raise LookupError(message)


@pytest.fixture
def logs(tmp_path, monkeypatch):
    monkeypatch.setattr(unexpected, "user_log_path", lambda *_args, **_more: tmp_path / "state" / "log")
    monkeypatch.setattr(app, "all_commands", lambda: [Command(("form", "check"), "", _run)])
    monkeypatch.delenv("GREENFIELD_DEBUG", raising=False)
    return tmp_path / "state" / "log" / "greenfield.log"


def test_a_bug_is_noted_with_its_traceback_and_told_in_one_line(greenfield, logs):
    run = greenfield("form", "check")
    assert (run.code, run.out, len(run.err.splitlines())) == (1, "", 1)
    assert "LookupError: the oven is out" in run.err
    assert str(logs) in run.err
    noted = logs.read_text(encoding="utf-8")
    assert "form check" in noted
    assert "Traceback (most recent call last)" in noted
    assert "LookupError: the oven\nis out" in noted


def test_every_bug_is_added_until_the_log_is_long(greenfield, logs):
    greenfield("form", "check")
    greenfield("form", "check")
    assert logs.read_text(encoding="utf-8").count("Traceback") == 2
    logs.write_text("x" * 1_000_001, encoding="utf-8")
    greenfield("form", "check")
    assert logs.stat().st_size < 10_000


def test_a_bug_keeps_the_contract_of_json(greenfield, logs):
    run = greenfield("form", "check", "--json")
    assert run.codes == (1, ["program.failed"])
    assert run.json["problems"][0]["where"] == str(logs)


def test_a_bug_before_the_command_line_is_read_is_told_too(greenfield, logs, monkeypatch):
    monkeypatch.setattr(app, "all_commands", lambda: 1 / 0)
    run = greenfield("form", "check", "--json")
    assert run.codes == (1, ["program.failed"])
    assert "ZeroDivisionError" in logs.read_text(encoding="utf-8")


def test_the_traceback_is_shown_on_request(greenfield, logs, monkeypatch):
    monkeypatch.setenv("GREENFIELD_DEBUG", "1")
    assert "Traceback (most recent call last)" in greenfield("form", "check").err


def test_a_log_that_cannot_be_written_is_told(greenfield, logs):
    logs.parent.parent.write_text("a file in the way", encoding="utf-8")
    run = greenfield("form", "check", "--json")
    assert run.codes == (1, ["program.failed_unnoted"])
