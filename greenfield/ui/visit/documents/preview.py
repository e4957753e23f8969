"""The preview: the very bytes of a PDF, shown page below page."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from greenfield.ui.context import WindowContext
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.widgets.words import BodyText


class PdfPreview(QWidget):
    """Shows a PDF, or a sentence while there is none."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.content = b""
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes, self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setPageSpacing(space.GAP)
        self.view.setFrameShape(QPdfView.Shape.NoFrame)
        palette = QPalette(self.view.palette())
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, context.theme.colour(Colour.RAIL))
        self.view.setPalette(palette)
        self.view.setAccessibleName(context.texts("Preview of the document"))
        self.view.setDocument(self.document)
        self._words = BodyText("", context.theme)
        waiting = QWidget()
        rows = QVBoxLayout(waiting)
        rows.setContentsMargins(space.MARGIN, space.MARGIN, space.MARGIN, space.MARGIN)
        rows.addWidget(self._words)
        rows.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(waiting)
        self._stack.addWidget(self.view)

    def show_pdf(self, content: bytes) -> None:
        """Show these bytes; the place in the document stays where it has as many pages as the one before."""
        place = self.view.verticalScrollBar().value()
        pages = self.document.pageCount()
        self.clear()
        self.content = content
        self._bytes = QByteArray(content)
        self._buffer.setBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self._stack.setCurrentIndex(1)
        if self.document.pageCount() == pages:
            self.view.verticalScrollBar().setValue(place)

    def say(self, words: str) -> None:
        """Show a sentence instead of a document."""
        self.clear()
        self._words.setText(words)
        self._stack.setCurrentIndex(0)

    def clear(self) -> None:
        """Let go of the document."""
        self.document.close()
        self._buffer.close()
        self.content = b""
