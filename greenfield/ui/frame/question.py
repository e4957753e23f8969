"""A question before something that cannot be undone."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenfield.base.texts import Texts
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.fitted_dialog import FittedDialog
from greenfield.ui.frame.words import Words
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.theme import Theme

_WIDTH = 440


class Question(FittedDialog):
    """Title, text, a way out, and a button that names what it does."""

    def __init__(
        self, texts: Texts, theme: Theme, asked: tuple[str, str], yes: Action, parent: QWidget
    ) -> None:
        """Ask `asked`, a title and a text; the way out is what Escape and Return choose where it is dangerous."""
        super().__init__(_WIDTH, parent)
        self.setWindowTitle(asked[0])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space.MARGIN, space.MARGIN, space.MARGIN, space.MARGIN)
        rows.setSpacing(space.GAP)
        for words, kind in zip(asked, (Type.SECTION, Type.BODY), strict=True):
            rows.addWidget(Words(words, theme, kind))
        row = QHBoxLayout()
        row.setSpacing(space.NEAR)
        row.addStretch(1)
        self.no = Action("no", texts("Cancel"), "", self.reject).button(theme, self)
        self.yes = yes.button(theme, self)
        self.yes.clicked.connect(self.accept)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        rows.addLayout(row)
        (self.no if yes.dangerous else self.yes).setDefault(True)
        (self.no if yes.dangerous else self.yes).setFocus()
