"""The key of this device, to which others seal files for it."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from greenfield.base.problem import ProblemError
from greenfield.services.sync.identity import own_recipient
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.theme import space
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.words import BodyText, SectionTitle
from greenfield.ui.widgets.wrapping_row import WrappingRow
from greenfield.vault.files import write_whole


class OwnKey(QWidget):
    """Shows the key, to be copied or saved; it is no secret."""

    def __init__(self, context: WindowContext) -> None:
        """Begin without it."""
        super().__init__()
        self.context = context
        texts, theme = context.texts, context.theme
        self.key = QLineEdit()
        self.key.setReadOnly(True)
        copy = Action("copy-key", texts("Copy"), "copy", self.copy)
        save = Action("save-key", texts("Save to a file…"), "floppy-disk", self.save)
        self.copy_button, self.save_button = copy.button(theme), save.button(theme)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        rows.addWidget(SectionTitle(texts("Files for this device"), theme))
        rows.addWidget(
            BodyText(
                texts(
                    "Give this key to whoever writes a file for this device. It only closes files and opens none."
                ),
                theme,
            )
        )
        rows.addWidget(Field(theme, texts("Key of this device"), self.key))
        buttons = WrappingRow(spacing=space.NEAR)
        buttons.addWidget(self.copy_button)
        buttons.addWidget(self.save_button)
        rows.addLayout(buttons)

    def read(self) -> None:
        """Fetch the key; it is made at first use."""
        workspace = self.context.workspace
        self.context.runner.run(lambda _progress: own_recipient(workspace), self).on_success(self._show)

    def copy(self) -> None:
        """Put the key onto the clipboard."""
        QApplication.clipboard().setText(self.key.text())
        self.context.messages.toast(self.context.texts("The key was copied."))

    def save(self) -> None:
        """Save the key to a file."""
        texts = self.context.texts
        name, _ = QFileDialog.getSaveFileName(self, texts("Save the key"), "greenfield-key.txt")
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Save the key to this file."""
        try:
            write_whole(path, self.key.text().encode() + b"\n")
        except ProblemError as error:
            self.context.messages.problem(error)
            return
        self.context.messages.toast(self.context.texts("{name} was saved.", name=path.name))

    def _show(self, key: str) -> None:
        self.key.setText(key)
        self.key.setCursorPosition(0)
