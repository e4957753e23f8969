"""The last visit, on top of the first page, with the one way back into it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from greenfield.base.texts import Texts
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.visits import VisitRow
from greenfield.ui.frame.action import ICON_WITH_WORDS
from greenfield.ui.lists.visit_reading import VisitWords
from greenfield.ui.theme import space
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import QuietText, SectionTitle

_BAR_WIDTH = 240


class LastVisit(QWidget):
    """Says which visit was worked on last, how far it is, and continues it."""

    continued = Signal(str)
    """The id of the visit."""

    def __init__(self, theme: Theme, texts: Texts, words: VisitWords, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._texts, self._words = texts, words
        self._visit = ""
        self._title = SectionTitle("", theme)
        self._under = QuietText("", theme)
        self._progress = QuietText("", theme)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1_000)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._button = QPushButton()
        self._button.setObjectName("continue")
        self._button.setIcon(theme.icon("arrow-right"))
        self._button.setIconSize(ICON_WITH_WORDS)
        self._button.clicked.connect(lambda: self.continued.emit(self._visit))
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(QuietText(texts("Last visit"), theme))
        said.addWidget(self._title)
        said.addWidget(self._under)
        said.addSpacing(space.NEAR)
        said.addWidget(self._progress)
        said.addSpacing(4)
        said.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignLeading)
        row = QHBoxLayout()
        row.setSpacing(space.GAP)
        row.addLayout(said, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.GAP)
        rows.addLayout(row)
        rows.addWidget(Line(theme))
        self.hide()

    def show_visit(self, row: VisitRow | None) -> None:
        """Show a visit, or nothing."""
        self.setVisible(row is not None)
        if row is None:
            return
        self._visit = row.id
        face = self._words.face(row)
        self._title.setText(face.title)
        self._under.setText(face.under)
        self._progress.setText(face.words)
        self._bar.setValue(round(1_000 * (face.share or 0.0)))
        finished = row.state == VisitState.FINISHED
        self._button.setText(self._texts("Look at it") if finished else self._texts("Continue"))
        self._button.setAccessibleDescription(face.aloud())
