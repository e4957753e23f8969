"""The dialog for an error that nobody expected."""

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from greenfield.base.texts import Texts
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.words import Words
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.theme import Theme


class CrashDialog(QDialog):
    """Says that something went wrong, what is safe, and gives a text to copy."""

    def __init__(self, texts: Texts, theme: Theme, details: str, parent: QWidget | None) -> None:
        """Show the details of an error."""
        super().__init__(parent)
        self.details = details
        self.setWindowTitle(texts("Something went wrong"))
        self.resize(620, 420)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space.MARGIN, space.MARGIN, space.MARGIN, space.MARGIN)
        rows.setSpacing(space.GAP)
        words = (
            (texts("Something went wrong in the program"), Type.SECTION),
            (
                texts(
                    "This is a fault of Greenfield, not yours. All answers that were given are kept, and you can go "
                    "on. Please copy the text below and send it to whoever looks after Greenfield; it holds no "
                    "answers."
                ),
                Type.BODY,
            ),
        )
        for text, kind in words:
            rows.addWidget(Words(text, theme, kind))
        self.text = QPlainTextEdit(details)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(texts("Details of the fault"))
        rows.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.setSpacing(space.NEAR)
        row.addStretch(1)
        self.copy = Action("copy", texts("Copy the text"), "copy", self._copy).button(theme, self)
        self.close_button = Action("close", texts("Go on"), "", self.accept, main=True).button(theme, self)
        row.addWidget(self.copy)
        row.addWidget(self.close_button)
        rows.addLayout(row)
        self.close_button.setDefault(True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details)
