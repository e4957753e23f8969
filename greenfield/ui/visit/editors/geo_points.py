"""A field for a line or an area on the earth: one point on each line of a text, to be typed or pasted."""

from PySide6.QtWidgets import QWidget

from greenfield.forms.node import Node
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.long_text import LongTextEditor
from greenfield.ui.visit.points import read_points, show_point, show_points

_EXAMPLE = "14.7917 -16.9359"


class GeoPointsEditor(LongTextEditor):
    """Takes the points of a line, or of an area that closes by itself."""

    def __init__(self, manners: Manners, parent: QWidget | None = None, *, is_area: bool) -> None:
        """Make an empty field that says how a point is written."""
        super().__init__(manners, parent)
        self._is_area = is_area
        self._stored = self._last = ""
        self._refused = False
        hint = manners.texts(
            "One point on each line: latitude, longitude, and if known altitude and accuracy"
        )
        self.area.setPlaceholderText(hint)
        self.area.textChanged.connect(self._forgive)

    def show_node(self, node: Node) -> None:
        """Show the points, unless something else is being typed."""
        self._stored = node.value
        before, self._value = self._value, self._shown(node.value)
        if self.area.toPlainText() == before or self._value != before:
            self.revert()
        self.area.setEnabled(not node.readonly)

    def commit(self) -> None:
        """Make the points the answer; a line that is none stays there with a word about it."""
        text = self.area.toPlainText()
        if text == self._value or not self.area.isEnabled():
            self._say("")
            return
        read = read_points(text, self.manners.formats, is_area=self._is_area)
        if isinstance(read, int):
            self._say(self._complaint(read))
            return
        self._say("")
        self._value = self._shown(read)
        self.revert()
        if read != self._stored:
            self.answered.emit(read)

    def not_kept(self, node: Node) -> None:
        """Keep what was typed in the field, so that it can be tried again."""
        self._stored, self._value = node.value, self._shown(node.value)

    def _shown(self, stored: str) -> str:
        return show_points(stored, self.manners.formats, is_area=self._is_area)

    def _complaint(self, line: int) -> str:
        texts, formats = self.manners.texts, self.manners.formats
        if not line and self._is_area:
            return texts("An area needs three points or more.")
        if not line:
            return texts("A line needs two points or more.")
        example = "  ".join(filter(None, show_point(_EXAMPLE, formats)))
        return texts(
            "Line {number} is not a point. Write it like {example}.",
            number=formats.number(line),
            example=example,
        )

    def _say(self, complaint: str) -> None:
        if complaint or self._refused:
            self._refused = bool(complaint)
            self.refused.emit(complaint)

    def _forgive(self) -> None:
        self._say("")
