"""A field for a place on the earth: latitude and longitude, and altitude and accuracy if they are known."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from greenfield.services.stored_words import show_number
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.parts import Part, PartsEditor, Refusal
from greenfield.ui.visit.points import Fault, read_point, show_point

EXAMPLE = "14.7917"


class GeopointEditor(PartsEditor):
    """Takes decimal degrees and metres, with the visitor's decimal sign."""

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Make empty lines."""
        texts = manners.texts
        parts = (
            Part(texts("Latitude"), "°"),
            Part(texts("Longitude"), "°"),
            Part(texts("Altitude (may stay empty)"), "m"),
            Part(texts("Accuracy (may stay empty)"), "m"),
        )
        super().__init__(manners, parts, parent)
        for line in self.lines:
            line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    def split(self, stored: str) -> list[str]:
        """Return the parts of a stored point."""
        return show_point(stored, self.manners.formats)

    def join(self, written: Sequence[str]) -> str | Refusal:
        """Return the point as it is stored."""
        read = read_point(written, self.manners.formats)
        if isinstance(read, str):
            return read
        part, fault = read
        texts, formats = self.manners.texts, self.manners.formats
        example = show_number(EXAMPLE, formats)
        words = {
            Fault.NO_NUMBER: lambda: texts(
                "“{text}” is not a number. Write it like {example}.", text=written[part], example=example
            ),
            Fault.MISSING: lambda: texts("A place needs latitude and longitude."),
            Fault.OUTSIDE: lambda: self._outside(part),
        }
        return Refusal(part, words[fault](), waits=fault is Fault.MISSING)

    def _outside(self, part: int) -> str:
        texts, number = self.manners.texts, self.manners.formats.number
        if part == 0:
            return texts("A latitude lies between {least} and {most}.", least=number(-90), most=number(90))
        if part == 1:
            return texts("A longitude lies between {least} and {most}.", least=number(-180), most=number(180))
        return texts("An accuracy is not less than {least}.", least=number(0))
