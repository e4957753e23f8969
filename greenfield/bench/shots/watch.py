"""What must not happen while pictures are taken: warnings of Qt, exceptions in slots, crashes."""

import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QTimer, QtMsgType, qInstallMessageHandler

from greenfield.bench.shots.hands import Hands
from greenfield.ui.frame.crash_dialog import CrashDialog

_EVERY_MS = 300
_UNSUPPORTED = "This plugin does not support"
"""What the offscreen platform says about popups; they are pictured all the same."""


class Watch:
    """Hands a line about each mishap to `tell`, until it is ended."""

    def __init__(self, hands: Hands, tell: Callable[[str], None]) -> None:
        """Begin to watch over the window that these hands use."""
        self._hands, self._tell = hands, tell
        self._timer = QTimer(hands.window, interval=_EVERY_MS)
        self._timer.timeout.connect(self._dismiss_crash)
        self._timer.start()
        sys.excepthook = self._note_exception
        qInstallMessageHandler(self._note_warning)

    def end(self) -> None:
        """Leave everything as it was before."""
        sys.excepthook = sys.__excepthook__
        qInstallMessageHandler(None)

    def _dismiss_crash(self) -> None:
        """Tell of a crash that nobody expected, and go on."""
        for one in self._hands.above():
            if isinstance(one, CrashDialog) and not self._hands.expects_dialog:
                self._tell(f"crash: {one.details.strip().splitlines()[-1]}")
                one.reject()

    def _note_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._tell("".join(traceback.format_exception(kind, error, trace)[-2:]).strip())

    def _note_warning(self, kind: QtMsgType, _context: object, message: str) -> None:
        if kind not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg} and not message.startswith(_UNSUPPORTED):
            self._tell(f"Qt says: {message}")
