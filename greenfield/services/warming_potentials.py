"""The set of warming potentials that a visit's greenhouse gases are weighed with: chosen once, kept with the visit."""

from collections.abc import Collection
from dataclasses import replace

from greenfield.base.problem import fail
from greenfield.services.open_visit import OpenVisit


def choose_gwp(opened: OpenVisit, name: str) -> None:
    """Weigh an open visit with a set (`AR6`); kept when this returns. Finished results stay as they are.

    Raises ProblemError `visit.finished`, `visit.gwp`, `visit.gwp_answered` where the questionnaire asks for the set
    and has an answer, and what the workspace raises.
    """
    must_be_known(name, opened.tables.potentials)
    if opened.answered_gwp:
        raise fail("visit.gwp_answered", name, answer=opened.answered_gwp)
    with opened.unit() as unit:
        unit.set(opened.visit.id, {"gwp": name})
    opened.visit = replace(opened.visit, gwp=name)


def must_be_known(name: str, sets: Collection[str]) -> None:
    """Raise ProblemError `visit.gwp` unless there is a set of this name."""
    if name not in sets:
        raise fail("visit.gwp", name, known=", ".join(sorted(sets)))
