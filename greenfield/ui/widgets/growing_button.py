"""What can be clicked and grows as its text wraps."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from greenfield.ui.theme.theme import Theme

LEAST_WIDTH = 120


class GrowingButton(QAbstractButton):
    """Base of links and choices whose text may take several lines; a child paints it and says how high it is."""

    above = 4
    """Room above and below the text."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        """Take a text, and the keyboard."""
        super().__init__(parent)
        self._theme = theme
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Tell that a narrow one is higher."""
        return True

    def least_height(self) -> int:
        """Return how high it is with one line; high enough for a finger in touch mode."""
        high = self.fontMetrics().height() + 2 * self.above
        return max(high, self._theme.target) if self._theme.touch else high

    @staticmethod
    def flags() -> int:
        """Return how the text is set."""
        return int(Qt.TextFlag.TextWordWrap)
