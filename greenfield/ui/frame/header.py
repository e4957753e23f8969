"""The header of every page: way back, title, and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from greenfield.ui.frame.action import Action
from greenfield.ui.frame.context import WindowContext
from greenfield.ui.frame.elided import Elided
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour

_HEIGHT = 64
_LEAST_TITLE = 220


class Header(QWidget):
    """Title at the start, actions at the end; what finds no room goes into a menu."""

    back_wanted = Signal()

    def __init__(self, context: WindowContext) -> None:
        """Begin without a page."""
        super().__init__()
        self._context = context
        self._actions: Sequence[Action] = ()
        self._buttons: list[QPushButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(max(_HEIGHT, context.theme.target + 24))
        row = QHBoxLayout(self)
        row.setContentsMargins(space.MARGIN, 0, space.MARGIN, 0)
        row.setSpacing(space.NEAR)
        texts, theme = context.texts, context.theme
        self._back = Action(
            "back", "", "arrow-left", self.back_wanted.emit, hint=texts("Back (Alt+Left)")
        ).button(theme)
        self._back.setProperty("kind", "quiet")
        self._back.setAccessibleName(texts("Back"))
        self._back.setIconSize(QSize(20, 20))
        self._back.setFixedWidth(theme.target + 4)
        row.addWidget(self._back)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        self._title = Elided(theme, Type.TITLE, Colour.INK)
        self._title.setObjectName("page-title")
        self._subtitle = Elided(theme, Type.SECONDARY, Colour.QUIET)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        words.addStretch(1)
        row.addLayout(words, 1)
        self._row = row
        self._more = Action("more-actions", texts("More"), "dots-three", self._show_menu).button(theme)
        self._more.hide()
        row.addWidget(self._more)

    def show_page(self, title: str, subtitle: str, actions: Sequence[Action], *, can_go_back: bool) -> None:
        """Show what belongs to a page."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._back.setVisible(can_go_back)
        focused = next((button.objectName() for button in self._buttons if button.hasFocus()), "")
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.setShortcut("")
            let_go(button)
        self._actions = sorted(actions, key=lambda action: action.main)
        self._buttons = [action.button(self._context.theme, self) for action in self._actions]
        for button in self._buttons:
            self._row.addWidget(button)
            button.show()
            if button.objectName() == focused:
                button.setFocus()
        self._fit()

    def title(self) -> str:
        """Return the title that is shown."""
        return self._title.text()

    def button(self, action_id: str) -> QPushButton | None:
        """Return the button of an action."""
        return next((button for button in self._buttons if button.objectName() == action_id), None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Find room for the actions anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """Paint the line towards the page."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._context.theme.colour(Colour.LINE))

    def _fit(self) -> None:
        """Put what finds no room into the menu, the main action never."""
        room = self.width() - 2 * space.MARGIN - _LEAST_TITLE
        room -= self._back.width() if self._back.isVisibleTo(self) else 0
        needed = sum(button.sizeHint().width() + space.NEAR for button in self._buttons)
        folded = needed > room and len(self._buttons) > 1
        for action, button in zip(self._actions, self._buttons, strict=True):
            button.setVisible(not folded or action.main)
        self._more.setVisible(folded)

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self._actions:
            if not action.main:
                menu.addAction(action.menu_entry(self._context.theme, menu))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
