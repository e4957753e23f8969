"""The navigation rail at the start edge: words and icons, or icons alone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from greenfield.ui.frame.context import WindowContext
from greenfield.ui.frame.mark import Mark
from greenfield.ui.frame.page import PageEntry, RailSign
from greenfield.ui.frame.rail_button import RailButton
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour

_AT_THE_END = 900


class Rail(QWidget):
    """The pages that are always at hand."""

    chosen = Signal(str)
    """The id of the page that was chosen."""
    fold_wanted = Signal(bool)

    def __init__(self, context: WindowContext, entries: Sequence[PageEntry]) -> None:
        """Show the entries that stand in the rail, in their order."""
        super().__init__()
        self._context = context
        self.setObjectName("rail")
        self._folded = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._signed: list[tuple[PageEntry, RailButton]] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space.NEAR, space.GAP, space.NEAR, space.NEAR)
        rows.setSpacing(2)
        self._mark = Mark(context)
        rows.addWidget(self._mark)
        rows.addSpacing(space.GAP)
        shown = sorted((entry for entry in entries if entry.in_rail), key=lambda entry: entry.order)
        for entry in shown:
            if entry.order < _AT_THE_END:
                rows.addWidget(self._button(entry))
        rows.addStretch(1)
        for entry in shown:
            if entry.order >= _AT_THE_END:
                rows.addWidget(self._button(entry))
        self._fold = RailButton(context.theme, "", "caret-double-left")
        self._fold.setObjectName("fold-rail")
        self._fold.setCheckable(False)
        self._fold.clicked.connect(lambda: self.fold_wanted.emit(not self._folded))
        rows.addWidget(self._fold)
        self.set_folded(folded=False)
        context.sync.changed.connect(self._show_signs)
        self._show_signs()

    @property
    def is_folded(self) -> bool:
        """Tell whether only icons are shown."""
        return self._folded

    def set_folded(self, *, folded: bool) -> None:
        """Show icons alone, or words beside them."""
        self._folded = folded
        texts = self._context.texts
        self._fold.set_picture("caret-double-right" if folded else "caret-double-left")
        self._fold.set_words(texts("Show words") if folded else texts("Fold"))
        self.setFixedWidth(space.RAIL_FOLDED if folded else space.RAIL)
        for button in (*self._buttons.values(), self._fold):
            button.set_folded(folded=folded)
        self._mark.set_folded(folded=folded)

    def show_current(self, page: str) -> None:
        """Mark the page that is shown; one outside of the rail marks none."""
        button = self._buttons.get(page)
        if button is not None:
            button.setChecked(True)
            self._show_signs()
            return
        self._group.setExclusive(False)
        for one in self._buttons.values():
            one.setChecked(False)
        self._group.setExclusive(True)
        self._show_signs()

    def buttons(self) -> dict[str, QAbstractButton]:
        """Return the buttons by the id of their page."""
        return dict(self._buttons)

    def _show_signs(self) -> None:
        """Show beside the entries how things stand there."""
        is_known = self._context.sync.state is not None
        for entry, button in self._signed:
            sign = entry.sign(self._context) if entry.sign and is_known else RailSign()
            button.set_sign(*sign)
            button.setVisible(bool(sign.text) or button.isChecked() or not entry.only_with_sign)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """Paint the ground, and a line towards the page."""
        painter = QPainter(self)
        theme = self._context.theme
        painter.fillRect(self.rect(), theme.colour(Colour.RAIL))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.fillRect(0 if mirrored else self.width() - 1, 0, 1, self.height(), theme.colour(Colour.LINE))

    def _button(self, entry: PageEntry) -> RailButton:
        button = RailButton(self._context.theme, self._context.texts(entry.title), entry.icon)
        button.setObjectName(f"rail-{entry.id}")
        button.clicked.connect(self._choose(entry.id))
        self._group.addButton(button)
        if entry.sign is not None:
            self._signed.append((entry, button))
        self._buttons[entry.id] = button
        return button

    def _choose(self, page: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(page)
