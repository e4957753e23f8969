"""The step of the questionnaire: all questions but those on the company."""

from collections.abc import Sequence

from greenfield.ui.context import WindowContext
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.outline import Section
from greenfield.ui.visit.question_step import QuestionStep


class QuestionnaireStep(QuestionStep):
    """Asks the sections of the form that are not in the profile."""

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Show the questions with their answers."""
        super().__init__(context, desk, "results", context.texts("Next: Results"))

    def parts(self) -> Sequence[Section]:
        """Return the sections that are left for this step."""
        return self.desk.parts.others
