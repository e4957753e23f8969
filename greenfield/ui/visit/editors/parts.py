"""A field of several lines side by side that make one answer together: a date and a time, the parts of a place."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QWidget

from greenfield.forms.node import Node
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.editors.editor import Editor, Manners
from greenfield.ui.widgets.field import FieldFrame
from greenfield.ui.widgets.words import QuietText, Words

_WIDEST = 480
_COMES_BACK = frozenset({Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason})


@dataclass(frozen=True, slots=True)
class Part:
    """One of the lines: what stands above it, the unit at its end, and what else stands inside of its frame."""

    label: str
    unit: str = ""
    inside: tuple[QWidget, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Which line is wrong and why; one that `waits` is no fault as long as somebody is still writing."""

    part: int
    words: str
    waits: bool = False


class PartsEditor(Editor):
    """Base of the fields of several lines. A kind of its own says how an answer is split and joined."""

    def __init__(self, manners: Manners, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        """Make empty lines, two beside each other."""
        super().__init__(manners, parent)
        self.lines: list[QLineEdit] = []
        self.frames: list[FieldFrame] = []
        self._parts = tuple(parts)
        self._shown = [""] * len(parts)
        self._refusal: Refusal | None = None
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for index, part in enumerate(parts):
            self._add(grid, index, part)
        self.row.addWidget(inside, 1)
        self.row.addStretch(0)

    def split(self, stored: str) -> list[str]:
        """Return what the lines show of a stored answer."""
        raise NotImplementedError

    def join(self, written: Sequence[str]) -> str | Refusal:
        """Return what stands in the lines as it is stored, or what is wrong with it."""
        raise NotImplementedError

    @property
    def is_typing(self) -> bool:
        """Whether something stands there that is not the last answer."""
        return [line.text() for line in self.lines] != self._shown

    def show_node(self, node: Node) -> None:
        """Show the answer, unless something else is being typed."""
        was_typing = self.is_typing
        before, self._shown = self._shown, self.split(node.value)
        if not was_typing or self._shown != before:
            self._put()
        for line in self.lines:
            line.setEnabled(not node.readonly)

    def commit(self) -> None:
        """Make what was typed the answer; what is none stays there with a word about it."""
        self._take(is_over=True)

    def revert(self) -> None:
        """Show the last answer again."""
        self._put()
        self._say(None)

    def not_kept(self, node: Node) -> None:
        """Keep what was typed in the lines, so that it can be tried again."""
        self._shown = self.split(node.value)

    def mark_wrong(self, *, wrong: bool) -> None:
        """Paint the frames as of a wrong answer, or only that of the line that is."""
        for index, frame in enumerate(self.frames):
            frame.set_wrong(self._refusal.part == index if self._refusal else wrong)

    def name_field(self, name: str, description: str) -> None:
        """Say of each line which part of the question it is."""
        for part, line in zip(self._parts, self.lines, strict=True):
            line.setAccessibleName(self.manners.texts("{question}: {part}", question=name, part=part.label))
            line.setAccessibleDescription(description)

    def fields(self) -> list[QWidget]:
        """Return the lines."""
        return list(self.lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Escape takes back what was typed since the last answer."""
        if event.key() == Qt.Key.Key_Escape and self.is_typing:
            self.revert()
            event.accept()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  Qt's name
        """Answer before the next field is looked for, if there is an answer already."""
        self._take(is_over=False)
        return QWidget.focusNextPrevChild(self, forward)

    def _add(self, grid: QGridLayout, index: int, part: Part) -> None:
        line, theme = QLineEdit(), self.manners.theme
        sign = Words(part.unit, theme, Type.BODY, Colour.QUIET)
        sign.setWordWrap(False)
        sign.setVisible(bool(part.unit))
        frame = FieldFrame(theme, line, [*([sign] if part.unit else []), *part.inside], self)
        label = QuietText(part.label, theme)
        label.setBuddy(line)
        row, column = index // 2 * 2, index % 2
        grid.addWidget(label, row, column)
        grid.addWidget(frame, row + 1, column)
        grid.setColumnStretch(column, 1)
        line.returnPressed.connect(self.commit)
        line.installEventFilter(self)
        line.textEdited.connect(self._forgive)
        self.lines.append(line)
        self.frames.append(frame)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Answer when a line is left; wait for the rest as long as the keyboard is in another one."""
        if isinstance(event, QFocusEvent) and event.lostFocus():
            focused = QApplication.focusWidget()
            elsewhere = focused is not None and not self.isAncestorOf(focused)
            self._take(is_over=elsewhere and event.reason() not in _COMES_BACK)
        return super().eventFilter(watched, event)

    def _take(self, *, is_over: bool) -> None:
        if not self.is_typing or not self.lines[0].isEnabled():
            self._say(None)
            return
        read = self.join([line.text() for line in self.lines])
        if isinstance(read, Refusal):
            if is_over or not read.waits:
                self._say(read)
            return
        self._say(None)
        self._shown = self.split(read)
        self._put()
        self.answered.emit(read)

    def _put(self) -> None:
        for line, text in zip(self.lines, self._shown, strict=True):
            if line.text() != text:
                line.setText(text)
            if not line.hasFocus():
                line.setCursorPosition(0)

    def _say(self, refusal: Refusal | None) -> None:
        if refusal == self._refusal:
            return
        self._refusal = refusal
        self.mark_wrong(wrong=False)
        self.refused.emit(refusal.words if refusal else "")

    def _forgive(self) -> None:
        self._say(None)
