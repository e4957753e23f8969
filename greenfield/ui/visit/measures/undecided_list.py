"""The questions whose answers decide about further measures."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.services.offered_measures import Undecided
from greenfield.ui.context import WindowContext
from greenfield.ui.theme import space
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.text_link import TextLink
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import QuietText, SectionTitle


class UndecidedList(QWidget):
    """Each question leads to its place; below it stand the measures that it decides about."""

    question_wanted = Signal(str)

    def __init__(
        self, context: WindowContext, desk: VisitDesk, waiting: list[Undecided], parent: QWidget | None = None
    ) -> None:
        """Show the questions, those that decide most first."""
        super().__init__(parent)
        theme, texts = context.theme, context.texts
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, space.NEAR, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(SectionTitle(texts("One more answer decides"), theme))
        note = texts("These measures may fit as well. Each question decides about those below it.")
        rows.addWidget(QuietText(note, theme))
        for one in waiting:
            ref = desk.opened.answers.ref(one.question)
            rows.addWidget(Line(theme))
            link = TextLink(theme, desk.node(ref).label if ref else one.question)
            link.setObjectName(f"decide_{one.question}")
            link.clicked.connect(partial(self.question_wanted.emit, one.question))
            rows.addWidget(link)
            rows.addWidget(QuietText("\n".join(one.measures), theme))
