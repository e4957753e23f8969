"""The resources about a measure, on its card: each opens in the browser when it is clicked, and can be copied."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from greenfield.services.library import LibraryRow
from greenfield.ui.context import WindowContext
from greenfield.ui.leaving import let_go
from greenfield.ui.library.address import copy_address, open_address
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.visit.text_link import TextLink
from greenfield.ui.widgets.words import QuietText


class ReadMoreList(QWidget):
    """A line for each resource; nothing to see where there is none."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._context = context
        self._shown: tuple[LibraryRow, ...] = ()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.hide()

    def show_resources(self, rows: tuple[LibraryRow, ...]) -> None:
        """Show these in place of those before."""
        if rows == self._shown:
            return
        self._shown = rows
        while (item := self._lines.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                let_go(line)
        if rows:
            self._lines.addWidget(QuietText(self._context.texts("Read more"), self._context.theme))
        for row in rows:
            self._lines.addWidget(self._line(row))
        self.setVisible(bool(rows))

    def _line(self, row: LibraryRow) -> QWidget:
        context, texts = self._context, self._context.texts
        words = ", ".join(part for part in (row.title, row.publisher, row.year) if part)
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(space.GAP)
        if not row.web:
            across.addWidget(QuietText(words, context.theme), 1)
            return line
        link = TextLink(context.theme, words, kind=Type.SECONDARY)
        link.setObjectName(f"read_{row.name}")
        link.setToolTip(row.web)
        link.clicked.connect(lambda: open_address(context, row.web))
        copy = QPushButton(texts("Copy the address"))
        copy.setProperty("kind", "link")
        copy.setObjectName(f"copy_{row.name}")
        copy.setAccessibleName(texts("Copy the address of {title}", title=row.title))
        copy.clicked.connect(lambda: copy_address(context, row.web))
        across.addWidget(link, 1)
        across.addWidget(copy)
        return line
