"""The recovery code, shown once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from greenfield.ui.context import WindowContext
from greenfield.ui.first_run.sheet import Sheet
from greenfield.ui.frame.action import Action
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.widgets.words import Words

_GROUPS_A_LINE = 3


class CodeSheet(Sheet):
    """Goes on only when the person has said that the code is written down."""

    went_on = Signal()

    def __init__(self, context: WindowContext) -> None:
        """Show no code yet."""
        texts, theme = context.texts, context.theme
        super().__init__(
            theme,
            texts(
                "Step {number} of {count}", number=context.formats.number(3), count=context.formats.number(3)
            ),
            texts("Your recovery code"),
            texts(
                "Write it on paper and keep it away from this computer. It opens your visits when nothing else does. "
                "It is shown only now, and nobody can find it again."
            ),
        )
        self.code = Words("", theme, Type.TITLE)
        self.code.setObjectName("recovery-code")
        self.code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.code.setWordWrap(False)
        self.code.setContentsMargins(space.GAP, space.GAP, space.GAP, space.GAP)
        self.code.setStyleSheet(
            f"background: {theme.hex(Colour.MAIN_SOFT)}; border-radius: {space.RADIUS}px;"
        )
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._groups: list[str] = []
        self.written = QCheckBox(texts("I have written it down"))
        self.written.toggled.connect(self._allow)
        copy = Action("copy-code", texts("Copy the code"), "", self.copy).button(theme)
        copy.setProperty("kind", "link")
        self.add(self.code)
        self.rows.addWidget(copy, 0, Qt.AlignmentFlag.AlignHCenter)
        self.add(self.written)
        self.button = Action("code-written", texts("Continue"), "", self.went_on.emit, main=True).button(
            theme
        )
        self.button.setEnabled(False)
        self.end_with([], [self.button])

    def show_code(self, code: str) -> None:
        """Show a code in two lines of three groups, as it is easiest to copy."""
        groups = self._groups = code.split("-")
        lines = [groups[at : at + _GROUPS_A_LINE] for at in range(0, len(groups), _GROUPS_A_LINE)]
        self.code.setText("\n".join(" – ".join(line) for line in lines))
        self.code.setAccessibleName(" ".join(" ".join(group) for group in groups))

    def copy(self) -> None:
        """Put the code on the clipboard, in one line, as it is typed to open the workspace."""
        QGuiApplication.clipboard().setText("-".join(self._groups))

    def forget(self) -> None:
        """Show the code no more."""
        self.code.clear()
        self._groups = []
        self.code.setAccessibleName("")

    def _allow(self, written: bool) -> None:
        self.button.setEnabled(written)
