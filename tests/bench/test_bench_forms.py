"""The benchmark of forms measures what it says, and says what is missing."""

import json
import os
import shutil

import pytest

from greenfield.app import main
from greenfield.base.problem import Problem, ProblemError
from greenfield.bench import command, forms, forms_timing, javarosa
from greenfield.bench.forms_made import (
    chain_answers,
    chain_form,
    first,
    flips,
    repeat_answers,
    repeat_form,
    section_answers,
    section_form,
)
from greenfield.bench.forms_timing import OURS, RXEVAL, same_values, time_engine
from greenfield.bench.measure import Measured
from greenfield.forms.parse import parse_form

FORMAT = {"name", "value", "unit", "baseline", "baseline_value", "ratio", "goal", "holds"}


def questions(xml: bytes) -> int:
    definitions = parse_form(xml).questionnaire.definitions
    return sum(1 for one in definitions if not one.children and "/meta/" not in one.path)


def test_the_forms_have_1000_questions():
    assert questions(chain_form().xml) == 1000
    assert questions(section_form().xml) == 1000


def test_an_engine_tells_its_loads_its_answers_and_its_results(tmp_path):
    answers = first(chain_answers(20), 30)
    timing = time_engine(OURS, chain_form(20), answers, tmp_path, loads=3, checked_after=20)
    assert (len(timing.loads), len(timing.answers)) == (3, 30)
    assert min(timing.loads + timing.answers) > 0
    assert timing.values == {"/data/c0": str(2 * int(dict(answers[:20])["/data/n0"]))}


def test_instances_are_added_answered_and_removed(tmp_path):
    timing = time_engine(OURS, repeat_form(), list(repeat_answers(5, 10)), tmp_path, checked_after=13)
    assert len(timing.answers) == 14
    assert timing.values["/data/total"] not in {"", "0"}


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        (chain_form(20), first(chain_answers(20), 40)),
        (section_form(3), [*first(section_answers(3), 40), *flips(2)]),
    ],
    ids=["chain", "sections"],
)
def test_all_engines_come_to_the_same_results(tmp_path, form, answers):
    commands = [OURS]
    if forms_timing.has_rxeval():
        commands.append(RXEVAL)
    if os.environ.get("CI") or (shutil.which("javac") and shutil.which("java")):
        commands.append(javarosa.javarosa(tmp_path))
    # later on answers are taken away by others: rxeval still reads those, which Collect and we do not
    values = [time_engine(one, form, answers, tmp_path, checked_after=18).values for one in commands]
    assert set(values[0].values()).isdisjoint({"", "0"})
    assert all(same_values(values[0], other) for other in values)


def test_a_program_that_fails_is_named_with_what_it_said(tmp_path):
    with pytest.raises(ProblemError) as caught:
        time_engine((*OURS[:2], "greenfield.no_such_module"), chain_form(2), [], tmp_path)
    assert caught.value.code == "bench.peer_failed"
    assert "no_such_module" in str(caught.value.problems[0].values["reason"])


def test_without_a_jdk_nothing_of_javarosa_holds_and_the_problem_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(forms, "has_rxeval", lambda: False)
    monkeypatch.setattr(forms, "ROUNDS", 1)
    monkeypatch.setattr(forms, "LOADS", 2)
    rows = list(forms._Peers(tmp_path).measure(chain_form(4), first(chain_answers(4), 9)))
    against = {peer: [row for row in rows if row.baseline == peer] for peer in ("JavaRosa", "rxeval")}
    for peer, code in (("JavaRosa", "bench.no_java"), ("rxeval", "bench.no_rxeval")):
        assert against[peer]
        assert all(row.is_peer_missing and row.problem.code == code for row in against[peer])
        assert not [row.name for row in against[peer] if row.goal is not None and row.holds]


def test_a_missing_peer_is_told_once_and_the_command_fails(monkeypatch, capsys):
    problem = Problem("bench.no_java")
    rows = [
        Measured("chain_load", 50.0, "ms", "JavaRosa", None, 0.25, problem),
        Measured("chain_answer", 1.0, "ms", "JavaRosa", None, 1.0, problem),
        Measured("chain_answer_worst", 9.0, "ms", goal=20.0),
    ]
    monkeypatch.setattr(command, "benchmarks", lambda: {"forms": lambda: rows})
    assert main(["bench", "forms", "--json"]) == 1
    told = capsys.readouterr()
    document = json.loads(told.out)
    assert [set(row) for row in document] == [FORMAT] * 3
    assert [row["holds"] for row in document] == [False, False, True]
    assert told.err.count("bench.no_java") == 1
