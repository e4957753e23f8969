"""A figure in a text or table that explains itself when it is clicked."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme

_PADDING = 3


class FigureButton(QAbstractButton):
    """A figure with a dotted line below it, at the end edge of its place."""

    def __init__(
        self, theme: Theme, figure: str, name: str, hint: str, parent: QWidget | None = None, *,
        kind: Type = Type.STRONG, at_start: bool = False,
    ) -> None:  # fmt: skip
        """Show a figure; `name` says for a screen reader which it is, `hint` what a click does."""
        super().__init__(parent)
        self._theme, self._at_start = theme, at_start
        self.setText(figure)
        self.setFont(theme.font(kind))
        self.setAccessibleName(name)
        self.setToolTip(hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the size of the figure, and of a finger in touch mode."""
        measure = QFontMetrics(self.font())
        height = max(measure.height() + 2 * _PADDING, self._theme.target - 10)
        return QSize(measure.horizontalAdvance(self.text()) + 2 * _PADDING, height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the same: a figure is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """Paint the figure with its dotted line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self.isDown() or self.underMouse()
        measure = QFontMetrics(self.font())
        width, height = measure.horizontalAdvance(self.text()), measure.height()
        at_left = self._at_start != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        left = _PADDING if at_left else self.width() - width - _PADDING
        base = (self.height() - height) // 2 + measure.ascent()
        painter.setPen(self._theme.colour(Colour.MAIN_TEXT if lively else Colour.INK))
        painter.drawText(left, base, self.text())
        line = QPen(self._theme.colour(Colour.MAIN_TEXT if lively else Colour.EDGE), 1, Qt.PenStyle.DotLine)
        painter.setPen(line)
        painter.drawLine(left, base + 3, left + width, base + 3)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour(Colour.FOCUS), 1))
            painter.drawRoundedRect(left - 2, 1, width + 4, self.height() - 2, 3, 3)

    def enterEvent(self, event: object) -> None:  # noqa: ARG002, N802  Qt's name
        """Show that it can be clicked."""
        self.update()

    def leaveEvent(self, event: object) -> None:  # noqa: ARG002, N802  Qt's name
        """Show it as before."""
        self.update()
