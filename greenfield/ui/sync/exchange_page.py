"""Exchange files: writing one for a stick, reading one, and the own key to which others seal theirs."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from greenfield.ui.context import WindowContext
from greenfield.ui.frame.page import Page
from greenfield.ui.sync.file_reading import FileReading
from greenfield.ui.sync.file_writing import FileWriting
from greenfield.ui.sync.own_key import OwnKey
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.file_drop import FileDrop
from greenfield.ui.widgets.line import Line


class ExchangePage(Page):
    """Opened with `unsent` to save what was not sent for the organisation, with `company` to write that one."""

    def __init__(self, context: WindowContext) -> None:
        """Build the three parts."""
        super().__init__(context)
        FileDrop(self, self._take)
        self.column = ScrollColumn()
        self.reading = FileReading(context)
        self.writing = FileWriting(context)
        self.own_key = OwnKey(context)
        for part in (self.writing, Line(context.theme), self.reading, Line(context.theme), self.own_key):
            self.column.add(part)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.column)

    def open_with(self, **what: str) -> None:
        """Offer what there is to write now."""
        self.writing.begin(unsent=bool(what.get("unsent")), company=what.get("company", ""))
        self.own_key.read()

    def _take(self, path: Path) -> None:
        """Look into the file that was dropped."""
        self.column.reveal(self.reading)
        self.reading.take_file(path)
