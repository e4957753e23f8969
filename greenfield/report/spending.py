"""What resources cost together, in one sentence that says where most of it goes."""

from decimal import Decimal

from greenfield.report.figures import Figures
from greenfield.report.plan import ActionPlan
from greenfield.report.plan_totals import cost_by_resource
from greenfield.report.words import resource_word


def spent_sentence(plan: ActionPlan, figures: Figures) -> str:
    """Return the sentence; empty if nothing is known."""
    texts, formats = figures.texts, figures.formats
    costs = cost_by_resource(plan)
    total = sum(costs.values(), Decimal(0))
    if total <= 0:
        return ""
    resource, most = next(iter(costs.items()))
    values = {
        "total": figures.estimated_money(total),
        "share": formats.percent(most / total),
        "resource": resource_word(resource, texts),
    }
    if plan.period.is_of_a_year:
        return texts("Your resources cost about {total} a year: {share} of it is {resource}.", **values)
    return texts(
        "From {start} to {end} your resources cost about {total}: {share} of it is {resource}.",
        start=formats.date(plan.period.start, "medium"),
        end=formats.date(plan.period.end, "medium"),
        **values,
    )
