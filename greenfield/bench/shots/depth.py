"""A factory asked in depth, with its lists filled, and the visit a year later that looks at what became of the plan."""

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QWidget

from greenfield.bench.shots.stage import CannotShowError, Stage, as_a
from greenfield.services.follow_ups import FollowUp, prepare_follow_up
from greenfield.services.open_visit import OpenVisit, open_visit
from greenfield.services.sample_factory import sample_factory
from greenfield.services.sample_visit import put_sample
from greenfield.ui.visit.results.change_table import ChangeTable
from greenfield.ui.visit.results.finding_chart import FindingChart
from greenfield.ui.visit.steps.report import ReportStep
from greenfield.ui.visit.steps.results import ResultsStep
from greenfield.ui.widgets.column import ScrollColumn

_LISTS = ("motor", "elec_month", "boiler", "waste_item", "chem_product")


def in_depth(stage: Stage) -> None:
    """Look at the walk-through of the dye-house: its lists, its results, its measures."""
    before = stage.visit
    stage.visit = _put(stage, "textile-in-depth")
    definitions = _opened(stage).session.form.questionnaire.definitions
    paths = {one.name: one.path for one in definitions if one.is_repeat}
    for name in _LISTS:
        _at(stage, "questionnaire", paths[name])
        stage.shot(f"depth-list-{name}")
    step = as_a(ResultsStep, _at(stage, "results"))
    stage.shot("depth-results")
    column = _column(step)
    for chart in step.findChildren(FindingChart, "chart_loss"):
        column.verticalScrollBar().setValue(_height_in(column, chart) - 24)
        stage.shot("depth-results-losses")
    _at(stage, "measures")
    stage.shot("depth-measures")
    _at(stage, "plan")
    stage.shot("depth-plan")
    stage.visit = before


def coming_back(stage: Stage) -> None:
    """Come back to the metal workshop: the new visit, what did not fit, the last plan, the changes, the report."""
    before = stage.visit
    stage.visit = _put(stage, "metal-in-depth")
    workspace, moment = stage.context.workspace, stage.context.clock()
    follow = _opened(stage).visit
    stage.go("new-visit", company=follow.company, toolkit="walk-through", follow=follow.follow_up_of)
    stage.shot("follow-up-new")
    other = FollowUp(follow.follow_up_of, moment.date(), toolkit="quick-scan", language=stage.look.spoken)
    shorter, _ = prepare_follow_up(workspace, other, moment)
    stage.go("visit", visit=shorter.visit.id, step="agreement")
    stage.shot("follow-up-not-taken-over")
    _at(stage, "plan")
    stage.shot("follow-up-statuses")
    step = as_a(ResultsStep, _at(stage, "results"))
    column = _column(step)
    tables = step.findChildren(ChangeTable)
    if not tables:
        msg = "the results show no change since the last visit"
        raise CannotShowError(msg)
    column.verticalScrollBar().setValue(_height_in(column, tables[0]) - 24)
    stage.shot("follow-up-changes")
    report = as_a(ReportStep, _at(stage, "report"))
    stage.settle()
    report.preview.view.pageNavigator().jump(_page_of_the_last_plan(report), QPointF())
    stage.shot("follow-up-report")
    stage.visit = before


def _put(stage: Stage, name: str) -> str:
    """Put a sample into the workspace, and return the visit to look at."""
    sample, clock = sample_factory(name), stage.context.clock
    opened = put_sample(stage.context.workspace, sample, stage.look.spoken, clock)
    stage.context.events.companies_changed.emit()
    stage.context.events.visit_changed.emit(opened.visit.id)
    return opened.visit.id


def _at(stage: Stage, step: str, place: str = "") -> QWidget:
    """Show a step of the visit, whatever is shown now."""
    stage.go("visit", visit=stage.visit, step=step, place=place)
    return stage.visit_page.steps[step]


def _opened(stage: Stage) -> OpenVisit:
    return open_visit(stage.context.workspace, stage.visit, stage.look.spoken, stage.context.clock())


def _column(step: QWidget) -> ScrollColumn:
    return next(one for one in step.findChildren(ScrollColumn) if one.isVisible())


def _height_in(column: ScrollColumn, part: QWidget) -> int:
    inner = as_a(QWidget, column.widget())
    return part.mapTo(inner, QPoint(0, 0)).y()


def _page_of_the_last_plan(report: ReportStep) -> int:
    """Return the first page after the results: what became of the last plan."""
    document = report.preview.document
    wanted = {"What became of the last plan", "Ce qu’est devenu le dernier plan"}
    for page in range(document.pageCount()):
        if any(words in document.getAllText(page).text() for words in wanted):
            return page
    return 0
