"""Every problem that the code raises has a sentence, and every sentence is raised somewhere."""

import re
from pathlib import Path

import greenfield
from greenfield.base.catalogue import ENTRIES, as_json, sentence
from greenfield.base.problem import Place, Problem
from greenfield.base.texts import texts_for

SOURCE = Path(greenfield.__file__).parent
FILE_ENDINGS = {"xml", "md", "json", "csv", "db", "greenfield", "gfpack", "pdf", "txt", "mo", "po", "exe"}


def raised_codes() -> set[str]:
    """Every string in the code that has the form of a code and a known topic."""
    topics = {code.split(".")[0] for code in ENTRIES}
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        if path.parent.name == "catalogue":
            continue
        for topic, rest in re.findall(r'"([a-z_]+)\.([a-z_]+)"', path.read_text(encoding="utf-8")):
            if topic in topics and rest not in FILE_ENDINGS:
                found.add(f"{topic}.{rest}")
    return found


def test_every_sentence_of_the_catalogue_is_used():
    assert set(ENTRIES) - raised_codes() == set()


def test_every_code_in_the_code_has_a_sentence():
    assert {code for code in raised_codes() if code not in ENTRIES} == set()


def test_no_sentence_shouts():
    assert [code for code, text in ENTRIES.items() if "!" in text or text != text.strip()] == []


def test_a_problem_is_shown_with_its_values_and_its_cell():
    problem = Problem("unit.unknown", Place("form.xlsx", "flows", 3, "unit"), {"unit": "kilowat"})
    assert "kilowat" in sentence(problem, texts_for("en"))
    shown = as_json(problem, texts_for("en"))
    assert (shown["severity"], shown["code"], shown["row"]) == ("error", "unit.unknown", 3)
    assert shown["where"] == "form.xlsx · flows · 3 · unit"
