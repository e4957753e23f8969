"""A field for a number, in the visitor's way of writing, with the unit inside of its frame."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from greenfield.forms.node import Node
from greenfield.services.stored_words import show_number
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.line_editor import LineEditor
from greenfield.ui.visit.editors.unit import UnitBox
from greenfield.ui.visit.numbers import read_number
from greenfield.ui.widgets.words import Words

_EXAMPLE = "1234.5"
_WHOLE_EXAMPLE = "1234"
_WIDEST = 320


class NumberEditor(LineEditor):
    """Takes a number. With `unit`, the box to choose it from stands at the end; `sign` is a fixed one."""

    def __init__(
        self, manners: Manners, parent: QWidget | None = None, *, whole: bool = False, has_unit: bool = False
    ) -> None:
        """Make an empty field, for `whole` numbers only if wanted."""
        self.unit = UnitBox(manners) if has_unit else None
        self.sign = Words("", manners.theme, Type.BODY, Colour.QUIET)
        self.sign.setWordWrap(False)
        self.sign.hide()
        super().__init__(manners, parent, inside=[self.sign, *([self.unit] if self.unit else [])])
        self._whole = whole
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.frame.setMaximumWidth(_WIDEST)
        self.row.addStretch(0)
        if self.unit is not None:
            self.unit.box.installEventFilter(self.frame)

    def show_sign(self, sign: str) -> None:
        """Show a unit that is not chosen, a currency say, at the end of the frame."""
        self.sign.setText(sign)
        self.sign.setVisible(bool(sign))

    def show_unit(self, node: Node) -> None:
        """Show the state of the question on the unit."""
        if self.unit is not None:
            self.unit.show_node(node)

    def fields(self) -> list[QWidget]:
        """Return the line and the unit."""
        return [self.line, *([self.unit.box] if self.unit else [])]

    def read(self, text: str) -> str | None:
        """Return a number as it is stored."""
        stored = read_number(text, self.manners.formats)
        if stored and self._whole:
            whole, _, fraction = stored.partition(".")
            return whole if not fraction.strip("0") else None
        return stored

    def shown(self, stored: str) -> str:
        """Return a stored number as the visitor writes it."""
        return show_number(stored, self.manners.formats)

    def complaint(self, text: str) -> str:
        """Say that it is no number, how one is written, and that the last answer stands."""
        texts = self.manners.texts
        example = show_number(_WHOLE_EXAMPLE if self._whole else _EXAMPLE, self.manners.formats)
        if self._whole:
            said = texts(
                "“{text}” is not a whole number. Write it like {example}.", text=text, example=example
            )
        else:
            said = texts("“{text}” is not a number. Write it like {example}.", text=text, example=example)
        return said + self.last_answer()
