"""A field for a date: typed as the visitor writes it, or taken from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from greenfield.services.stored_words import show_date
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.dates import read_date
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.line_editor import LineEditor
from greenfield.ui.widgets.calendar import dress_calendar

_EXAMPLE = "2026-03-10"
_WIDEST = 240
_ICON = 18


class DateEditor(LineEditor):
    """Takes a date; the button at its end opens a calendar, as Alt and arrow down do."""

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        self.button = calendar_button(manners)
        super().__init__(manners, parent, inside=[self.button])
        self.frame.setMaximumWidth(_WIDEST)
        self.row.addStretch(0)
        self.button.clicked.connect(self.open_calendar)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Open the calendar by Alt and arrow down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def read(self, text: str) -> str | None:
        """Return a date as it is stored."""
        return read_date(text, self.manners.formats)

    def shown(self, stored: str) -> str:
        """Return a stored date as the visitor writes it."""
        return show_date(stored, self.manners.formats)

    def complaint(self, text: str) -> str:
        """Say that it is no date, and how one is written."""
        return no_date(text, self.manners) + self.last_answer()

    def open_calendar(self) -> None:
        """Show a calendar below the field."""
        if not self.line.isEnabled():
            return
        open_calendar(self.manners, self._day(), self, self.frame, self._take)

    def _day(self) -> date | None:
        stored = self.read(self.line.text())
        return date.fromisoformat(stored) if stored else None

    def _take(self, day: QDate) -> None:
        self.line.setText(self.shown(day.toString(Qt.DateFormat.ISODate)))
        self.line.setFocus()
        self.commit()


def calendar_button(manners: Manners) -> QToolButton:
    """Return the button that stands at the end of a date and opens a calendar."""
    button = QToolButton()
    button.setIcon(manners.theme.icon("calendar-blank", Colour.QUIET))
    button.setIconSize(QSize(_ICON, _ICON))
    button.setAutoRaise(True)
    button.setStyleSheet("border: none; background: transparent;")
    button.setToolTip(manners.texts("Choose in the calendar"))
    button.setAccessibleName(manners.texts("Choose in the calendar"))
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def no_date(text: str, manners: Manners) -> str:
    """Return the sentence that something is no date, and how one is written."""
    return manners.texts(
        "“{text}” is not a date. Write it like {example} or {iso}.",
        text=text,
        example=show_date(_EXAMPLE, manners.formats),
        iso=_EXAMPLE,
    )


def open_calendar(
    manners: Manners, day: date | None, owner: QWidget, below: QWidget, take: Callable[[QDate], None]
) -> None:
    """Show a calendar below a field; the day that is chosen in it is taken, and the calendar closes."""
    popup = CalendarPopup(manners, day, owner)
    for chosen in (popup.calendar.activated, popup.calendar.clicked):
        chosen.connect(take)
        chosen.connect(popup.close)
    popup.open_below(below)


class CalendarPopup(QFrame):
    """A calendar that closes when something else is clicked."""

    def __init__(self, manners: Manners, day: date | None, parent: QWidget) -> None:
        """Show the month of a day, or of today."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.calendar = QCalendarWidget(self)
        dress_calendar(self.calendar, manners.theme, manners.formats)
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8, 8, 8, 8)
        rows.addWidget(self.calendar)

    def open_below(self, widget: QWidget) -> None:
        """Show it below a widget, above it where the screen ends."""
        size = self.sizeHint()
        corner = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        if self.isRightToLeft():
            corner.setX(widget.mapToGlobal(QPoint(widget.width(), 0)).x() - size.width())
        room = widget.screen().availableGeometry()
        if corner.y() + size.height() > room.bottom():
            corner.setY(widget.mapToGlobal(QPoint(0, 0)).y() - size.height() - 2)
        self.move(max(room.left(), corner.x()), max(room.top(), corner.y()))
        self.show()
        self.calendar.setFocus()
