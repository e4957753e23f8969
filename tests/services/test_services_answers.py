"""Answers of a visit: what is kept, what is refused, and that a failure leaves the last answer."""

import pytest
from services_sample import NOW

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.base.texts import texts_for
from greenfield.services.finishing import finish_visit
from greenfield.services.open_visit import open_visit
from greenfield.services.scripted_answers import run_answers


@pytest.mark.parametrize(
    ("question", "value", "code"),
    [
        ("elec_amount", "a lot", "answer.type"),
        ("elec_amount", "1,5", "answer.type"),
        ("employees", "4.5", "answer.type"),
        ("period_start", "yesterday", "answer.type"),
        ("elec_unit", "m3", "answer.choice"),
        ("air_leaks", "loud", "answer.choice"),
    ],
)
def test_an_answer_of_the_wrong_kind_is_named_and_the_last_one_stays(
    workspace, answered, question, value, code
):
    before = answered.answers.lookup(question)
    with pytest.raises(ProblemError) as caught:
        answered.answer(answered.answers.ref(question), value)
    assert caught.value.code == code
    assert answered.answers.lookup(question) == before
    assert open_visit(workspace, answered.visit.id, "en", NOW).answers.lookup(question) == before


def test_a_full_disk_leaves_the_last_answer_in_the_form_and_in_the_workspace(workspace, answered):
    ref = answered.answers.ref("product")
    (pages,) = workspace.writing_connection.execute("PRAGMA page_count").fetchone()
    workspace.writing_connection.execute(f"PRAGMA max_page_count = {pages}")
    kept, code = "", ""
    for number in range(10_000):
        kept = answered.answers.lookup("product")
        try:
            answered.answer(ref, f"bread {number} " * 50)
        except ProblemError as error:
            code = error.code
            break
    assert code == "workspace.disk_full"
    assert answered.answers.lookup("product") == kept
    workspace.writing_connection.execute("PRAGMA max_page_count = 1073741823")
    assert open_visit(workspace, answered.visit.id, "en", NOW).answers.lookup("product") == kept
    answered.answer(ref, "rolls")
    assert open_visit(workspace, answered.visit.id, "en", NOW).answers.lookup("product") == "rolls"


def test_a_script_keeps_the_good_answers_and_names_the_bad_steps(visit):
    kept, problems = run_answers(
        visit, {"elec_amount": "117600", "no_such_question": "1", "elec_unit": "m3", "old_lamps": 46}
    )
    assert kept == 2
    assert [(p.code, str(p.place).split(":")[0]) for p in problems] == [
        ("answer.unknown_question", "2"),
        ("answer.choice", "3"),
    ]
    assert visit.answers.lookup("old_lamps") == 46


def test_a_script_on_a_finished_visit_names_the_visit_by_its_id_alone(workspace, answered):
    finish_visit(workspace, answered, NOW)
    kept, (problem,) = run_answers(answered, {"elec_amount": "1", "old_lamps": 46})
    assert (kept, problem.code) == (0, "visit.finished")
    assert sentence(problem, texts_for("en")).startswith(f"The visit {answered.visit.id[:8]} is finished")


@pytest.mark.parametrize("script", [7, "x", {"steps": {}}])
def test_what_is_no_script_is_named(visit, script):
    with pytest.raises(ProblemError) as caught:
        run_answers(visit, script)
    assert caught.value.code == "script.not_one"
