"""A few rows of the form that are built together when somebody comes near them, and until then only take room."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.forms.node import Node
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.visit.editors.choosing import FEW
from greenfield.ui.visit.questions.rows import HeadingRow, QuestionRow, Row

BETWEEN = space.MARGIN
_LINE, _SMALL_LINE, _CHOICE = 22, 18, 30
_HEADING, _TABLE, _STORY = 50, 180, 96


class Leaf(QWidget):
    """Rows of the form. `build` makes their widgets, `release` takes them away again at the same height.

    It has a fixed height and no layout of its own: a column of layouts that depend on their width measures every
    text in it several times for each change, and one of a thousand questions would hold the window.
    """

    def __init__(self, rows: tuple[Row, ...], target: int) -> None:
        """Take no room yet; `target` is how high a field is."""
        super().__init__()
        self.rows = rows
        self.is_relevant = True
        self.is_built = False
        self.parts: list[QWidget] = []
        self._target = target
        self._inside: QWidget | None = None
        self._layout: QVBoxLayout | None = None

    @property
    def refs(self) -> list[str]:
        """The places of its questions and tables, those of units left out."""
        return [row.ref for row in self.rows if not isinstance(row, HeadingRow)]

    def build(self, make: Callable[[Row], QWidget], applies: Mapping[str, bool]) -> None:
        """Make the widgets of its rows, each by `make`."""
        self.parts = [make(row) for row in self.rows]
        inside = QWidget()
        rows = self._layout = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(BETWEEN)
        for row, part in zip(self.rows, self.parts, strict=True):
            rows.addWidget(part)
            part.setVisible(seen(row, applies))
        self.is_built = True
        self._inside = inside
        inside.setParent(self)  # only now: in the window each of them would lay out the whole column
        inside.show()
        self.fit()  # after the style has had its say about every size

    def release(self) -> None:
        """Take the widgets away, and the height that they had with them."""
        if self._inside is not None:
            self._inside.hide()
            let_go(self._inside)
        self._inside, self._layout, self.parts = None, None, []
        self.is_built = False

    def fit(self) -> None:
        """Take the height that the rows need at this width."""
        if self._inside is None or self._layout is None:
            return
        layout, width = self._layout, self.width()
        height = (
            layout.totalHeightForWidth(width)
            if layout.hasHeightForWidth()
            else layout.totalSizeHint().height()
        )
        if height != self.minimumHeight():
            self.setFixedHeight(height)
        self._inside.setGeometry(0, 0, width, height)

    def event(self, event: QEvent) -> bool:
        """Fit again when something inside wants another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Fit the rows to another width."""
        super().resizeEvent(event)
        self.fit()

    def show_relevance(self, nodes: Callable[[str], Node], applies: Mapping[str, bool]) -> None:
        """Follow which of its rows apply; what is not built yet takes about the room that it will need."""
        shown = [row for row in self.rows if seen(row, applies)]
        for row, part in zip(self.rows, self.parts, strict=False):
            if isinstance(row, HeadingRow):
                part.setVisible(row in shown)
        if not self.is_built:
            heights = [self._about(row, nodes) for row in shown]
            self.setFixedHeight(sum(heights) + BETWEEN * max(0, len(heights) - 1))
        if self.is_relevant != bool(shown):
            self.is_relevant = bool(shown)
            self.setVisible(self.is_relevant)

    def focusable(self) -> list[QWidget]:
        """Return what takes the keyboard here, in its order."""
        found = (child for part in self.parts for child in part.findChildren(QWidget))
        return [one for one in found if takes_keyboard(one) and one.window() is self.window()]

    def _about(self, row: Row, nodes: Callable[[str], Node]) -> int:
        """Return about how high a row will be."""
        if isinstance(row, HeadingRow):
            return _HEADING if row.lined else _LINE
        if not isinstance(row, QuestionRow):
            return _TABLE
        node = nodes(row.ref)
        choices = len(node.options or ())
        if node.type == "note":
            field = 0
        elif node.type in {"select", "rank"} or (node.type == "select1" and choices <= FEW):
            field = choices * _CHOICE
        else:
            field = _STORY if "multiline" in node.appearance else self._target
        return _LINE + (_SMALL_LINE if node.hint else 0) + 4 + field


def takes_keyboard(widget: QWidget) -> bool:
    """Tell whether Tab may come to a widget itself."""
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.focusProxy()


def seen(row: Row, applies: Mapping[str, bool]) -> bool:
    """Tell whether a row is shown: a question that applies, a heading with something below it that does."""
    if isinstance(row, HeadingRow):
        return any(applies[ref] for ref in row.refs)
    return applies[row.ref]
