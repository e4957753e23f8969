"""The steps of a visit in their order; each stands in its own file, which is imported when it is first shown."""

from greenfield.base.texts import mark
from greenfield.ui.context import WindowContext
from greenfield.ui.visit import progress
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.step import StepEntry, StepWidget


def all_steps() -> tuple[StepEntry, ...]:
    """Return the steps, from the agreement to the report."""
    return (
        StepEntry(
            "agreement", mark("Agreement"), "handshake", _agreement, progress.agreement, is_edited=True
        ),
        StepEntry(
            "profile",
            mark("Profile"),
            "factory",
            _profile,
            progress.profile,
            has_results=True,
            is_edited=True,
        ),
        StepEntry(
            "questionnaire",
            mark("Questionnaire"),
            "list-bullets",
            _questionnaire,
            progress.questionnaire,
            has_results=True,
            is_edited=True,
        ),
        StepEntry("results", mark("Results"), "chart-bar", _results, progress.nothing),
        StepEntry("measures", mark("Measures"), "lightbulb", _measures, progress.nothing, is_edited=True),
        StepEntry("plan", mark("Plan"), "calendar-check", _plan, progress.plan, is_edited=True),
        StepEntry("report", mark("Report"), "file-text", _report, progress.nothing),
    )


def _agreement(context: WindowContext, desk: VisitDesk) -> StepWidget:
    from greenfield.ui.visit.steps.agreement import AgreementStep  # noqa: PLC0415  imported when it is shown

    return AgreementStep(context, desk)


def _profile(context: WindowContext, desk: VisitDesk) -> StepWidget:
    from greenfield.ui.visit.steps.profile import ProfileStep  # noqa: PLC0415  imported when it is shown

    return ProfileStep(context, desk)


def _questionnaire(context: WindowContext, desk: VisitDesk) -> StepWidget:
    from greenfield.ui.visit.steps.questionnaire import QuestionnaireStep  # noqa: PLC0415  imported when shown

    return QuestionnaireStep(context, desk)


def _results(context: WindowContext, desk: VisitDesk) -> StepWidget:
    from greenfield.ui.visit.steps.results import ResultsStep  # noqa: PLC0415  imported when it is shown

    return ResultsStep(context, desk)


def _measures(context: WindowContext, desk: VisitDesk) -> StepWidget:
    from greenfield.ui.visit.steps.measures import MeasuresStep  # noqa: PLC0415  imported when it is shown

    return MeasuresStep(context, desk)


def _plan(context: WindowContext, desk: VisitDesk) -> StepWidget:
    from greenfield.ui.visit.steps.plan import PlanStep  # noqa: PLC0415  imported when it is shown

    return PlanStep(context, desk)


def _report(context: WindowContext, desk: VisitDesk) -> StepWidget:
    from greenfield.ui.visit.steps.report import ReportStep  # noqa: PLC0415  imported when it is shown

    return ReportStep(context, desk)
