"""The steps of a visit in which something comes out: results, measures, plan, report."""

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from greenfield.bench.shots.stage import Stage, as_a
from greenfield.ui.visit.documents.sign_dialog import SignDialog
from greenfield.ui.visit.measures.own_dialog import OwnMeasureDialog
from greenfield.ui.visit.results.finding_chart import FindingChart
from greenfield.ui.visit.steps.measures import MeasuresStep
from greenfield.ui.visit.steps.plan import PlanStep
from greenfield.ui.visit.steps.report import ReportStep
from greenfield.ui.visit.steps.results import ResultsStep
from greenfield.ui.widgets.column import ScrollColumn

_SIGNATURE = [
    (60, 90),
    (90, 40),
    (110, 110),
    (150, 60),
    (170, 100),
    (230, 70),
    (250, 95),
    (330, 60),
    (390, 85),
]


def results(stage: Stage) -> None:
    """Look at the results from top to bottom, and let a figure explain itself."""
    step = as_a(ResultsStep, stage.step("results"))
    stage.shot("visit-results")
    for name in ("cost", "gas", "area"):
        charts = step.findChildren(FindingChart, f"chart_{name}")
        inner = as_a(QWidget, _column(step).widget())
        _column(step).verticalScrollBar().setValue(charts[0].mapTo(inner, QPoint(0, 0)).y() - 24)
        stage.shot(f"visit-results-{name}")
    _column(step).verticalScrollBar().setValue(0)
    figure = next(one for one in step.findChildren(QAbstractButton) if one.objectName() == "figure_co2e_t")
    stage.click(figure)
    stage.shot("visit-results-explained")
    stage.click("close_explanation")


def measures(stage: Stage) -> None:
    """Look at the measures, correct a figure, and write down a measure of one's own."""
    step = as_a(MeasuresStep, stage.step("measures"))
    stage.shot("visit-measures")
    chosen = next(card for card in step.cards.values() if card.edit.isVisible())
    step.column.reveal(chosen)
    stage.click(chosen.edit)
    stage.type_into(_figure(step, "annual_saving"), "240000")
    step.column.reveal(chosen)
    stage.shot("visit-measures-figures")
    stage.click(chosen.edit)
    bar = step.column.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.shot("visit-measures-end")
    bar.setValue(0)
    stage.in_dialog(OwnMeasureDialog, lambda: stage.click("own_measure"), lambda: _own_measure(stage))


def _own_measure(stage: Stage) -> None:
    stage.shot("own-measure")
    stage.click("keep")
    stage.shot("own-measure-no-title")


def plan(stage: Stage) -> None:
    """Look at the plan, with a date that is none."""
    step = as_a(PlanStep, stage.step("plan"))
    stage.shot("visit-plan")
    row = next(iter(step.table.rows.values()))
    before = row.due.line.text()
    stage.type_into(row.due.line, "soon")
    stage.shot("visit-plan-no-date")
    stage.type_into(row.due.line, before)


def report(stage: Stage) -> None:
    """Preview the report, finish the visit, hand the plan over, and sign it."""
    step = as_a(ReportStep, stage.step("report"))
    stage.shot("visit-report-draft")
    stage.click("finish")
    stage.shot("visit-report-finished", with_toasts=True)
    step.save_to(stage.folder / step.file_name())
    stage.settle()
    sign = next(one for one in step.findChildren(QAbstractButton) if one.objectName().startswith("sign_"))
    stage.in_dialog(SignDialog, lambda: stage.click(sign), lambda: _sign(stage))
    step.preview.view.pageNavigator().jump(1, QPointF())
    stage.shot("visit-report-signed")
    stage.step("questionnaire", "elec_amount")
    stage.shot("visit-finished")
    stage.step("results")
    stage.shot("visit-results-finished")
    stage.step("measures")
    stage.shot("visit-measures-finished")


def _sign(stage: Stage) -> None:
    dialog = next(one for one in stage.window.findChildren(SignDialog) if one.isVisible())
    stage.shot("sign")
    stage.click("sign")
    stage.shot("sign-missing")
    stage.type_into(dialog.name, "Awa Ndiaye")
    stage.type_into(dialog.role, "Gérante" if stage.look.spoken == "fr" else "Owner")
    stage.drag(dialog.pad, _SIGNATURE)
    stage.shot("sign-signed")
    stage.click("sign")


def _column(step: ResultsStep) -> ScrollColumn:
    return next(one for one in step.findChildren(ScrollColumn) if one.isVisible())


def _figure(step: MeasuresStep, key: str) -> QLineEdit:
    return next(one for one in step.findChildren(QLineEdit, f"figure_{key}") if one.isVisible())
