"""What this device is called at the hub, so that whoever runs it can tell devices apart."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.services.sync.connecting import name_device, own_name
from greenfield.services.sync.known import Link
from greenfield.ui.context import WindowContext
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.field import Field

LONGEST = 80


def device_field(theme: Theme, label: str, hint: str) -> tuple[Field, QLineEdit]:
    """Return a field for the name of a device, with the name of the computer in it."""
    line = QLineEdit(own_name())
    line.setObjectName("device-name")
    line.setMaxLength(LONGEST)
    return Field(theme, label, line, hint=hint), line


class ThisDevice(QWidget):
    """The name as it is now; another one is kept when the field is left, and told to the hub with the next sync."""

    def __init__(self, context: WindowContext) -> None:
        """Begin with the name of the computer."""
        super().__init__()
        self._context = context
        self._kept = ""
        texts = context.texts
        self.field, self.line = device_field(
            context.theme,
            texts("Name of this device"),
            texts("Whoever runs the hub sees it. Another name reaches the hub with the next sync."),
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.field)
        rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.line.editingFinished.connect(self.keep)

    def show_link(self, link: Link) -> None:
        """Show the name that is kept; what is being typed stays."""
        name = link.device_name or own_name()
        if name != self._kept and (not self.line.hasFocus() or self.line.text() == self._kept):
            self.line.setText(name)
            self.line.setCursorPosition(0)
        self._kept = name

    def keep(self) -> None:
        """Keep what was typed."""
        if self.line.text() == self._kept:
            self.field.show_problem("")
            return
        try:
            link = name_device(self._context.workspace, self.line.text())
        except ProblemError as error:
            self.field.show_problem(sentence(error.problems[0], self._context.texts))
            return
        self.field.show_problem("")
        self._kept = link.device_name
        self.line.setText(link.device_name)
        self._context.sync.look_again()
