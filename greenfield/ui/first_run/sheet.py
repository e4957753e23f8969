"""A sheet in the middle of the page: heading, sentence, fields, and the way on at its end."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from greenfield.ui.theme import space
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.words import BodyText, Heading, QuietText

_WIDTH = 560


class Sheet(QScrollArea):
    """One step of the first run."""

    def __init__(self, theme: Theme, step: str, heading: str, sentence: str) -> None:
        """Show where we are, what this is, and what it is for."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("column")
        self._inner = inner
        self.column = QWidget()
        self.rows = QVBoxLayout(self.column)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(space.GAP)
        top = QVBoxLayout()
        top.setSpacing(4)
        if step:
            top.addWidget(QuietText(step, theme))
        top.addWidget(Heading(heading, theme))
        self.rows.addLayout(top)
        self.sentence = BodyText(sentence, theme)
        self.rows.addWidget(self.sentence)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.column, 100)
        across.addStretch(1)
        down = QVBoxLayout(inner)
        down.setContentsMargins(space.MARGIN, space.MARGIN, space.MARGIN, space.MARGIN)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)
        self.setWidget(inner)
        self.column.installEventFilter(self)

    def add(self, *widgets: QWidget) -> None:
        """Add widgets one below the other."""
        for widget in widgets:
            self.rows.addWidget(widget)

    def end_with(self, before: Sequence[QPushButton], after: Sequence[QPushButton]) -> None:
        """Put buttons at the start and at the end of the last line, the way on last."""
        line = QHBoxLayout()
        line.setSpacing(space.NEAR)
        for button in before:
            line.addWidget(button)
        line.addStretch(1)
        for button in after:
            line.addWidget(button)
        self.rows.addSpacing(space.NEAR)
        self.rows.addLayout(line)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget and give it the focus."""
        self.ensureWidgetVisible(widget, 0, space.MARGIN)
        widget.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Fit the sheet to the new width."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Fit the sheet to what stands on it now."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.column:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Ask for the height that the texts really have; Qt would guess one for the narrowest width."""
        width = min(_WIDTH, self.viewport().width() - 2 * space.MARGIN)
        self.column.setFixedWidth(width)
        self._inner.setMinimumHeight(self.rows.heightForWidth(width) + 2 * space.MARGIN)
