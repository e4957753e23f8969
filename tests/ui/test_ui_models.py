"""Every model of ours is honest while a person works: Qt's model tester looks at each step of it."""

import pkgutil
from datetime import UTC, datetime
from importlib import import_module

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView
from ui_bakery import bakery_visit, settled, show_step
from ui_visits import motor_visit, show

import greenfield.ui
from greenfield.services.follow_ups import FollowUp, prepare_follow_up

NEXT_YEAR = datetime(2027, 3, 9, 9, 0, tzinfo=UTC)


def all_models():
    """The models that the window defines."""
    for module in pkgutil.walk_packages(greenfield.ui.__path__, "greenfield.ui."):
        import_module(module.name)
    found, todo = set(), [QAbstractItemModel]
    while todo:
        kinds = todo.pop().__subclasses__()
        todo += kinds
        found |= {kind for kind in kinds if kind.__module__.startswith("greenfield.")}
    return found


def test_every_model_stands_the_tester_while_a_person_works(qtbot, shell, tmp_path):
    context, watched = shell.context, {}

    def watch():
        for view in shell.findChildren(QAbstractItemView):
            model = view.model()
            if model is not None and type(model).__module__.startswith("greenfield."):
                mode = QAbstractItemModelTester.FailureReportingMode.Warning  # which fails the test
                watched.setdefault(model, QAbstractItemModelTester(model, mode, model))

    context.router.show("home")
    settled(qtbot, shell)
    watch()
    bakery = bakery_visit(shell)
    context.events.companies_changed.emit()
    settled(qtbot, shell)
    assert shell.page.visits.rowCount() == 1
    for words in ("fournil", "nowhere", ""):
        shell.page.search.setText(words)
    context.router.show("companies")
    settled(qtbot, shell)
    watch()
    context.router.show("companies", search="nowhere")
    context.router.show("import-form")
    watch()
    form = tmp_path / "scan.md"
    form.write_text("| survey |\n| | type | name | label |\n| | text | one | One |\n", encoding="utf-8")
    shell.page.look_at(form)
    settled(qtbot, shell)
    page = show(shell, bakery, "questionnaire")
    watch()
    page.desk.answer(page.desk.opened.answers.ref("elec_amount"), "9")
    page.desk.answer(page.desk.opened.answers.ref("elec_cost"), "")
    settled(qtbot, shell)
    page = show(shell, motor_visit(context.workspace, tmp_path), "questionnaire")
    watch()
    table = next(iter(page.steps["questionnaire"].sheet.tables.values()))
    table.add()
    page.desk.answer("/data/motor[2]/name", "Mill")
    table.add()
    page.desk.answer("/data/motor[1]/duty", "seldom")
    page.desk.finish()
    page.desk.reopen()
    bakery = bakery_visit(shell, finished=True)
    again = FollowUp(bakery, NEXT_YEAR.date(), toolkit="walk-through")
    show_step(shell, prepare_follow_up(context.workspace, again, NEXT_YEAR)[0].visit.id, "agreement")
    watch()
    shell.page.steps["agreement"].left_over.dismiss()
    assert {type(model) for model in watched} == all_models()
