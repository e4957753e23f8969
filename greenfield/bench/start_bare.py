"""The least that a window in Qt costs: run by `greenfield bench start`, tells when it was first painted."""

import sys
import time

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class Bare(QMainWindow):
    """A window with a label."""

    def event(self, event: QEvent) -> bool:
        """Tell when it was painted, and end."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._tell)
        return super().event(event)

    def _tell(self) -> None:
        print("painted", time.time_ns(), flush=True)
        QApplication.quit()


def main() -> int:
    """Show the window until it was painted."""
    application = QApplication(sys.argv[:1])
    window = Bare()
    window.setCentralWidget(QLabel("Greenfield"))
    window.resize(1240, 800)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
