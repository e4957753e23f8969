"""Our window over a workspace: run by `greenfield bench start`, tells when it was painted, and when it shows visits.

    python -m greenfield.bench.start_window WORKSPACE PASSPHRASE_FILE SETTINGS [modules]

With `modules` it tells at the first paint which modules are loaded instead.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer

from greenfield.ui.settings import SettingsFile
from greenfield.ui.window import Arguments, Program, start


class _Watch(QObject):
    """Waits for the page with the visits to be painted."""

    def __init__(self, program: Program) -> None:
        super().__init__(program.window)
        self._window = program.window
        program.window.painted.connect(self._first)
        program.context.events.workspace_changed.connect(self._entered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Tell when the page was painted, and end."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._last)
        return super().eventFilter(watched, event)

    def _first(self) -> None:
        print("painted", time.time_ns(), flush=True)
        if "modules" in sys.argv:
            print("\n".join(sorted(sys.modules)), flush=True)
            self._window.close()

    def _entered(self) -> None:
        QTimer.singleShot(0, self, self._watch_page)

    def _watch_page(self) -> None:
        page = self._window.page
        if page is not None:
            page.installEventFilter(self)
            page.update()

    def _last(self) -> None:
        print("visits", time.time_ns(), flush=True)
        self._window.close()


def main() -> int:
    """Open the window and close it again."""
    workspace, passphrase_file, settings = (Path(word) for word in sys.argv[1:4])
    return start(Arguments(workspace, passphrase_file, "en"), SettingsFile(settings), _Watch)


if __name__ == "__main__":
    sys.exit(main())
