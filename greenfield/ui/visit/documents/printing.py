"""Printing a PDF: its pages as pictures in the printer's own resolution, or 300 dots an inch where that is finer."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from greenfield.base.problem import fail

_MOST_DOTS = 300
_POINTS_PER_INCH = 72


def prepared_printer() -> QPrinter:
    """Return a printer that is set to whole A4 pages, as our documents are."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def print_pdf(content: bytes, printer: QPrinter, progress: Callable[[int, int], bool]) -> int:
    """Print a document and return how many pages went out; fit for the background.

    `progress` hears page and pages before each, and says whether to go on. Raises ProblemError
    `document.not_printed` if the printer does not take it.
    """
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    painter = QPainter()
    if not painter.begin(printer):
        raise fail("document.not_printed", printer.printerName() or printer.outputFileName())
    printed = 0
    try:
        pages = _pages(printer, document.pageCount())
        for number, page in enumerate(pages):
            if not progress(number, len(pages)):
                printer.abort()
                break
            if number and not printer.newPage():
                raise fail("document.not_printed", printer.printerName() or printer.outputFileName())
            _paint(document, page, printer, painter)
            printed += 1
    finally:
        painter.end()
        document.close()
        buffer.close()
    return printed


def _pages(printer: QPrinter, count: int) -> list[int]:
    """Return the pages that were asked for, counted from 0."""
    first, last = printer.fromPage(), printer.toPage()
    if printer.printRange() == QPrinter.PrintRange.PageRange and first:
        return list(range(first - 1, min(last, count)))
    return list(range(count))


def _paint(document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter) -> None:
    size = document.pagePointSize(page)
    dots = min(_MOST_DOTS, printer.resolution())
    picture = document.render(page, _pixels(size, dots))
    paper = QRectF(painter.viewport())
    drawn = size.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(paper.topLeft(), drawn), picture)


def _pixels(size: QSizeF, dots: int) -> QSize:
    return (size * (dots / _POINTS_PER_INCH)).toSize()
