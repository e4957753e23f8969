"""The page of a visit: its steps, its side, its list of what wants a second look; the same in each dress."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from ui_program import SECRET
from ui_visits import field_of, kept, new_visit, press, question_with_focus, show, type_into

from greenfield.services.agreements import agreement_of
from greenfield.ui.settings import Settings
from greenfield.ui.visit.attention import Matter, Weight
from greenfield.ui.visit.problem_list import ProblemList

ASKING = ("agreement", "profile", "questionnaire")


@pytest.fixture
def visit(shell):
    return new_visit(shell.context.workspace)


def test_a_prepared_visit_opens_at_its_agreement_and_an_open_one_at_its_questions(shell, visit):
    shell.context.router.show("visit", visit=visit)
    assert shell.page.step == "agreement"
    shell.page.desk.answer(shell.page.desk.opened.answers.ref("elec_amount"), "5")
    shell.context.router.show("visit", visit=new_visit(shell.context.workspace))
    shell.context.router.show("visit", visit=visit)
    assert shell.page.step == "questionnaire"


def test_the_header_names_company_toolkit_day_and_state(shell, visit):
    page = show(shell, visit, "profile")
    assert page.title() == "Fournil"
    assert page.subtitle() == "Quick scan · Mar 10, 2026 · Prepared"
    type_into(field_of(page, "employees"), "49")
    assert page.subtitle().endswith("Open")


def test_the_bar_counts_what_is_answered(qtbot, shell, visit):
    page = show(shell, visit, "profile")
    before = page.bar.buttons["profile"].progress
    type_into(field_of(page, "output_amount"), "680")
    qtbot.waitUntil(lambda: page.bar.buttons["profile"].progress.done == before.done + 1)
    assert page.bar.buttons["profile"].progress.total == before.total


def test_steps_are_changed_by_mouse_and_keys_and_keep_what_is_typed(qtbot, shell, visit):
    page = show(shell, visit, "profile")
    type_into(field_of(page, "product"), "Bread", leave=False)
    qtbot.mouseClick(page.bar.buttons["questionnaire"], Qt.MouseButton.LeftButton)
    assert page.step == "questionnaire"
    assert kept(shell, visit)["product"] == "Bread"
    press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page.step == "profile"
    page.bar.buttons["profile"].setFocus()
    press(Qt.Key.Key_Right)
    assert page.step == "questionnaire"


def test_the_questionnaire_begins_at_the_first_open_question(qtbot, shell, visit):
    shell.context.router.show("visit", visit=visit, step="questionnaire")
    qtbot.waitUntil(lambda: question_with_focus() == "elec_amount")
    assert field_of(shell.page, "elec_amount").complaint == ""


def test_the_next_step_is_the_main_action_at_the_end(qtbot, shell, visit):
    for step, after in zip(ASKING, ("profile", "questionnaire", "results"), strict=True):
        page = show(shell, visit, step)
        button = page.steps[step].findChild(QPushButton, "next-step")
        assert button.property("kind") == "main"
        button.click()
        assert page.step == after


def test_what_is_agreed_is_kept_at_once(qtbot, shell):
    visit = new_visit(shell.context.workspace, photos="none")
    page = show(shell, visit, "agreement")
    fields = page.steps["agreement"].fields
    type_into(fields["met"], "Awa Ndiaye")
    type_into(fields["role"], "Owner")
    yes, _no = fields["photos"].editor._buttons.values()
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    fields["sharing"].editor._buttons["group"].click()
    type_into(fields["date"], "3/12/2026")
    type_into(fields["purpose"], "Less waste")
    found = agreement_of(shell.context.workspace, visit)
    assert (found.met, found.role, found.photos, found.sharing) == ("Awa Ndiaye", "Owner", "yes", "group")
    assert (found.visited_on.isoformat(), found.purpose) == ("2026-03-12", "Less waste")
    assert page.desk.company.photos == "report"
    qtbot.waitUntil(lambda: page.bar.buttons["agreement"].progress.share == 1.0)


def test_what_is_typed_in_the_agreement_is_kept_when_the_page_is_left(shell, visit):
    page = show(shell, visit, "agreement")
    type_into(page.steps["agreement"].fields["met"], "Awa", leave=False)
    shell.context.router.show("home")
    assert agreement_of(shell.context.workspace, visit).met == "Awa"


def test_the_side_folds_away_and_stays_so_for_the_next_visit(qtbot, shell, visit):
    page = show(shell, visit, "questionnaire")
    assert page.panel.isVisible()
    assert page.panel.width() == 320
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: page.panel.width() < 60)
    assert not page.panel.results.isVisible()
    show(shell, new_visit(shell.context.workspace), "questionnaire")
    assert page.panel.is_folded
    page.panel.fold_button.click()
    assert page.panel.results.isVisible()


def test_the_side_is_folded_the_next_time_the_program_starts(program, shell, visit, settings_file):
    page = show(shell, visit, "questionnaire")
    page.panel.fold_button.click()
    folder = shell.context.workspace.folder
    shell.close()
    again = program()
    again.context.door.enter(again.context.door.open(folder, SECRET))
    page = show(again.window, visit, "questionnaire")
    assert page.panel.is_folded
    assert not page.panel.results.isVisible()
    page.panel.fold_button.click()
    assert not settings_file.read().panel_folded


def test_results_at_the_side_follow_an_answer(qtbot, shell, visit):
    page = show(shell, visit, "questionnaire")
    type_into(field_of(page, "water_amount"), "2040")
    qtbot.waitUntil(lambda: page.desk.assessment.indicators.absolute["water_m3"] == 2040)
    figure = page.panel.results._figures["water_m3"]
    qtbot.waitUntil(lambda: "2,040" in figure.text())


def test_the_side_stands_only_beside_questions(shell, visit):
    page = show(shell, visit, "agreement")
    assert not page.panel.isVisible()
    show(shell, visit, "profile")
    assert page.panel.isVisible()


def test_the_list_tells_and_forgets_what_wants_a_second_look(qtbot, shell, visit):
    page = show(shell, visit, "profile")
    problems = page.panel.problems
    qtbot.waitUntil(lambda: bool(problems.matters))
    assert {one.weight for one in problems.matters} == {Weight.NEEDED}
    type_into(field_of(page, "period_end"), "1/1/2024")
    qtbot.waitUntil(lambda: problems.matters[0].weight is Weight.WRONG)
    assert problems.matters[0].ref.endswith("period_end")
    type_into(field_of(page, "period_end"), "12/31/2025")
    qtbot.waitUntil(lambda: problems.matters[0].weight is Weight.NEEDED)


def test_the_list_is_an_honest_model(qtbot, shell):
    problems = ProblemList(shell.context.theme, shell.context.texts)
    qtbot.addWidget(problems)
    model = problems.view.lines
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(model, mode, model)
    wrong = Matter("/data/a", "How much?", "Below zero.", Weight.WRONG)
    problems.show_matters([wrong, Matter("", "", "Odd.", Weight.ODD)])
    assert model.index(0).data() == "How much? – Below zero."
    assert model.index(1).data() == "Odd."
    problems.show_matters([])
    assert model.rowCount() == 0


def test_an_unknown_visit_is_a_message_and_the_page_before_stays(shell, visit):
    shell.context.router.show("visit", visit="nowhere")
    assert shell.context.messages.shown[-1].codes == ("visit.unknown",)
    assert shell.context.router.current.page == "home"


def test_a_visit_that_is_finished_and_reopened_goes_on_where_it_was(qtbot, shell, visit):
    page = show(shell, visit, "profile")
    for name, value in {"output_amount": "680", "product": "Bread"}.items():
        type_into(field_of(page, name), value)
    show(shell, visit, "questionnaire")
    type_into(field_of(page, "elec_amount"), "117600", leave=False)
    page.desk.finish()
    assert page.desk.is_finished
    assert kept(shell, visit)["elec_amount"] == "117600"
    assert not field_of(page, "elec_amount").editor.line.isEnabled()
    page.reopen()
    assert not page.desk.is_finished
    type_into(field_of(page, "elec_amount"), "117601")
    assert kept(shell, visit)["elec_amount"] == "117601"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("words", [("en", ""), ("fr", ""), ("en", "long"), ("en", "mirrored")])
def test_the_asking_steps_open_in_every_dress_and_nothing_is_cut(
    program, folder, settings_file, words, theme
):
    language, pseudo = words
    settings_file.write(Settings(language=language, theme=theme, pseudo=pseudo))
    made = program()
    made.window.resize(1024, 600)
    made.context.door.enter(made.context.door.open(folder, SECRET))
    visit = new_visit(made.context.workspace, language=language)
    for step in ASKING:
        page = show(made.window, visit, step)
        QApplication.processEvents()
        assert page.steps[step].width() <= 1024
        for label in page.steps[step].findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), (step, label.text())
        end = page.bar.buttons["report"].geometry()
        assert page.bar.rect().contains(end), "a step does not fit into the bar"
    assert made.window.minimumSizeHint().width() <= 1024
