"""A text that could not be read as an answer stands in the list of what wants a second look, until it is mended."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from ui_visits import field_of, kept, new_visit, question_with_focus, show, type_into

from greenfield.base.problem import fail
from greenfield.ui.visit.attention import Weight


@pytest.fixture
def visit(shell):
    return new_visit(shell.context.workspace)


@pytest.fixture
def questions(shell, visit):
    return show(shell, visit, "questionnaire")


def wrong(shell):
    """The entries of the list that say that something is wrong, by the name of their question."""
    found = shell.page.panel.problems.matters
    return {one.ref.rsplit("/", 1)[-1]: one.text for one in found if one.weight is Weight.WRONG}


def test_it_is_listed_with_its_complaint_and_gone_when_it_is_mended(shell, visit, questions):
    field = field_of(questions, "elec_amount")
    type_into(field, "a lot")
    assert wrong(shell) == {"elec_amount": field.complaint}
    assert "a lot" in field.complaint
    type_into(field_of(questions, "elec_cost"), "much")
    assert list(wrong(shell)) == ["elec_amount", "elec_cost"]
    type_into(field, "1200")
    assert list(wrong(shell)) == ["elec_cost"]
    assert kept(shell, visit)["elec_amount"] == "1200"
    type_into(field_of(questions, "elec_cost"), "")
    assert wrong(shell) == {}


def test_its_entry_leads_to_the_field_from_another_step(qtbot, shell, visit, questions):
    type_into(field_of(questions, "elec_amount"), "a lot")
    show(shell, visit, "measures")
    problems = shell.page.panel.problems
    row = next(at for at, one in enumerate(problems.matters) if one.ref.endswith("elec_amount"))
    index = problems.view.lines.index(row)
    problems.view.scrollTo(index)
    QApplication.processEvents()
    place = problems.view.visualRect(index).center()
    qtbot.mouseClick(problems.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()
    assert shell.page.step == "questionnaire"
    assert question_with_focus() == "elec_amount"
    assert field_of(shell.page, "elec_amount").editor.line.text() == "a lot"


def test_a_question_with_two_faults_has_one_entry(shell, visit, questions):
    field = field_of(questions, "elec_cost")
    type_into(field, "-5")
    type_into(field, "a lot")
    entries = [one.text for one in shell.page.panel.problems.matters if one.ref == field.ref]
    assert entries == [field.complaint]


def test_what_could_not_be_kept_is_listed_until_it_is(shell, visit, questions, monkeypatch):
    field = field_of(questions, "elec_amount")

    def full(_ref, _value):
        raise fail("workspace.disk_full", "the workspace")

    monkeypatch.setattr(shell.page.desk.opened, "answer", full)
    type_into(field, "1200")
    assert wrong(shell) == {"elec_amount": field.complaint}
    monkeypatch.undo()
    type_into(field, "1300")
    assert wrong(shell) == {}
    assert kept(shell, visit)["elec_amount"] == "1300"


def test_it_goes_with_the_fields_when_the_form_is_opened_anew(shell, visit, questions):
    type_into(field_of(questions, "elec_amount"), "a lot")
    shell.page.desk.look_again()
    QApplication.processEvents()
    assert wrong(shell) == {}
    assert field_of(shell.page, "elec_amount").editor.line.text() == ""
