"""A column that scrolls: what most pages are."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from greenfield.ui.theme import space


class _Inner(QWidget):
    """What is scrolled: as high as its words need at its width, not at the narrowest, which would leave a void."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


class ScrollColumn(QScrollArea):
    """One column of widgets, at most `widest` pixels wide, at the start edge; scrolls up and down only.

    Fill it by `add` and `add_space`.
    """

    def __init__(
        self, parent: QWidget | None = None, *, widest: int = space.COLUMN, margin: int = space.MARGIN
    ) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = _Inner()
        inner.setObjectName("column")
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(margin, space.GAP, margin, margin)
        self.column = QWidget()
        self.column.setMaximumWidth(widest)
        # aligned here and not by `rows`, which would give it the height that it has on lines without end
        outer.addWidget(self.column, 1, Qt.AlignmentFlag.AlignTop)
        outer.addStretch(0)
        self.rows = QVBoxLayout(self.column)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(space.GAP)
        self.setWidget(inner)

    def add(self, what: QWidget | QLayout) -> None:
        """Add a widget or a layout below the others."""
        if isinstance(what, QWidget):
            self.rows.addWidget(what)
        else:
            self.rows.addLayout(what)

    def add_space(self, pixels: int) -> None:
        """Leave room before what is added next."""
        self.rows.addSpacing(pixels)

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that a widget of the column can be seen, with some room around it."""
        self.ensureWidgetVisible(widget, 0, space.MARGIN * 2)
