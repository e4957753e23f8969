"""A field for a moment: a date and a time beside it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from greenfield.services.stored_words import show_date
from greenfield.ui.visit.dates import read_date
from greenfield.ui.visit.editors.date import calendar_button, no_date, open_calendar
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.parts import Part, PartsEditor, Refusal
from greenfield.ui.visit.editors.time import no_time
from greenfield.ui.visit.times import as_stored, read_time, show_time, stored_time


class DateTimeEditor(PartsEditor):
    """Takes a date and a time; stored with the offset that this computer has on that day."""

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Make empty lines."""
        self.button = calendar_button(manners)
        texts = manners.texts
        super().__init__(manners, (Part(texts("Date"), inside=(self.button,)), Part(texts("Time"))), parent)
        self.button.clicked.connect(self.open_calendar)

    def split(self, stored: str) -> list[str]:
        """Return date and time as the visitor writes them."""
        formats = self.manners.formats
        day, _, rest = stored.partition("T")
        moment = stored_time(rest)
        return [show_date(day, formats), show_time(moment, formats) if moment else rest]

    def join(self, written: Sequence[str]) -> str | Refusal:
        """Return the moment as it is stored; both parts are needed."""
        manners, (day, moment) = self.manners, (text.strip() for text in written)
        if not day and not moment:
            return ""
        on, at = read_date(day, manners.formats), read_time(moment, manners.formats)
        if on is None:
            return Refusal(0, no_date(day, manners))
        if moment and at is None:
            return Refusal(1, no_time(moment, manners))
        if not on:
            return Refusal(0, manners.texts("The date is missing."), waits=True)
        if at is None:
            return Refusal(1, manners.texts("The time is missing."), waits=True)
        return as_stored(date.fromisoformat(on), at)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Open the calendar by Alt and arrow down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show a calendar below the date."""
        if self.lines[0].isEnabled():
            shown = read_date(self.lines[0].text(), self.manners.formats)
            day = date.fromisoformat(shown) if shown else None
            open_calendar(self.manners, day, self, self.frames[0], self._take_day)

    def _take_day(self, day: QDate) -> None:
        self.lines[0].setText(show_date(day.toString(Qt.DateFormat.ISODate), self.manners.formats))
        self.lines[0].setFocus()
        self._take(is_over=False)
