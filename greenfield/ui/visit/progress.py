"""How far the steps of a visit are."""

from collections.abc import Iterable

from greenfield.forms.references import plain_path
from greenfield.services.agreements import TO_AGREE, agreement_of
from greenfield.services.visit_progress import progress_of
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.outline import Section, paths_in
from greenfield.ui.visit.step import StepProgress


def agreement(desk: VisitDesk) -> StepProgress:
    """Return how much of the agreement is made."""
    return StepProgress(agreement_of(desk.workspace, desk.visit.id).given, TO_AGREE)


def profile(desk: VisitDesk) -> StepProgress | None:
    """Return how many questions on the company are answered."""
    return _answered(desk, desk.parts.about)


def questionnaire(desk: VisitDesk) -> StepProgress | None:
    """Return how many of the other questions are answered."""
    return _answered(desk, desk.parts.others)


def plan(desk: VisitDesk) -> StepProgress | None:
    """Return how many chosen measures have somebody who does them, and a date."""
    chosen = desk.chosen
    return StepProgress(sum(bool(one.person and one.due) for one in chosen), len(chosen)) if chosen else None


def nothing(_desk: VisitDesk) -> None:
    """Return that a step has no end."""


def _answered(desk: VisitDesk, parts: Iterable[Section]) -> StepProgress | None:
    paths = paths_in(parts)
    found = progress_of(one for one in desk.nodes.values() if plain_path(one.ref) in paths)
    return StepProgress(found.answered, found.asked) if found.asked else None
