"""An offered measure as the command line gives it out: texts in the reader's language, figures as numbers."""

from greenfield.records.change import Json
from greenfield.services.offered_measures import OfferedMeasure


def measure_details(one: OfferedMeasure) -> dict[str, Json]:
    """Return what is known of a measure; money as text, null where it is not known."""
    figures, found = one.figures, one.range
    saving = figures.annual_saving if figures else None
    return {
        "reason": one.reason,
        "first_step": one.first_step,
        "how_to": one.how_to,
        "co_benefits": one.co_benefits,
        "risks": one.risks,
        "annual_saving": _money(saving),
        "annual_saving_range": [_money(found.low), _money(found.high)] if found else None,
        "payback_years": figures.payback_years if figures else None,
        "payback_range_years": [found.soonest_years, found.latest_years] if found else None,
        "first_cost": _money(one.first_cost),
        "evidence": {
            "arc": one.arc,
            "arc_title": one.arc_title,
            "basis": one.basis,
            "estimate": one.estimate,
        },
        "read_more": [
            {
                "name": row.name,
                "title": row.title,
                "publisher": row.publisher,
                "year": row.year,
                "language": row.language,
                "address": row.web,
            }
            for row in one.read_more
        ],
    }


def _money(amount: object) -> str | None:
    return None if amount is None else str(amount)
