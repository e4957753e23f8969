"""One of many, found by typing a part of its name: countries, currencies, sectors, companies."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QSizePolicy, QWidget

from greenfield.base.places import plain
from greenfield.ui.widgets.start_edge import stand_at_start

_ROWS = 9
_LETTERS = 12
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Choice:
    """One of many: the key that is kept, the text that is read, and further words that find it."""

    key: str
    text: str
    words: str = ""


class ChoiceBox(QComboBox):
    """A box to choose from or to type into; what is typed finds choices, and only a choice stays.

    `chosen` is sent with the key when a person has made a choice, not when the program sets one.
    """

    chosen = Signal(str)

    def __init__(self, choices: Iterable[Choice], parent: QWidget | None = None, *, hint: str = "") -> None:
        """Offer the choices in their order, none of them chosen."""
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._kept = -1
        self.keeps_unknown = False
        """Whether what names no choice stays, to be said by who asks, instead of the choice before."""
        self._found: list[int] = []
        self._field = QLineEdit(self)
        self.setLineEdit(self._field)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.setMaxVisibleItems(_ROWS)
        self._texts = QStringListModel(self)
        completer = QCompleter(self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setModel(self._texts)
        completer.setMaxVisibleItems(_ROWS)
        self.setCompleter(completer)
        self._popup = QListView()
        self._popup.setObjectName("choices")
        completer.setPopup(self._popup)
        self._popup.installEventFilter(self)
        self._field.setPlaceholderText(hint)
        self._field.textEdited.connect(self._search)
        completer.activated.connect(self._take_text)
        self.activated.connect(self._take)
        stand_at_start(self._field)
        self.offer(choices)

    def offer(self, choices: Iterable[Choice]) -> None:
        """Offer other choices; what is chosen stays if it is among them."""
        key = self.key()
        self._choices = tuple(choices)
        self.clear()
        self.addItems([choice.text for choice in self._choices])
        self.set_key(key)

    def key(self) -> str:
        """Return the key of what is chosen, empty if nothing is."""
        return self._choices[self._kept].key if self._kept >= 0 else ""

    def unknown(self) -> str:
        """Return what stands in the field and names no choice, empty if nothing does."""
        return self._field.text().strip() if self._kept < 0 else ""

    def set_key(self, key: str) -> None:
        """Choose by key; nothing is chosen if there is no such one."""
        self._kept = next((row for row, choice in enumerate(self._choices) if choice.key == key), -1)
        self._show_kept()

    def commit(self) -> None:
        """Take what was typed for the choice that it names, else go back to the one before."""
        typed = plain(self._field.text()).strip()
        if not typed:
            self._take(-1)
            return
        ranked = self._ranked(typed)
        if not ranked and self.keeps_unknown:
            self._kept = -1
            return
        exact = [row for rank, row in ranked if rank == 0]
        only = ranked[0][1] if len(ranked) == 1 else self._kept
        self._take(exact[0] if exact else only)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Keep what was typed when the field is left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Take the best match at Enter."""
        if event.key() in _ENTER and self._field.isModified():
            self._take_best()
            event.accept()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Take the best match at Enter in the list below the field too, unless a row is marked there."""
        enters = (
            isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
        )
        if enters and watched is self._popup and not self._popup.currentIndex().isValid():
            self._popup.hide()
            self._take_best()
            return True
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Let the page scroll: a wheel over a field must not change an answer."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Begin the text at the start edge, at its first letter."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            stand_at_start(self._field)
            self._field.setCursorPosition(0)

    def _take_best(self) -> None:
        self._search(self._field.text())
        if self._found and self._field.text().strip():
            self._take(self._found[0])
        else:
            self.commit()

    def _search(self, text: str) -> None:
        """Offer below the field what was found, the best first."""
        self._found = [row for _, row in self._ranked(plain(text).strip())]
        self._texts.setStringList([self._choices[row].text for row in self._found])

    def _ranked(self, typed: str) -> list[tuple[int, int]]:
        """Return rank and row of each choice in which every word was found: 0 is the thing itself."""
        words = typed.split()
        found = []
        for row, choice in enumerate(self._choices):
            text = plain(choice.text)
            names = {plain(choice.key), *plain(choice.words).split()}
            if typed == text or typed in names:
                found.append((0, row))
            elif all(word in text or any(word in name for name in names) for word in words):
                starts = text.startswith(typed)
                found.append((1 if starts else 2 if words[0] in text.split() else 3, row))
        return sorted(found)

    def _take_text(self, text: str) -> None:
        self._take(next((row for row, one in enumerate(self._choices) if one.text == text), self._kept))

    def _take(self, row: int) -> None:
        before, self._kept = self._kept, row
        self._show_kept()
        if row != before:
            self.chosen.emit(self.key())

    def _show_kept(self) -> None:
        self.setCurrentIndex(self._kept)
        self._field.setText(self._choices[self._kept].text if self._kept >= 0 else "")
        self._field.setCursorPosition(0)
        self._field.setModified(False)
