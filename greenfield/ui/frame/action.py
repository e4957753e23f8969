"""What a person can do somewhere, as a value: shown as a button, an entry of a menu, a shortcut."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme

ICON_WITH_WORDS = QSize(24, 16)
"""Wider than high: the room between icon and words, which no style sheet can set."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. `text` is already in the person's language, `icon` a name of `ui.theme.icons`.

    `shortcut` as Qt writes it (`Ctrl+N`). At most one action of a page is `main`. A `dangerous` one is asked
    for by whoever gives it, by the name of the thing.
    """

    id: str
    text: str
    icon: str
    run: Callable[[], None]
    shortcut: str = ""
    enabled: bool = True
    main: bool = False
    dangerous: bool = False
    hint: str = ""

    def button(self, theme: Theme, parent: QWidget | None = None) -> QPushButton:
        """Return a button that does it; the main one is filled."""
        button = QPushButton(self.text, parent)
        button.setObjectName(self.id)
        button.setProperty("kind", "main" if self.main else "dangerous" if self.dangerous else "plain")
        if self.icon:
            button.setIcon(
                theme.icon(self.icon, Colour.ERROR_TEXT if self.dangerous else Colour.INK, on_main=self.main)
            )
            if self.text:
                button.setIconSize(ICON_WITH_WORDS)
        if self.shortcut:
            button.setShortcut(QKeySequence(self.shortcut))
        button.setToolTip(self._hint())
        button.setEnabled(self.enabled)
        button.clicked.connect(lambda: self.run())  # noqa: PLW0108  without what Qt sends along
        return button

    def menu_entry(self, theme: Theme, parent: QWidget) -> QAction:
        """Return an entry of a menu, or of a widget's shortcuts."""
        entry = QAction(self.text, parent)
        entry.setObjectName(self.id)
        if self.icon:
            entry.setIcon(theme.icon(self.icon))
        if self.shortcut:
            entry.setShortcut(QKeySequence(self.shortcut))
        entry.setEnabled(self.enabled)
        entry.triggered.connect(lambda: self.run())  # noqa: PLW0108  without what Qt sends along
        return entry

    def _hint(self) -> str:
        keys = QKeySequence(self.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        return " · ".join(part for part in (self.hint, keys) if part)
