"""The bar of steps above a visit: where one is, how far each step is, and the way there."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStyle, QWidget

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme
from greenfield.ui.visit.step import StepEntry, StepProgress

_HEIGHT = 52
_BAR = 3
_INSIDE = 10


class StepBar(QWidget):
    """Shows the steps in a row. `chosen` carries the id of the one that was clicked."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, texts: Texts, formats: Formats, entries: Sequence[StepEntry]) -> None:
        """Show steps without progress; none of them is the current one."""
        super().__init__()
        self._texts = texts
        self.buttons: dict[str, StepButton] = {}
        self.setAccessibleName(texts("Steps of the visit"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for entry in entries:
            button = StepButton(theme, texts(entry.title), formats, self)
            button.setObjectName(entry.id)
            button.clicked.connect(lambda _=False, wanted=entry.id: self.chosen.emit(wanted))
            self.buttons[entry.id] = button
            row.addWidget(button)
        row.addStretch(1)

    def show_current(self, step: str) -> None:
        """Mark the step that is shown."""
        for name, button in self.buttons.items():
            button.setChecked(name == step)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == step else Qt.FocusPolicy.ClickFocus)

    def show_progress(self, step: str, progress: StepProgress | None) -> None:
        """Show how far a step is."""
        button = self.buttons[step]
        button.progress = progress
        said = ""
        if progress is not None and progress.total:
            said = self._texts("{done} of {total} answered", done=progress.done, total=progress.total)
        button.setAccessibleDescription(said)
        button.setToolTip(said)
        button.updateGeometry()
        button.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go from step to step by the arrows."""
        forward, back = (Qt.Key.Key_Left, Qt.Key.Key_Right)[:: 1 if self.isRightToLeft() else -1]
        names = list(self.buttons)
        current = next((at for at, name in enumerate(names) if self.buttons[name].hasFocus()), -1)
        if current < 0 or event.key() not in {forward, back}:
            super().keyPressEvent(event)
            return
        at = current + (1 if event.key() == forward else -1)
        if 0 <= at < len(names):
            self.chosen.emit(names[at])
            self.buttons[names[at]].setFocus()


class StepButton(QAbstractButton):
    """One step: its name, below it how much is done, and a line that fills."""

    def __init__(self, theme: Theme, text: str, formats: Formats, parent: QWidget) -> None:
        """Show a name."""
        super().__init__(parent)
        self._theme = theme
        self._formats = formats
        self._shows_focus = True
        self.progress: StepProgress | None = None
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Leave the arrows to the bar."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def nextCheckState(self) -> None:  # noqa: N802  Qt's name
        """Leave it to the bar which one is marked."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Show the focus to whoever came by the keyboard; after a click it would only be a second mark."""
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:  # that one only comes back
            self._shows_focus = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the size of name and count."""
        strong = self._theme.font(Type.STRONG)
        self.setFont(strong)
        count = QFontMetrics(self._theme.font(Type.SECONDARY)).horizontalAdvance(self._count())
        wide = max(self.fontMetrics().horizontalAdvance(self.text()), count)
        return QSize(wide + 2 * _INSIDE, max(_HEIGHT, self._theme.target))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the same: nothing is cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Measure anew in another language or direction."""
        super().changeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint name, count and line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box = self._theme, self.rect()
        if self.underMouse() and not self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Colour.HOVER))
            painter.drawRoundedRect(box.adjusted(1, 2, -1, -_BAR - 3), space.RADIUS, space.RADIUS)
        if self.hasFocus() and self._shows_focus:
            painter.setPen(QPen(theme.colour(Colour.FOCUS), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -_BAR - 2), space.RADIUS, space.RADIUS)
        inside = box.adjusted(_INSIDE, 5, -_INSIDE, -_BAR - 4)
        align = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.setFont(theme.font(Type.STRONG if self.isChecked() else Type.BODY))
        painter.setPen(theme.colour(Colour.MAIN_TEXT if self.isChecked() else Colour.INK))
        painter.drawText(inside, align | Qt.AlignmentFlag.AlignTop, self.text())
        painter.setFont(theme.font(Type.SECONDARY))
        painter.setPen(theme.colour(Colour.QUIET))
        painter.drawText(inside, align | Qt.AlignmentFlag.AlignBottom, self._count())
        self._paint_line(painter)

    def _count(self) -> str:
        if self.progress is None or not self.progress.total:
            return ""
        return f"{self._formats.number(self.progress.done)} / {self._formats.number(self.progress.total)}"

    def _paint_line(self, painter: QPainter) -> None:
        theme = self._theme
        line = QRect(_INSIDE, self.height() - _BAR, self.width() - 2 * _INSIDE, _BAR)
        share = self.progress.share if self.progress else 0.0
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.progress is not None:
            painter.setBrush(theme.colour(Colour.LINE))
            painter.drawRoundedRect(QRectF(line), _BAR / 2, _BAR / 2)
        filled = QRect(line)
        filled.setWidth(round(line.width() * share))
        if filled.width():
            painter.setBrush(theme.colour(Colour.MAIN))
            done = QStyle.visualRect(self.layoutDirection(), self.rect(), filled)
            painter.drawRoundedRect(QRectF(done), _BAR / 2, _BAR / 2)
