"""The documents that were handed over, each with the signatures under it."""

from contextlib import suppress
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from greenfield.base.languages import LANGUAGES
from greenfield.base.problem import ProblemError
from greenfield.services.documents import HandedOver
from greenfield.services.signatures import Signature
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.text_link import TextLink
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle, Words

_SIGNATURE = QSize(96, 40)


class DocumentList(QWidget):
    """Documents, the newest first. `opened` and `sign_wanted` carry a `HandedOver`."""

    opened = Signal(object)
    sign_wanted = Signal(object)

    def __init__(
        self, context: WindowContext, documents: list[HandedOver], parent: QWidget | None = None
    ) -> None:
        """Show the documents of a visit."""
        super().__init__(parent)
        self._context = context
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self._rows.addWidget(SectionTitle(context.texts("Handed over"), context.theme))
        for document in documents:
            self._add(document)

    def _add(self, document: HandedOver) -> None:
        texts, theme = self._context.texts, self._context.theme
        self._rows.addWidget(Line(theme))
        name = TextLink(theme, document.name)
        name.setToolTip(texts("Look at these very bytes"))
        name.setObjectName(f"document_{document.record}")
        name.clicked.connect(partial(self.opened.emit, document))
        self._rows.addWidget(name)
        language = LANGUAGES.get(document.language, document.language)
        moment = self._moment(document.handed_over_at)
        self._rows.addWidget(
            QuietText(texts("{language} · {moment}", language=language, moment=moment), theme)
        )
        for signature in document.signatures:
            self._rows.addWidget(self._signature(signature))
        work = partial(self.sign_wanted.emit, document)
        sign = Action(f"sign_{document.record}", texts("Sign on the screen"), "pencil-line", work).button(
            theme
        )
        line = QHBoxLayout()
        line.addWidget(sign)
        line.addStretch(1)
        self._rows.addLayout(line)

    def _moment(self, at: datetime | None) -> str:
        if at is None:
            return self._context.texts("at an unknown time")
        return self._context.formats.moment(at.astimezone())

    def _signature(self, signature: Signature) -> QWidget:
        texts, theme = self._context.texts, self._context.theme
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(space.NEAR)
        picture = QLabel()
        picture.setFixedSize(_SIGNATURE)
        picture.setStyleSheet("background: #FFFFFF; border-radius: 4px;")
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        with suppress(ProblemError):  # it may not be here yet
            picture.setPixmap(_small(self._context.workspace.blob(signature.blob)))
        picture.setAccessibleName(texts("Signature of {name}", name=signature.name))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        named = (
            texts("{name}, {role}", name=signature.name, role=signature.role)
            if signature.role
            else signature.name
        )
        words.addWidget(BodyText(named, theme))
        words.addWidget(QuietText(self._moment(signature.signed_at), theme))
        if not signature.fits:
            warning = texts(
                "This signature was given under other bytes. It does not count for this document."
            )
            words.addWidget(Words(warning, theme, colour=Colour.ERROR_TEXT))
        row.addLayout(words, 1)
        return box


def _small(content: bytes) -> QPixmap:
    image = QImage.fromData(content)
    room = _SIGNATURE - QSize(8, 6)
    scaled = image.scaled(
        room * 2, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    pixmap = QPixmap.fromImage(scaled)
    pixmap.setDevicePixelRatio(2)
    return pixmap
