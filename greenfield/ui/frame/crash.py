"""What happens with an error that nobody expected: it is logged, and shown with a text to copy."""

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)

from greenfield import __version__

Show = Callable[[str], None]
_log = logging.getLogger("greenfield.window")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashWatch(QObject):
    """Catches what nobody caught, from any thread, and shows it in the window's own."""

    caught = Signal(str)

    def __init__(self, show: Show, parent: QObject | None = None) -> None:
        """Hand the text of an error to `show`, one at a time."""
        super().__init__(parent)
        self._show = show
        self._is_shown = False
        self.caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Watch over Python, its threads, and Qt's own messages."""
        sys.excepthook = self._uncaught
        threading.excepthook = lambda told: self.report(told.exc_value) if told.exc_value else None
        qInstallMessageHandler(_log_qt)

    def remove(self) -> None:
        """Leave everything as it was before."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def report(self, error: BaseException) -> None:
        """Log an error and show it; from any thread."""
        _log.error("unexpected error", exc_info=error)
        self.caught.emit(crash_text(error))

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, _trace)
            return
        self.report(error)

    def _tell(self, text: str) -> None:
        if self._is_shown:  # an error that comes with each repaint must not bury the window in dialogs
            return
        self._is_shown = True
        try:
            self._show(text)
        finally:
            self._is_shown = False


def crash_text(error: BaseException) -> str:
    """Return what helps to find an error: versions, system, and where it happened; no answer of a visit."""
    lines = [
        f"Greenfield {__version__}, Python {platform.python_version()}, Qt {qVersion()}",
        platform.platform(),
        "",
        *(line.rstrip() for line in traceback.format_exception(error)),
    ]
    return "\n".join(lines)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s (%s)", message, context.category)
