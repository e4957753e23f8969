"""What is left of a visit or company that is no longer shared with somebody: own work that the hub did not take."""

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts
from greenfield.services.stored_words import moment
from greenfield.store.reading.belonging import Belonging
from greenfield.store.reading.visits import VisitRow


def is_withheld(row: VisitRow) -> bool:
    """Tell whether of a visit only own, unsent work is here: what it was is known to those who may read it.

    Its state may be here: who answers in a prepared visit opens it by that.
    """
    return not (row.company or row.site or row.toolkit or row.date)


def withheld_visit(row: VisitRow, texts: Texts, formats: Formats) -> str:
    """Return what a list says of such a visit in place of company, date and state, with the day of the own work."""
    name = texts("A visit that is no longer shared with you")
    return (
        texts("{name}, your work of {moment}", name=name, moment=moment(row.updated, formats))
        if row.updated
        else name
    )


def withheld_record(belonging: Belonging, texts: Texts) -> str:
    """Return what is said of such a visit or company where a single change of it is shown; empty for what is here.

    What was removed for good is not withheld by anybody, and is said to be gone.
    """
    if belonging.is_erased:
        return texts("Removed for good")
    if belonging.visit and not (belonging.company or belonging.visit_date):
        return texts("A visit that is no longer shared with you")
    if belonging.kind == "company" and not belonging.company_name:
        return texts("A company that is no longer shared with you")
    return ""
