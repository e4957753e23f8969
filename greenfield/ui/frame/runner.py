"""The one place where long work runs in the background, with progress and cancel.

    context.runner.run(lambda progress: make_plan(...)).on_success(self._show).with_progress(texts("Making …"))

Work gets a `Progress`; callbacks run in the window's thread, and not at all once their owner is gone.
"""

from collections.abc import Callable
from threading import Event
from typing import Generic, Self, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid

from greenfield.base.problem import ProblemError
from greenfield.ui.frame.collector import Collector

T = TypeVar("T")

Unhandled = Callable[[BaseException], None]
_FAREWELL_MS = 5_000
_LEAST_THREADS = 3
"""A sync over a slow line holds one of them for minutes."""


class CancelledError(Exception):
    """Raised inside of work that was cancelled, by `Progress.stop_if_cancelled`."""


class _Wire(QObject):
    """Carries what happens in the worker over to the window's thread."""

    moved = Signal(int, int)
    ended = Signal(object, object)


class Progress:
    """What work says of itself, and whether it is still wanted."""

    def __init__(self, wire: _Wire) -> None:
        """Report through `wire`."""
        self._wire = wire
        self._cancelled = Event()

    def report(self, done: int, total: int = 0) -> None:
        """Say how much is done; a `total` of 0 means that nobody knows how much there is."""
        self._wire.moved.emit(done, total)

    @property
    def cancelled(self) -> bool:
        """Tell whether the person does not want it any more; work looks at it and returns early."""
        return self._cancelled.is_set()

    def stop_if_cancelled(self) -> None:
        """Raise CancelledError if the person does not want it any more."""
        if self.cancelled:
            raise CancelledError

    def cancel(self) -> None:
        """Say that it is not wanted any more."""
        self._cancelled.set()


class Job(QObject, Generic[T]):
    """One piece of work that runs. Give it what follows in the same breath as it is started."""

    moved = Signal(int, int)
    """How much is done, of how much."""
    ended = Signal()
    """After success, failure, or cancelling; after the callbacks."""
    wants_progress = Signal()

    def __init__(self, progress: Progress, owner: QObject | None) -> None:
        """Belong to `owner`, without which nothing follows."""
        super().__init__()
        self.text = ""
        self.is_over = False
        self._progress = progress
        self._owner = owner
        self._success: Callable[[T], None] | None = None
        self._failure: Callable[[ProblemError], None] | None = None

    def on_success(self, callback: Callable[[T], None]) -> Self:
        """Call this with the result."""
        self._success = callback
        return self

    def on_failure(self, callback: Callable[[ProblemError], None]) -> Self:
        """Call this with a named problem instead of showing it as a message."""
        self._failure = callback
        return self

    def with_progress(self, text: str) -> Self:
        """Show this text with a bar and a way to cancel, if it takes longer than a moment."""
        self.text = text
        self.wants_progress.emit()
        return self

    def cancel(self) -> None:
        """Ask the work to stop; neither success nor failure follows."""
        self._progress.cancel()

    @property
    def cancelled(self) -> bool:
        """Tell whether it was cancelled."""
        return self._progress.cancelled

    def finish(self, result: T, error: BaseException | None, unhandled: Unhandled) -> None:
        """Do what follows; called once by the runner, in the window's thread."""
        self.is_over = True
        try:
            if self.cancelled or isinstance(error, CancelledError) or not self._is_wanted():
                return
            if error is None:
                if self._success:
                    self._success(result)
            elif isinstance(error, ProblemError) and self._failure:
                self._failure(error)
            else:
                unhandled(error)
        finally:
            self.ended.emit()

    def _is_wanted(self) -> bool:
        return self._owner is None or isValid(self._owner)


class _Errand(QRunnable):
    def __init__(self, work: Callable[[Progress], object], progress: Progress, wire: _Wire) -> None:
        super().__init__()
        self._work: Callable[[Progress], object] | None = work
        self._progress, self._wire = progress, wire
        self.setAutoDelete(False)

    def run(self) -> None:
        """Work, in a thread of the pool."""
        result: object = None
        failure: BaseException | None = None
        try:
            self._progress.stop_if_cancelled()
            if self._work is not None:
                result = self._work(self._progress)
        except BaseException as error:  # noqa: BLE001  the edge of the worker: told in the window's thread
            failure = error
        self._wire.ended.emit(result, failure)

    def forget(self) -> None:
        """Let go of the work and of all that it holds, widgets perhaps; in the window's thread."""
        self._work = None


class Runner(QObject):
    """Runs work on a pool of threads of its own."""

    started = Signal(object)
    """A Job has begun."""

    def __init__(self, unhandled: Unhandled, parent: QObject | None = None) -> None:
        """Hand errors that nobody else takes to `unhandled`, in the window's thread."""
        super().__init__(parent)
        self._unhandled = unhandled
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(max(_LEAST_THREADS, self._pool.maxThreadCount() - 1))
        self._collector = Collector(self)
        self._kept: dict[Job[object], tuple[_Errand, _Wire]] = {}
        self._spent: list[tuple[_Errand, _Wire]] = []

    def run(self, work: Callable[[Progress], T], owner: QObject | None = None) -> Job[T]:
        """Begin work in the background; nothing follows if `owner` is gone by then."""
        self._collector.begin()
        self._let_go()
        wire = _Wire()
        progress = Progress(wire)
        job: Job[T] = Job(progress, owner)
        errand = _Errand(work, progress, wire)
        self._kept[job] = (errand, wire)  # type: ignore[index]  # a Job of anything
        wire.moved.connect(job.moved, Qt.ConnectionType.QueuedConnection)
        wire.ended.connect(
            lambda result, error: self._end(job, result, error), Qt.ConnectionType.QueuedConnection
        )
        self.started.emit(job)
        self._pool.start(errand)
        return job

    @property
    def is_busy(self) -> bool:
        """Tell whether something runs."""
        return bool(self._kept)

    def close(self) -> bool:
        """Cancel everything and wait a while; tell whether all threads have ended."""
        for job in list(self._kept):
            job.cancel()
        have_ended = self._pool.waitForDone(_FAREWELL_MS)
        self._let_go()
        if have_ended:
            self._collector.end()
        return have_ended

    def _let_go(self) -> None:
        """Forget what a thread might have been about to leave when its work ended: never in that thread."""
        if not self._pool.activeThreadCount():
            self._spent.clear()

    def _end(self, job: Job[T], result: T, error: BaseException | None) -> None:
        kept = self._kept.pop(job, None)  # type: ignore[arg-type]  # a Job of anything
        if kept is not None:
            kept[0].forget()
            self._spent.append(kept)
        job.finish(result, error, self._unhandled)
