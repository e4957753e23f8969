"""The step of the profile: the questions on company and period, from which the others get their meaning."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from greenfield.ui.context import WindowContext
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.dollar_field import DollarField
from greenfield.ui.visit.outline import Section
from greenfield.ui.visit.question_step import QuestionStep
from greenfield.ui.visit.warming_choice import WarmingChoice


class ProfileStep(QuestionStep):
    """Asks the sections of the form in which the toolkit's profile stands."""

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Show the questions with their answers."""
        super().__init__(context, desk, "questionnaire", context.texts("Next: Questionnaire"))

    def parts(self) -> Sequence[Section]:
        """Return the sections on the company."""
        return self.desk.parts.about

    def below(self) -> Sequence[QWidget]:
        """Return what the figures of the visit are worked out and questioned with, where it has any figures."""
        if not self.desk.opened.toolkit.flows:
            return ()
        choice = WarmingChoice(self.context, self.desk)
        if DollarField.is_needed(self.desk):
            return (choice, DollarField(self.context, self.desk))
        return (choice,)
