"""The list of what wants a second look; each entry leads to its question."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from greenfield.base.texts import Texts
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme
from greenfield.ui.visit.attention import Matter, Weight
from greenfield.ui.widgets.words import QuietText, StrongText

MATTER_ROLE = Qt.ItemDataRole.UserRole + 1
_MARK = 3
_INSIDE = 8
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
        self.view.setItemDelegate(_MatterDelegate(theme, self.view))
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


class _MatterDelegate(QStyledItemDelegate):
    """Paints an entry: a mark in the colour of its weight, the question, what is the matter."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802  Qt's name
        matter: Matter = index.data(MATTER_ROLE)
        bar = self._view.verticalScrollBar().sizeHint().width()  # kept free, whether it is there or not
        wide = max(120, self._view.width() - bar)
        title, text = self._boxes(QRect(0, 0, wide, 10_000), matter)
        return QSize(wide, title.height() + text.height() + 2 * _INSIDE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        matter: Matter = index.data(MATTER_ROLE)
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        if state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus) and matter.ref:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Colour.HOVER))
            painter.drawRoundedRect(option.rect, space.RADIUS, space.RADIUS)
        mark = QRect(
            option.rect.left(), option.rect.top() + _INSIDE, _MARK, option.rect.height() - 2 * _INSIDE
        )
        painter.fillRect(
            QStyle.visualRect(option.direction, option.rect, mark), theme.colour(_COLOURS[matter.weight])
        )
        title, text = self._boxes(option.rect, matter)
        align = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        flags = int(Qt.TextFlag.TextWordWrap) | int(align)
        for box, kind, colour, words in (
            (title, Type.BODY, Colour.INK, matter.title),
            (text, Type.SECONDARY, Colour.QUIET, matter.text),
        ):
            painter.setFont(theme.font(kind))
            painter.setPen(theme.colour(colour))
            painter.drawText(QStyle.visualRect(option.direction, option.rect, box), flags, words)
        painter.restore()

    def _boxes(self, room: QRect, matter: Matter) -> tuple[QRect, QRect]:
        """Return where the question and where what is the matter stand, from left to right."""
        inside = room.adjusted(_MARK + _INSIDE, _INSIDE, -_INSIDE, 0)
        title = self._measured(inside, Type.BODY, matter.title)
        below = inside.adjusted(0, title.height(), 0, 0)
        return title, self._measured(below, Type.SECONDARY, matter.text)

    def _measured(self, room: QRect, kind: Type, words: str) -> QRect:
        if not words:
            return QRect(room.topLeft(), QSize(room.width(), 0))
        needed = QFontMetrics(self._theme.font(kind)).boundingRect(
            QRect(0, 0, room.width(), 10_000), int(Qt.TextFlag.TextWordWrap), words
        )
        return QRect(room.topLeft(), QSize(room.width(), needed.height()))
