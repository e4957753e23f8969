"""How a calendar looks: in our type and colours, every day alike."""

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from greenfield.base.formats import Formats
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme

_TURNERS = {"qt_calendar_prevmonth": "caret-left", "qt_calendar_nextmonth": "caret-right"}
"""Qt's own names of the buttons that turn the month."""
_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


def dress_calendar(calendar: QCalendarWidget, theme: Theme, formats: Formats) -> None:
    """Give a calendar our look; which days are free differs from country to country, so none is marked."""
    calendar.setLocale(QLocale(str(formats.locale)))
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    names = QTextCharFormat()
    names.setForeground(theme.colour(Colour.QUIET))
    names.setBackground(theme.colour(Colour.FIELD))
    names.setFont(theme.font(Type.SECONDARY))
    for day in _WEEKEND:
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
    calendar.setHeaderTextFormat(names)
    for name, icon in _TURNERS.items():
        turner = calendar.findChild(QToolButton, name)
        if isinstance(turner, QToolButton):
            turner.setIcon(theme.icon(icon))
            turner.setIconSize(QSize(16, 16))
