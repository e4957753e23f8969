"""What of the last visit's answers did not fit this visit, listed until it is dismissed."""

from functools import partial

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView, QPushButton, QVBoxLayout, QWidget

from greenfield.base.problem import ProblemError
from greenfield.services.not_taken_over import NotTakenOver, dismiss, not_taken_over, take_back
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.questions.heading import SectionHeading
from greenfield.ui.widgets.line_painter import Line, LinePainter
from greenfield.ui.widgets.words import QuietText

_HIGHEST = 232
_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class LeftOverModel(QAbstractListModel):
    """The answers that did not fit, as rows."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.notes: list[NotTakenOver] = []

    def show(self, notes: list[NotTakenOver]) -> None:
        """Show other rows; nothing moves if they are the same."""
        if notes != self.notes:
            self.beginResetModel()
            self.notes = notes
            self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:  # noqa: N802  Qt's name
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.notes)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is said of an answer."""
        if not index.isValid():
            return None
        note = self.notes[index.row()]
        if role == _ROLE:
            return note
        return (
            note.text if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None
        )


class LeftOverList(QWidget):
    """Lists what did not fit; hidden where all did. `wanted` carries the place of the question behind an entry."""

    wanted = Signal(str)

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Show what is still listed."""
        super().__init__()
        self._context, self._desk = context, desk
        texts, theme = context.texts, context.theme
        self.model = LeftOverModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(LinePainter(theme, self.view, self._line))
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setStyleSheet("background: transparent;")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setMouseTracking(True)
        title = texts("Not taken over from the last visit")
        self.view.setAccessibleName(title)
        self.view.clicked.connect(self._go)
        self.view.activated.connect(self._go)
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
        self.model.show(not_taken_over(self._desk.workspace, self._desk.visit.id))
        self.setVisible(bool(self.model.notes))
        self._fit()

    def dismiss(self) -> None:
        """Take all of it off the list; it can be taken back as long as the message is seen."""
        notes, context, workspace = list(self.model.notes), self._context, self._desk.workspace
        try:
            dismiss(workspace, notes)
        except ProblemError as problem:
            context.messages.problem(problem)
            return
        self.refresh()
        undo = Action("undo", context.texts("Undo"), "arrow-u-up-left", partial(self._take_back, notes))
        context.messages.toast(context.texts("The list is dismissed."), undo)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Let the entries wrap anew."""
        super().resizeEvent(event)
        self.view.scheduleDelayedItemsLayout()
        self._fit()

    def _take_back(self, notes: list[NotTakenOver]) -> None:
        try:
            take_back(self._context.workspace, notes)
        except ProblemError as problem:
            self._context.messages.problem(problem)
            return
        if not self._desk.is_closed:
            self.refresh()

    def _fit(self) -> None:
        """Be as high as the entries are, up to a limit above which they scroll."""
        heights = 0
        for row in range(len(self.model.notes)):
            heights += self.view.sizeHintForRow(row)
            if heights >= _HIGHEST:
                break
        self.view.setFixedHeight(min(_HIGHEST, max(heights, 1)))

    def _place(self, note: NotTakenOver) -> str:
        """Return where the question of an entry stands now, empty if it is gone."""
        if note.question in self._desk.nodes:
            return note.question
        return self._desk.opened.answers.ref(note.question) or ""

    def _line(self, index: _Index) -> Line:
        note: NotTakenOver = index.data(_ROLE)
        return Line(note.text, mark=Colour.WARNING, leads=bool(self._place(note)))

    def _go(self, index: QModelIndex) -> None:
        if place := self._place(index.data(_ROLE)):
            self.wanted.emit(place)
