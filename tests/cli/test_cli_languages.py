"""Languages at the command line: one without documents is refused, one without texts is told, output is UTF-8."""

import locale
import os
import subprocess
import sys

import pytest


@pytest.fixture
def demo(greenfield, tmp_path, passphrase_file):
    run = greenfield("demo", "--out", tmp_path / "demo", "--json")
    passphrase_file.write_text("greenfield demo\n", encoding="utf-8")
    at = ["--workspace", tmp_path / "demo" / "demo.greenfield", "--passphrase-file", passphrase_file]
    return at, run.json["visit"]


def test_a_plan_in_a_language_without_document_texts_is_refused_by_name(greenfield, tmp_path, demo):
    at, visit = demo
    run = greenfield(*at, "report", visit, "--language", "es", "--out", tmp_path / "plan.pdf", "--json")
    assert (run.code, run.json["problems"][-1]["code"]) == (1, "language.no_document")
    assert run.json["problems"][-1]["text"].endswith("en fr.")
    assert not (tmp_path / "plan.pdf").exists()


def test_a_language_without_texts_is_told_once(greenfield):
    run = greenfield("--language", "es", "library", "search", "energy", "--json")
    assert run.codes == (0, ["language.not_translated"])
    assert run.json["problems"][0]["severity"] == "warning"
    for language in ("fr", "en"):
        assert greenfield("--language", language, "library", "search", "x", "--json").codes == (0, [])


def test_the_demo_in_a_language_without_document_texts_writes_an_english_plan(greenfield, tmp_path):
    run = greenfield("demo", "--out", tmp_path, "--language", "es", "--json")
    assert run.codes == (0, ["language.not_translated"])
    assert b"/Lang (en)" in (tmp_path / "action-plan.pdf").read_bytes()


def test_french_numbers_come_out_where_the_page_has_no_narrow_space(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "greenfield", "demo", "--out", str(tmp_path), "--language", "fr"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert "\u202f" in run.stdout.decode("utf-8")


def test_a_french_windows_speaks_french(greenfield, monkeypatch):
    monkeypatch.setattr(locale, "getlocale", lambda: ("French_France", "1252"))
    shown = greenfield("library", "search", "no such thing at all")
    monkeypatch.setattr(locale, "getlocale", lambda: ("English_United States", "1252"))
    assert shown.out != greenfield("library", "search", "no such thing at all").out
