"""A link whose text may take several lines."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.growing_button import LEAST_WIDTH, GrowingButton


class TextLink(GrowingButton):
    """Leads somewhere; grows as its text wraps."""

    def __init__(
        self, theme: Theme, text: str, parent: QWidget | None = None, *, kind: Type = Type.STRONG
    ) -> None:
        """Show a text as a link."""
        super().__init__(theme, text, parent)
        self.setFont(theme.font(kind))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Return how high it is where it is so wide."""
        lines = self.fontMetrics().boundingRect(
            QRect(0, 0, max(LEAST_WIDTH, width), 10_000), self.flags(), self.text()
        )
        return max(lines.height() + 2 * self.above, self.least_height())

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the size on one line."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self.least_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return how narrow it may get."""
        return QSize(LEAST_WIDTH, self.least_height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """Paint the text, underlined below the mouse, with a line around it where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setUnderline(self.underMouse() and self.isEnabled())
        painter.setFont(font)
        painter.setPen(self._theme.colour(Colour.MAIN_TEXT if self.isEnabled() else Colour.QUIET))
        alignment = QRect(0, self.above, self.width(), self.height() - self.above)
        left = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(alignment, self.flags() | int(left | Qt.AlignmentFlag.AlignAbsolute), self.text())
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour(Colour.FOCUS), 1))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
