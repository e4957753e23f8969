"""What runs in the background: its text, how far it is, and a way to cancel it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from greenfield.ui.frame.action import Action
from greenfield.ui.frame.context import WindowContext
from greenfield.ui.frame.runner import Job
from greenfield.ui.frame.words import Words
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour

_PATIENCE_MS = 300


class JobBar(QWidget):
    """A bar at the foot of the page, shown only for work that takes longer than a moment."""

    def __init__(self, context: WindowContext) -> None:
        """Watch the runner."""
        super().__init__()
        self._context = context
        self._jobs: list[Job[object]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.MARGIN, space.NEAR, space.MARGIN, space.NEAR)
        row.setSpacing(space.GAP)
        self._words = Words("", context.theme)
        self._words.setWordWrap(False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = Action("cancel-job", context.texts("Cancel"), "x", self._stop).button(context.theme)
        row.addWidget(self._words, 0)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel, 0)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._reveal)
        context.runner.started.connect(self._watch)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """Paint the line towards the page."""
        QPainter(self).fillRect(0, 0, self.width(), 1, self._context.theme.colour(Colour.LINE))

    def _watch(self, job: Job[object]) -> None:
        job.wants_progress.connect(lambda: self._take(job))

    def _take(self, job: Job[object]) -> None:
        if job in self._jobs:
            self._words.setText(job.text)
            return
        self._jobs.append(job)
        job.moved.connect(lambda done, total: self._move(job, done, total))
        job.ended.connect(lambda: self._drop(job))
        self._patience.start()

    def _reveal(self) -> None:
        if self._jobs:
            self._words.setText(self._jobs[-1].text)
            self._bar.setRange(0, 0)
            self._cancel.setEnabled(True)
            self.show()

    def _move(self, job: Job[object], done: int, total: int) -> None:
        if self._jobs and job is self._jobs[-1]:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _drop(self, job: Job[object]) -> None:
        self._jobs.remove(job)
        if self._jobs:
            self._reveal()
        else:
            self._patience.stop()
            self.hide()

    def _stop(self) -> None:
        if self._jobs:
            self._jobs[-1].cancel()
            self._cancel.setEnabled(False)
            self._words.setText(self._context.texts("Stopping …"))
