"""What resources cost together, in one sentence that says where most of it goes."""

from collections.abc import Mapping
from decimal import Decimal

from greenfield.report.figures import Figures
from greenfield.report.plan import ActionPlan
from greenfield.report.plan_totals import cost_by_resource
from greenfield.report.words import resource_word


def spent_sentence(plan: ActionPlan, figures: Figures) -> str:
    """Return the sentence, with what it leaves out because its cost is not known; empty if nothing is known."""
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
    missing = [figures.name(one.name) for one in plan.costs if one.is_open]
    if missing:
        return _without(missing, plan, figures, values)
    if plan.period.is_of_a_year:
        return texts("Your resources cost about {total} a year: {share} of it is {resource}.", **values)
    return texts(
        "From {start} to {end} your resources cost about {total}: {share} of it is {resource}.",
        start=formats.date(plan.period.start, "medium"),
        end=formats.date(plan.period.end, "medium"),
        **values,
    )


def _without(missing: list[str], plan: ActionPlan, figures: Figures, values: Mapping[str, str]) -> str:
    texts, formats = figures.texts, figures.formats
    flows = formats.enumeration(missing)
    if plan.period.is_of_a_year:
        return texts(
            "Your resources cost about {total} a year, without those whose cost is not known ({flows}): {share} of it is {resource}.",
            flows=flows,
            **values,
        )
    return texts(
        "From {start} to {end} your resources cost about {total}, without those whose cost is not known ({flows}): {share} of it "
        "is {resource}.",
        start=formats.date(plan.period.start, "medium"),
        end=formats.date(plan.period.end, "medium"),
        flows=flows,
        **values,
    )
