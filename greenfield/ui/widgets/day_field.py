"""A day, written as the reader writes it and picked from a calendar."""

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QWidget

from greenfield.base.formats import Formats
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.calendar import dress_calendar


class DayField(QDateEdit):
    """Holds a day; the wheel scrolls the page instead of changing it."""

    def __init__(self, theme: Theme, formats: Formats, day: date, parent: QWidget | None = None) -> None:
        """Show a day."""
        super().__init__(parent)
        locale = QLocale(str(formats.locale))
        self.setLocale(locale)
        self.setDisplayFormat(_pattern(formats))
        self.setCalendarPopup(True)
        dress_calendar(self.calendarWidget(), theme, formats)
        self.set_day(day)

    def day(self) -> date:
        """Return the day."""
        found = self.date()
        return date(found.year(), found.month(), found.day())

    def set_day(self, day: date) -> None:
        """Show another day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Let the page scroll."""
        event.ignore()


def _pattern(formats: Formats) -> str:
    """Return the pattern by which dates are read everywhere else, mostly with the month as a word: `d MMM yyyy`."""
    return re.sub("y+", "yyyy", str(formats.locale.date_formats["medium"].pattern))
