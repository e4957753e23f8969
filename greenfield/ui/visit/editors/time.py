"""A field for a time of the day, typed as the visitor writes it."""

from datetime import time

from PySide6.QtWidgets import QWidget

from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.line_editor import LineEditor
from greenfield.ui.visit.times import as_stored, read_time, show_time, stored_time

EXAMPLE = time(14, 30)
_WIDEST = 160


class TimeEditor(LineEditor):
    """Takes a time; it is stored with the offset of this computer, as ODK Collect does."""

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(manners, parent)
        self.frame.setMaximumWidth(_WIDEST)
        self.row.addStretch(0)

    def read(self, text: str) -> str | None:
        """Return a time as it is stored."""
        if not text.strip():
            return ""
        moment = read_time(text, self.manners.formats)
        return None if moment is None else as_stored(None, moment)

    def shown(self, stored: str) -> str:
        """Return a stored time as the visitor writes it."""
        moment = stored_time(stored)
        return stored if moment is None else show_time(moment, self.manners.formats)

    def complaint(self, text: str) -> str:
        """Say that it is no time, and how one is written."""
        return no_time(text, self.manners) + self.last_answer()


def no_time(text: str, manners: Manners) -> str:
    """Return the sentence that something is no time, and how one is written."""
    example = show_time(EXAMPLE, manners.formats)
    return manners.texts("“{text}” is not a time. Write it like {example}.", text=text, example=example)
