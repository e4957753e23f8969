"""What happened, told to every page that wants to know; sent after the commit."""

from PySide6.QtCore import QObject, Signal


class Events(QObject):
    """Signals that cross pages."""

    visit_changed = Signal(str)
    """The id of a visit whose answers, state or measures changed."""
    companies_changed = Signal()
    settings_changed = Signal()
    """Language, numbers, currency, theme: all pages are made anew right after it, none needs to listen."""
    workspace_changed = Signal()
    """A workspace was opened, or the last one was closed."""
    arrived = Signal(object)
    """Others changed something here, by sync or a file: the ids of the visits that it concerns, as a frozenset."""
