"""What fails leaves form and workspace alike, and what is undone is undone as a whole."""

from datetime import date

import pytest
from services_sample import NOW

from greenfield.base.problem import ProblemError, fail
from greenfield.services.chosen_measures import choose_measure, chosen_measures, drop_measure
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.finishing import finish_visit
from greenfield.services.handing_over import hand_over_plan
from greenfield.services.open_visit import open_visit
from greenfield.services.packages import build_to, install
from greenfield.services.scripted_answers import run_answers
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.reading.companies import list_companies
from greenfield.store.reading.plan import actions_of, documents_of
from greenfield.store.reading.visits import list_visits, results_of

FORM = """
| package |
|  | id | version | kind | publisher | licence | title | default_language |
|  | trig | 1 | toolkit | A centre | CC-BY-4.0 | Trig | English (en) |

| survey |
|  | type | name | label | trigger | calculation | default |
|  | integer | a | A |  |  |  |
|  | integer | b | B | ${a} | 99 |  |
|  | begin_repeat | motor | Motor |  |  |  |
|  | decimal | kw | Power |  |  | 1 |
|  | end_repeat |  |  |  |  |  |

| settings |
|  | form_id | version | default_language |
|  | trig | 1 | English (en) |
"""


@pytest.fixture
def form(workspace, tmp_path):
    source = tmp_path / "trig.md"
    source.write_text(FORM, encoding="utf-8")
    install(workspace, build_to(source, tmp_path)[0])
    company, _ = new_company(workspace, NewCompany("Mill", country="SEN", currency="XOF"))
    return prepare_visit(workspace, NewVisit(company, "trig", date(2026, 3, 10)), NOW)[0]


@pytest.fixture
def full_disk(workspace, monkeypatch):
    """Make every commit of the workspace fail."""

    def break_it():
        def fails(_unit):
            raise fail("workspace.disk_full", "disk")

        monkeypatch.setattr(workspace, "_finish", fails)

    return break_it


def code_of(work):
    with pytest.raises(ProblemError) as caught:
        work()
    return caught.value.code


def again(workspace, visit):
    return open_visit(workspace, visit.visit.id, "en", NOW)


def test_a_visit_finishes_once_and_takes_no_answer_afterwards_from_any_side(workspace, answered):
    second = again(workspace, answered)
    finish_visit(workspace, answered, NOW)
    ref = answered.answers.ref("elec_amount")
    assert code_of(lambda: finish_visit(workspace, answered, NOW)) == "visit.finished"
    assert code_of(lambda: answered.answer(ref, "1")) == "visit.finished"
    assert code_of(lambda: second.answer(ref, "1")) == "visit.finished"
    assert code_of(lambda: finish_visit(workspace, second, NOW)) == "visit.finished"
    assert code_of(lambda: choose_measure(workspace, second, "air_leaks")) == "visit.finished"
    with workspace.read() as connection:
        assert len(results_of(connection, answered.visit.id)) == 1


def test_a_measure_that_is_chosen_again_has_one_action_with_the_new_person(workspace, answered):
    choose_measure(workspace, answered, "air_leaks", person="X")
    drop_measure(workspace, answered, "air_leaks")
    choose_measure(workspace, answered, "air_leaks", person="Y")
    with workspace.read() as connection:
        count = len(actions_of(connection, answered.visit.id))
    assert ([one.person for one in chosen_measures(workspace, answered.visit.id)], count) == (["Y"], 1)


def test_answers_together_that_cannot_be_kept_leave_the_form_as_it_was(visit, full_disk):
    ref = visit.answers.ref("elec_amount")
    full_disk()
    assert code_of(lambda: visit.answer_all({"elec_amount": "5"})) == "workspace.disk_full"
    assert visit.session.node(ref).value == ""


def test_an_answer_that_cannot_be_kept_takes_back_what_it_set_elsewhere(form, full_disk):
    form.answer("/data/a", "1")
    form.answer("/data/b", "7")
    full_disk()
    assert code_of(lambda: form.answer("/data/a", "2")) == "workspace.disk_full"
    assert [form.session.node(f"/data/{name}").value for name in "ab"] == ["1", "7"]


def test_a_repeat_without_instances_stays_without(workspace, form):
    form.remove_instance("/data/motor", 0)
    assert again(workspace, form).session.answers()["/data/motor"] == "0"
    form.add_instance("/data/motor")
    assert again(workspace, form).session.answers()["/data/motor"] == "1"


@pytest.mark.parametrize("ref", ["x", "/data", "/data/a", "/data/meta/instanceID", "/data/motor[1]", ""])
def test_what_is_no_repeat_neither_grows_nor_shrinks(workspace, form, ref):
    before = form.session.answers()
    assert code_of(lambda: form.add_instance(ref)) == "answer.unknown_question"
    assert code_of(lambda: form.remove_instance(ref, 0)) == "answer.unknown_question"
    assert form.session.answers() == before == again(workspace, form).session.answers()


def test_a_script_adds_as_many_instances_as_it_says(workspace, form):
    kept, problems = run_answers(
        form, [{"add": "/data/motor", "count": 2}, {"set": "/data/motor[3]/kw", "value": 0.1}]
    )
    assert (kept, problems) == (2, [])
    opened = again(workspace, form)
    assert opened.session.answers()["/data/motor"] == "3"
    assert opened.session.node("/data/motor[3]/kw").value == "0.1"


def test_a_document_that_cannot_be_kept_leaves_the_file_that_was_there(
    workspace, answered, full_disk, tmp_path
):
    finish_visit(workspace, answered, NOW)
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"the plan of last year")
    full_disk()
    assert code_of(lambda: hand_over_plan(workspace, answered, "en", NOW, path)) == "workspace.disk_full"
    assert path.read_bytes() == b"the plan of last year"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
    with workspace.read() as connection:
        assert documents_of(connection, answered.visit.id) == []


def test_a_visit_is_prepared_whole_or_not_at_all(workspace, full_disk):
    company, _ = new_company(workspace, NewCompany("Mill", country="SEN", currency="XOF"))
    full_disk()
    new = NewVisit(company, "quick-scan", date(2026, 3, 10))
    assert code_of(lambda: prepare_visit(workspace, new, NOW)) == "workspace.disk_full"
    with workspace.read() as connection:
        assert list_visits(connection) == []


def test_a_company_is_checked_when_it_is_noted(workspace):
    bad = NewCompany(" ", country="Nowhere", currency="ZZZZ", sector="banana", employees=-5)
    with pytest.raises(ProblemError) as caught:
        new_company(workspace, bad)
    assert [problem.code for problem in caught.value.problems] == [
        "company.no_name",
        "company.country",
        "company.currency",
        "company.sector",
        "company.employees",
    ]
    with workspace.read() as connection:
        assert list_companies(connection) == []


def test_an_answer_that_breaks_a_rule_is_named_when_given_and_stops_finishing(workspace, answered):
    kept, problems = run_answers(answered, {"employees": "-5"})
    assert (kept, [problem.severity for problem in problems]) == (1, ["warning"])
    with pytest.raises(ProblemError) as caught:
        finish_visit(workspace, answered, NOW)
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["value"]) == ("visit.not_valid", "-5")
    answered.answer(answered.answers.ref("employees"), "")
    assert finish_visit(workspace, answered, NOW).result.period.employees is None
