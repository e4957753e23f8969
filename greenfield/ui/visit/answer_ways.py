"""Where an answer leads: to the decision where people disagree on it, and to all that was ever answered."""

from greenfield.ui.context import WindowContext
from greenfield.ui.frame.history_way import to_history
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.questions.question import QuestionField


def add_ways(context: WindowContext, desk: VisitDesk, field: QuestionField) -> None:
    """Let a question lead to its conflict and to its history."""
    ref = field.ref
    field.conflict_wanted.connect(lambda: to_history(context, *desk.conflicts.get(ref, ("", ""))))
    field.history_wanted.connect(lambda: to_history(context, *desk.opened.field_at(ref)))
    field.show_conflict(is_open=ref in desk.conflicts)
