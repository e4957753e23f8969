"""Which question a warning of the method is about."""

from greenfield.assess.values import Resource
from greenfield.base.problem import Problem
from greenfield.ui.visit.desk import VisitDesk

_RESOURCES = {"plausible.wastewater": Resource.WASTEWATER, "plausible.waste": Resource.WASTE}
_PROFILE = {
    "plausible.no_employees": "employees",
    "plausible.no_period": "period_start",
    "plausible.period_order": "period_end",
    "plausible.part_of_a_year": "period_end",
    "plausible.hours": "hours",
    "plausible.efficiency": "efficiency",
}


def question_about(problem: Problem, desk: VisitDesk) -> str:
    """Return the name of the question whose answer should be looked at again, empty if no single one is."""
    toolkit, found = desk.opened.toolkit, desk.assessment.inventory.found
    if problem.code in _PROFILE:
        return toolkit.profile.get(_PROFILE[problem.code], "")
    if problem.code == "plausible.no_output":
        return output_question(desk)
    resource = _RESOURCES.get(problem.code)
    flow = next((one for one in found.values() if one.resource == resource), None) if resource else None
    flow = flow or found.get(problem.place.name)
    if flow is None:
        return ""
    wanted = flow.cost_questions if problem.place.column == "cost" else flow.amount_questions
    return wanted[0] if wanted else ""


def output_question(desk: VisitDesk) -> str:
    """Return the question that asks for the output, empty if the toolkit computes it from several."""
    toolkit = desk.opened.toolkit
    written = {row.amount.strip() for row in toolkit.flows if row.resource == "output"}
    return next((one.name for one in toolkit.outline.questions if f"${{{one.name}}}" in written), "")
