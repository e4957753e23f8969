"""What of the last visit's answers did not fit this visit, listed until it is dismissed."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from greenfield.base.problem import ProblemError
from greenfield.services.not_taken_over import NotTakenOver, dismiss, not_taken_over, take_back
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.questions.heading import SectionHeading
from greenfield.ui.widgets.line_list import LineList
from greenfield.ui.widgets.line_painter import Line
from greenfield.ui.widgets.words import QuietText

_HIGHEST = 232


class LeftOverList(QWidget):
    """Lists what did not fit; hidden where all did. `wanted` carries the place of the question behind an entry."""

    wanted = Signal(str)

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Show what is still listed."""
        super().__init__()
        self._context, self._desk = context, desk
        self.notes: list[NotTakenOver] = []
        texts, theme = context.texts, context.theme
        title = texts("Not taken over from the last visit")
        self.view = LineList(theme, title, highest=_HIGHEST)
        self.view.led.connect(lambda place: self.wanted.emit(str(place)))
        self.button = QPushButton(texts("Dismiss the list"))
        self.button.setObjectName("dismiss-left-over")
        self.button.clicked.connect(self.dismiss)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        rows.addWidget(SectionHeading(theme, title, inner=False, lined=False))
        note = texts(
            "These answers did not fit the questions as they are now. A click leads to the question, if it is asked."
        )
        rows.addWidget(QuietText(note, theme))
        rows.addWidget(self.view)
        rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        self.refresh()

    def refresh(self) -> None:
        """Show what is listed now."""
        self.notes = not_taken_over(self._desk.workspace, self._desk.visit.id)
        self.view.lines.show([self._line(note) for note in self.notes])
        self.setVisible(bool(self.notes))

    def dismiss(self) -> None:
        """Take all of it off the list; it can be taken back as long as the message is seen."""
        notes, context, workspace = list(self.notes), self._context, self._desk.workspace
        try:
            dismiss(workspace, notes)
        except ProblemError as problem:
            context.messages.problem(problem)
            return
        self.refresh()
        undo = Action("undo", context.texts("Undo"), "arrow-u-up-left", partial(self._take_back, notes))
        context.messages.toast(context.texts("The list is dismissed."), undo)

    def _take_back(self, notes: list[NotTakenOver]) -> None:
        try:
            take_back(self._context.workspace, notes)
        except ProblemError as problem:
            self._context.messages.problem(problem)
            return
        if not self._desk.is_closed:
            self.refresh()

    def _line(self, note: NotTakenOver) -> Line:
        """Return an entry; it leads where its question stands now."""
        known = note.question in self._desk.nodes
        place = note.question if known else self._desk.opened.answers.ref(note.question) or ""
        return Line(note.text, mark=Colour.WARNING, leads=bool(place), about=place)
