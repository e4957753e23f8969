"""Pictures of the window, with dialogs and menus where they stand above it."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QDialog, QWidget

_LOOK_AGAIN_S = 0.05


def picture_of(window: QWidget, above: Sequence[QWidget], edge: QColor) -> QPixmap:
    """Return the window with what stands above it, dialogs in its middle, each with an edge around it."""
    picture = window.grab()
    painter = QPainter(picture)
    painter.setPen(edge)
    for widget in above:
        at = window.mapFromGlobal(widget.mapToGlobal(QPoint(0, 0)))
        if isinstance(widget, QDialog):
            free = window.size() - widget.size()
            at = QPoint(free.width() // 2, max(0, free.height() // 2))
        painter.drawPixmap(at, widget.grab())
        painter.drawRect(at.x() - 1, at.y() - 1, widget.width() + 1, widget.height() + 1)
    painter.end()
    return picture


def wait_for_paper(window: QWidget, patience_s: float) -> bool:
    """Wait until the pages of a preview are drawn, which a thread of Qt's own does; False if they never are."""
    return all(_is_drawn(view, patience_s) for view in window.findChildren(QPdfView))


def _is_drawn(view: QPdfView, patience_s: float) -> bool:
    if not view.isVisible() or not view.document().pageCount():
        return True
    end, before = time.monotonic() + patience_s, b""
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(_LOOK_AGAIN_S)
        now = bytes(view.viewport().grab().toImage().constBits())
        if now == before and _has_print(now):
            return True
        before = now
    return False


def _has_print(pixels: bytes) -> bool:
    """Tell whether a picture has more than the few colours of empty paper."""
    return len({pixels[i : i + 4] for i in range(0, len(pixels), 4 * 97)}) > 8
