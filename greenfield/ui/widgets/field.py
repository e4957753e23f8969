"""A labelled field: label above, unit inside of the frame at its end, hint and problem below."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.start_edge import stand_at_start
from greenfield.ui.widgets.words import QuietText, StrongText, Words


class FieldFrame(QWidget):
    """The frame around an editor and what stands inside of it at its end: a unit, a small button."""

    def __init__(
        self, theme: Theme, editor: QWidget, inside: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        """Take the editor in, without a frame of its own."""
        super().__init__(parent)
        self._theme = theme
        self._wrong = False
        editor.setStyleSheet("border: none; background: transparent; min-height: 0; padding: 0;")
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 1, 9, 1)
        row.setSpacing(space.NEAR)
        row.addWidget(editor, 1)
        for widget in inside:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(theme.target)
        self._editor = editor
        editor.installEventFilter(self)
        if isinstance(editor, QLineEdit):
            stand_at_start(editor)
        self.setFocusProxy(editor)

    def set_wrong(self, wrong: bool) -> None:
        """Draw the frame in the colour of errors, or as usual."""
        if wrong != self._wrong:
            self._wrong = wrong
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Show which field has the focus; let its text begin at the start edge."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.EnabledChange}:
            self.update()
        if event.type() == QEvent.Type.LayoutDirectionChange and isinstance(watched, QLineEdit):
            stand_at_start(watched)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """Paint ground and frame."""
        focused = self._editor.hasFocus()
        role = Colour.ERROR if self._wrong else Colour.FOCUS if focused else Colour.EDGE
        width = 2 if focused or self._wrong else 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        enabled = self._editor.isEnabled()
        painter.setBrush(self._theme.colour(Colour.FIELD if enabled else Colour.RAIL))
        painter.setPen(QPen(self._theme.colour(role if enabled else Colour.LINE), width))
        inset = width / 2
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(inset, inset, -inset, -inset), space.RADIUS, space.RADIUS
        )


class Field(QWidget):
    """A labelled field. `problem` stands below the frame and never moves what comes after it by surprise."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        editor: QWidget,
        *,
        unit: str = "",
        hint: str = "",
        inside: Sequence[QWidget] = (),
        framed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Put label, editor and hint together; `framed` is False for what brings its own frame (a combo box)."""
        super().__init__(parent)
        self._hint = hint
        self.editor = editor
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        self.label = StrongText(label, theme)
        self.label.setBuddy(editor)
        rows.addWidget(self.label)
        at_end = list(inside)
        if unit:
            sign = Words(unit, theme, Type.BODY, Colour.QUIET)
            sign.setWordWrap(False)
            at_end.append(sign)
        self.frame = FieldFrame(theme, editor, at_end) if framed else None
        rows.addWidget(self.frame or editor)
        self.below = QuietText(hint, theme)
        rows.addWidget(self.below)
        self.below.setVisible(bool(hint))  # only now: before it has a parent it would be a window of its own
        self.setFocusProxy(editor)
        if not editor.accessibleName():
            editor.setAccessibleName(label)

    def show_problem(self, text: str) -> None:
        """Show what is wrong below the field, or its hint again without a text."""
        self.below.setText(text or self._hint)
        self.below.setVisible(bool(text or self._hint))
        self.below.set_colour(Colour.ERROR_TEXT if text else Colour.QUIET)
        if self.frame:
            self.frame.set_wrong(bool(text))
