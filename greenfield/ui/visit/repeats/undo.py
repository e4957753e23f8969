"""Taking back the removal of a row, as long as its message can be seen."""

from functools import partial

from greenfield.base.problem import ProblemError
from greenfield.services.open_visit import open_visit
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.visit.desk import VisitDesk


def tell_removed(context: WindowContext, desk: VisitDesk, record: str, words: str) -> None:
    """Say that a row was removed, and offer to take it back from its record; without one it held nothing."""
    work = partial(_restore, context, desk, desk.visit.id, record)
    undo = Action("undo", context.texts("Undo"), "arrow-u-up-left", work) if record else None
    context.messages.toast(words, undo)


def _restore(context: WindowContext, desk: VisitDesk, visit: str, record: str) -> None:
    try:
        if not desk.is_closed:
            desk.commit_typing()
            desk.restore_instance(record)
        else:  # another visit is on the desk by now
            open_visit(context.workspace, visit, context.texts.language, context.clock()).restore_instance(
                record
            )
    except ProblemError as problem:
        context.messages.problem(problem)
