"""Collects garbage in the window's thread, and nowhere else.

Python collects in whichever thread makes the object that is one too many. In a worker that may free a widget,
which Qt does not survive. So from the first work in the background on the collection that Python begins by itself
is off, in every thread, and the window's thread does it from time to time.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer

_EVERY_MS = 1_000


class Collector(QObject):
    """Takes the collection over at `begin`, and gives it back at `end`; both from the window's thread."""

    def __init__(self, parent: QObject) -> None:
        """Do nothing yet."""
        super().__init__(parent)
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.CoarseTimer)
        self._clock.setInterval(_EVERY_MS)
        self._clock.timeout.connect(self.look)

    def begin(self) -> None:
        """Collect in this thread from now on."""
        gc.disable()
        if not self._clock.isActive():
            self._clock.start()

    def end(self) -> None:
        """Let Python collect by itself again; only when no other thread works any more."""
        if self._clock.isActive():
            self._clock.stop()
            gc.enable()

    def look(self) -> None:
        """Collect what Python would have collected by now: the youngest often, everything seldom."""
        gc.disable()
        counts, limits = gc.get_count(), gc.get_threshold()
        if counts[0] <= limits[0]:
            return
        generation = 0
        while generation < len(counts) - 1 and counts[generation + 1] > limits[generation + 1]:
            generation += 1
        gc.collect(generation)
