"""One resource beside the list: what one finds there, where it is, where it was seen."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.services.library import LibraryRow
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.leaving import let_go
from greenfield.ui.library.address import copy_address, open_address, shown_address
from greenfield.ui.library.reading import ResourceWords
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle, Words


class ResourceDetails(ScrollColumn):
    """The side of the page; says what to do as long as no resource is chosen."""

    def __init__(self, context: WindowContext) -> None:
        """Begin without a resource."""
        super().__init__(margin=space.GAP)
        self._context = context
        self._words = ResourceWords(context.texts, context.formats)
        self.row: LibraryRow | None = None
        self.setFixedWidth(space.SIDE)
        theme, texts = context.theme, context.texts
        self.hint = QuietText(texts("Choose a resource in the list to see more of it."), theme)
        self.add(self.hint)
        self._head, self._head_rows = _part()
        self._facts, self._fact_rows = _part()
        self.copy = Action("copy-address", texts("Copy the address"), "copy", self._copy).button(theme)
        self.open = Action("open-address", texts("Open in the browser"), "", self._open, main=True).button(
            theme
        )
        for widget in (self._head, self.copy, self.open, self._facts):
            self.add(widget)
        self.show_resource(None)

    def show_resource(self, row: LibraryRow | None) -> None:
        """Show a resource, or none."""
        self.row = row
        _empty(self._head_rows)
        _empty(self._fact_rows)
        self.hint.setVisible(row is None)
        for part in (self._head, self.copy, self.open, self._facts):
            part.setVisible(row is not None)
        if row is None:
            return
        self._fill(row)
        self.copy.setEnabled(bool(row.web))
        self.open.setEnabled(bool(row.web))
        self.verticalScrollBar().setValue(0)

    def _fill(self, row: LibraryRow) -> None:
        theme, texts = self._context.theme, self._context.texts
        self._head_rows.addWidget(SectionTitle(row.title, theme))
        self._head_rows.addWidget(QuietText(self._words.origin(row), theme))
        self._head_rows.addSpacing(space.NEAR)
        self._head_rows.addWidget(BodyText(row.summary, theme))
        if row.expired:
            ended = Words(texts("This offer has ended."), theme, Type.SECONDARY, Colour.WARNING_TEXT)
            self._head_rows.addWidget(ended)
        self._head_rows.addSpacing(space.NEAR)
        self._head_rows.addWidget(QuietText(shown_address(row.web), theme))
        facts = self._words.facts(row)
        if row.seen_at and row.seen_at != row.web:
            facts.append((texts("Where it was seen"), shown_address(row.seen_at)))
        for name, value in facts:
            self._fact_rows.addWidget(QuietText(name, theme))
            self._fact_rows.addWidget(BodyText(value, theme))
            self._fact_rows.addSpacing(space.NEAR)

    def _copy(self) -> None:
        if self.row is not None:
            copy_address(self._context, self.row.web)

    def _open(self) -> None:
        if self.row is not None:
            open_address(self._context, self.row.web)


def _part() -> tuple[QWidget, QVBoxLayout]:
    widget = QWidget()
    rows = QVBoxLayout(widget)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(2)
    return widget, rows


def _empty(rows: QVBoxLayout) -> None:
    while (item := rows.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            let_go(widget)
