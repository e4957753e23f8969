"""The dialog in which somebody signs a document on the screen."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.services.documents import HandedOver
from greenfield.services.signatures import sign_document
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.fitted_dialog import FittedDialog
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.documents.signature_pad import SignaturePad
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.words import QuietText, SectionTitle, StrongText, Words

_WIDTH = 560
_SHORT = 12


class SignDialog(FittedDialog):
    """Asks for name, role and a drawn signature, and binds it to one document."""

    def __init__(
        self, context: WindowContext, document: HandedOver, parent: QWidget, *, name: str = "", role: str = ""
    ) -> None:
        """Show whose signature under what is asked for."""
        super().__init__(_WIDTH, parent)
        self._context, self._document = context, document
        theme, texts = context.theme, context.texts
        self.setWindowTitle(texts("Sign"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space.MARGIN, space.MARGIN, space.MARGIN, space.MARGIN)
        rows.setSpacing(space.GAP)
        rows.addWidget(SectionTitle(texts("Sign “{document}”", document=document.name), theme))
        note = texts(
            "The signature belongs to this very document and to no other. Check number of the document: {number}",
            number=document.blob[:_SHORT],
        )
        rows.addWidget(QuietText(note, theme))
        self.name, self.role = QLineEdit(name), QLineEdit(role)
        line = QHBoxLayout()
        line.setSpacing(space.GAP)
        line.addWidget(Field(theme, texts("Name"), self.name), 1)
        line.addWidget(Field(theme, texts("Role"), self.role), 1)
        rows.addLayout(line)
        self.pad = SignaturePad(theme, texts("Signature"))
        signing = QVBoxLayout()
        signing.setSpacing(4)
        signing.addWidget(StrongText(texts("Signature"), theme))
        signing.addWidget(self.pad)
        signing.addWidget(QuietText(texts("Sign with mouse, pen or finger."), theme))
        rows.addLayout(signing)
        self.problem = Words("", theme, colour=Colour.ERROR_TEXT)
        self.problem.hide()
        for changed in (self.name.textEdited, self.role.textEdited, self.pad.changed):
            changed.connect(self.problem.hide)  # it is being mended
        rows.addWidget(self.problem)
        rows.addLayout(self._buttons())
        (self.role if name else self.name).setFocus()

    def _buttons(self) -> QHBoxLayout:
        theme, texts = self._context.theme, self._context.texts
        row = QHBoxLayout()
        row.setSpacing(space.NEAR)
        again = Action("again", texts("Begin anew"), "eraser", self.pad.clear).button(theme, self)
        cancel = Action("cancel", texts("Cancel"), "", self.reject).button(theme, self)
        sign = Action("sign", texts("Sign"), "", self.sign, main=True).button(theme, self)
        sign.setDefault(True)
        row.addWidget(again)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(sign)
        return row

    def sign(self) -> None:
        """Keep the signature, or say what is missing and stay."""
        context = self._context
        try:
            sign_document(
                context.workspace,
                self._document.record,
                self.pad.png(),
                name=self.name.text(),
                role=self.role.text(),
                now=context.clock(),
            )
        except ProblemError as error:
            self.problem.setText(sentence(error.problems[0], context.texts))
            self.problem.show()
            return
        self.accept()
