"""The list of what wants a second look; each entry leads to its question."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from greenfield.base.texts import Texts
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme
from greenfield.ui.visit.attention import Matter, Weight
from greenfield.ui.widgets.line_painter import Line, LinePainter
from greenfield.ui.widgets.words import QuietText, StrongText

MATTER_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_COLOURS = {Weight.WRONG: Colour.ERROR, Weight.ODD: Colour.WARNING, Weight.NEEDED: Colour.WARNING}


class MatterModel(QAbstractListModel):
    """What there is to look at, as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._matters: list[Matter] = []

    @property
    def matters(self) -> list[Matter]:
        """The rows."""
        return self._matters

    def show(self, matters: list[Matter]) -> None:
        """Show other rows; nothing moves if they are the same."""
        if matters != self._matters:
            self.beginResetModel()
            self._matters = matters
            self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:  # noqa: N802  Qt's name
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._matters)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row."""
        if not index.isValid():
            return None
        matter = self._matters[index.row()]
        if role == MATTER_ROLE:
            return matter
        said = " – ".join(part for part in (matter.title, matter.text) if part)
        return said if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None


class ProblemList(QWidget):
    """Shows what wants a second look. `wanted` carries the place of the question behind an entry."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, texts: Texts) -> None:
        """Begin with nothing to look at."""
        super().__init__()
        self._texts = texts
        self.model = MatterModel(self)
        self.title = StrongText("", theme)
        self.nothing = QuietText(texts("Nothing here needs a second look."), theme)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(LinePainter(theme, self.view, _line))
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setStyleSheet("background: transparent;")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setMouseTracking(True)
        self.view.clicked.connect(self._go)
        self.view.activated.connect(self._go)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space.GAP, space.NEAR, space.GAP, space.NEAR)
        rows.setSpacing(space.NEAR)
        rows.addWidget(self.title)
        rows.addWidget(self.nothing)
        rows.addWidget(self.view, 1)
        self.show_matters([])

    def show_matters(self, matters: list[Matter]) -> None:
        """Show what there is to look at."""
        self.model.show(matters)
        count = len(matters)
        self.title.setText(
            self._texts.plural("{count} answer to look at", "{count} answers to look at", count)
            if count
            else self._texts("Answers to look at")
        )
        self.view.setAccessibleName(self.title.text())
        self.nothing.setVisible(not count)
        self.view.setVisible(bool(count))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Let the entries wrap anew."""
        super().resizeEvent(event)
        self.view.scheduleDelayedItemsLayout()

    def _go(self, index: QModelIndex) -> None:
        matter: Matter = index.data(MATTER_ROLE)
        if matter.ref:
            self.wanted.emit(matter.ref)


def _line(index: _Index) -> Line:
    """Return an entry as it is painted: the question, what is the matter, a mark in the colour of its weight."""
    matter: Matter = index.data(MATTER_ROLE)
    return Line(matter.title, matter.text, _COLOURS[matter.weight], leads=bool(matter.ref))
