"""A field for a number out of a range: typed, or picked on a slider."""

from string import Template

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QSlider, QWidget

from greenfield.forms.node import Node
from greenfield.services.stored_words import show_number
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme
from greenfield.ui.visit.editors.bounds import Bounds
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.number import NumberEditor
from greenfield.ui.widgets.words import QuietText

_NUMBER = 140
_SLIDER = 320
_BIG_STEPS = 10
_STYLE = Template("""
QSlider::groove { height: 4px; border-radius: 2px; background: $line; }
QSlider::$done { border-radius: 2px; background: $main; }
QSlider::handle { width: 16px; margin: -8px 0; border: 2px solid $edge_of_handle; border-radius: 10px;
  background: $field; }
QSlider::handle:hover { background: $main_soft; }
QSlider:focus { outline: none; }
QSlider::handle:focus { border-color: $focus; background: $main; }
QSlider::$done:disabled { background: $quiet; }
QSlider::handle:disabled { border-color: $quiet; }
""")


class StillSlider(QSlider):
    """A slider that lets the page scroll under the pointer. `picked` carries a place that a person chose.

    It comes for the first place too, where the slider stands before there is an answer.
    """

    picked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Stand at the start."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._has_answer = False
        self._dress()
        self.sliderReleased.connect(lambda: self.picked.emit(self.value()))
        self.actionTriggered.connect(self._act)

    def show_place(self, place: int | None) -> None:
        """Stand at a place; without one at the start, and quietly."""
        self.setValue(place or 0)
        if self._has_answer != (place is not None):
            self._has_answer = place is not None
            self._dress()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Fill the way from the start, on whichever side that is."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._dress()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Take the place at which it stands by Space or Enter."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.picked.emit(self.value())
            return
        super().keyPressEvent(event)

    def _dress(self) -> None:
        colours = {str(role): self._theme.hex(role) for role in Colour}
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        done = "add-page" if mirrored else "sub-page"
        edge = colours[str(Colour.MAIN if self._has_answer else Colour.EDGE)]
        self.setStyleSheet(_STYLE.substitute(colours, done=done, edge_of_handle=edge))

    def _act(self, _action: int) -> None:
        if not self.isSliderDown():
            self.picked.emit(self.sliderPosition())


class RangeEditor(NumberEditor):
    """Takes only what the range offers; the slider beside it shows where that lies."""

    def __init__(
        self, manners: Manners, bounds: Bounds, parent: QWidget | None = None, *, whole: bool
    ) -> None:
        """Stand at the start of the range, without an answer."""
        super().__init__(manners, parent, whole=whole)
        self._bounds = bounds
        self.frame.setFixedWidth(_NUMBER)
        self.slider = StillSlider(manners.theme, self)
        self.slider.setRange(0, bounds.steps)
        self.slider.setPageStep(max(1, bounds.steps // _BIG_STEPS))
        self.slider.setMinimumHeight(manners.theme.target)
        self.slider.picked.connect(self._pick)
        beside = QWidget()
        beside.setMaximumWidth(_SLIDER)
        grid = QGridLayout(beside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.slider, 0, 0, 1, 2)
        for column, (place, side) in enumerate(
            ((0, Qt.AlignmentFlag.AlignLeading), (bounds.steps, Qt.AlignmentFlag.AlignTrailing))
        ):
            end = QuietText(self.shown(bounds.at(place)), manners.theme)
            end.setWordWrap(False)
            grid.addWidget(end, 1, column, side)
        self.row.insertWidget(1, beside, 1, Qt.AlignmentFlag.AlignTop)
        self.row.setAlignment(self.frame, Qt.AlignmentFlag.AlignTop)

    def show_node(self, node: Node) -> None:
        """Show the answer, also on the slider."""
        super().show_node(node)
        self.slider.show_place(self._bounds.place(node.value))
        self.slider.setEnabled(not node.readonly)

    def read(self, text: str) -> str | None:
        """Return a number as it is stored, None for one that is not offered."""
        stored = super().read(text)
        if not stored:
            return stored
        return stored if self._bounds.place(stored) is not None else None

    def complaint(self, text: str) -> str:
        """Say what is offered, or that it is no number."""
        if not super().read(text):
            return super().complaint(text)
        bounds, formats = self._bounds, self.manners.formats
        least, most = sorted((bounds.start, bounds.end))
        said = self.manners.texts(
            "Give a number from {least} to {most}, in steps of {step}.",
            least=show_number(f"{least:f}", formats),
            most=show_number(f"{most:f}", formats),
            step=show_number(f"{bounds.step:f}", formats),
        )
        return said + self.last_answer()

    def fields(self) -> list[QWidget]:
        """Return the line and the slider."""
        return [self.line, self.slider]

    def _pick(self, place: int) -> None:
        stored = self._bounds.at(place)
        self.line.setText(self.shown(stored))
        self.commit()
