"""Syncs the open workspace beside everything else, and knows how it stands with its hub.

Nothing of sync is loaded before a workspace is open; a sync is a piece of work of the runner like any other.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from greenfield.ui.frame.in_order import InOrder

if TYPE_CHECKING:
    from greenfield.services.sync.background import Listener
    from greenfield.services.sync.connecting import LineTo
    from greenfield.services.sync.known import Cancel, Report, Retry
    from greenfield.services.sync.known import Progress as SyncProgress
    from greenfield.services.sync.state import SyncState
    from greenfield.store.workspace import Workspace
    from greenfield.ui.frame.door import Door
    from greenfield.ui.frame.events import Events
    from greenfield.ui.frame.runner import Progress, Runner

EVERY_MS = 300_000
AFTER_EDIT_MS = 20_000
_LOOK_MS = 400
_TELL_MS = 300
_FEW = 8
_FAREWELL_S = 10.0


class SyncKeeper(QObject):
    """One for the window. All its methods and signals belong to the window's thread.

    In the mode `automatic` it syncs when a workspace was opened, a little after something changed here, and every few
    minutes; by hand when `sync` is called.
    """

    changed = Signal()
    """`state`, `is_syncing` or `report` say something else than before."""
    progressed = Signal(object)
    """`progress` or `retry` say something else than before; with the former, which may be None."""
    ended = Signal(object)
    """A sync has ended, with its Report."""
    _went_on = Signal(object)
    _tries_again = Signal(object)
    _touched = Signal(object)

    def __init__(self, door: Door, runner: Runner, events: Events) -> None:
        """Wait for a workspace."""
        super().__init__()
        self._door, self._runner, self._events = door, runner, events
        self.state: SyncState | None = None
        """How the workspace stands with its hub; None as long as nobody has looked."""
        self.report: Report | None = None
        """What the last sync did, since the workspace was opened."""
        self.progress: SyncProgress | None = None
        self.retry: Retry | None = None
        """Which try is made while the hub does not answer; None where it does."""
        self.line_to: LineTo | None = None
        """How a hub is reached, where it is not by HTTP."""
        self._cancel: Cancel | None = None
        self._idle = threading.Event()
        self._idle.set()
        self._again = self._again_with_all = False
        self._in_order = InOrder()
        self._waiting: set[str] = set()
        self._others = self._sends = False
        self._every = self._timer(EVERY_MS, self._sync_by_itself, single=False)
        self._after_edit = self._timer(AFTER_EDIT_MS, self._sync_edited)
        self._look = self._timer(_LOOK_MS, self.look_again)
        self._tell = self._timer(_TELL_MS, self._tell_arrived)
        queued = Qt.ConnectionType.QueuedConnection
        self._went_on.connect(self._progressed, queued)
        self._tries_again.connect(self._retrying, queued)
        self._touched.connect(self._arrived, queued)
        events.workspace_changed.connect(self._begin)
        events.visit_changed.connect(self._edited)
        events.companies_changed.connect(self._edited)
        door.before_close = self.end

    @property
    def is_linked(self) -> bool:
        """Tell whether the workspace belongs to a hub."""
        return self.state is not None and self.state.link is not None

    @property
    def is_syncing(self) -> bool:
        """Tell whether a sync is under way."""
        return self._cancel is not None

    @property
    def is_at_rest(self) -> bool:
        """Tell whether no sync is under way, and everybody was told what the last one brought."""
        return not (self.is_syncing or self._look.isActive() or self._tell.isActive())

    def line(self) -> LineTo:
        """Return how a hub is reached."""
        from greenfield.services.sync.known import HttpLine  # noqa: PLC0415  with the first sync

        return self.line_to or HttpLine

    def sync(self, *, by_hand: bool = True, all_files: bool = False) -> None:
        """Sync now, or once more after the sync that is under way; with `all_files` of photos too where the line costs."""
        if not self._door.is_open:
            return
        if self.is_syncing:
            self._again = self._again or by_hand
            self._again_with_all = self._again_with_all or all_files
            return
        from greenfield.services.sync.background import one_sync  # noqa: PLC0415  with the first sync
        from greenfield.services.sync.known import Cancel  # noqa: PLC0415

        workspace, cancel, listener = self._door.workspace, Cancel(), self._listener()
        line_to = self.line()
        self._cancel, self.progress, self.retry = cancel, None, None
        self._after_edit.stop()
        idle = self._idle = threading.Event()

        def work(_progress: Progress) -> Report | None:
            try:
                return one_sync(
                    workspace, listener, by_hand=by_hand, all_files=all_files, cancel=cancel, line_to=line_to
                )
            finally:
                idle.set()

        job = self._runner.run(work, self)
        job.on_success(lambda report: self._has_synced(report) if self._cancel is cancel else None)
        job.ended.connect(lambda: self._is_over() if self._cancel is cancel else None)
        self.changed.emit()

    def cancel(self) -> None:
        """End the sync that is under way; what was agreed until then stays."""
        self._again = self._again_with_all = False
        if self._cancel is not None:
            self._cancel()

    def end(self) -> None:
        """End everything, and return when no thread of a sync uses the workspace any more."""
        for timer in (self._every, self._after_edit, self._look, self._tell):
            timer.stop()
        self.cancel()
        self._idle.wait(_FAREWELL_S)
        # what a sync still says belongs to no workspace that is shown
        self._cancel = self.progress = self.retry = None
        self.state = self.report = None
        self._waiting.clear()
        self._others = self._sends = False

    def look_again(self) -> None:
        """Look how the workspace stands with its hub, in the background."""
        if not self._door.is_open:
            return
        workspace = self._door.workspace

        def work(_progress: Progress) -> tuple[Workspace, SyncState]:
            from greenfield.services.sync.state import sync_state  # noqa: PLC0415  loaded in the background

            return workspace, sync_state(workspace)

        job = self._runner.run(work, self).on_success(self._in_order.show(self._show))
        job.on_failure(lambda _problem: None)

    def arrived(self, records: frozenset[str]) -> None:
        """Tell everybody who shows them that others changed these records."""
        self._arrived(_where(self._door.workspace, records))

    # -- inside

    def _begin(self) -> None:
        self.state = self.report = None
        if self._door.is_open:
            self._look.start()  # the first page comes first
        self.changed.emit()

    def _show(self, found: tuple[Workspace, SyncState]) -> None:
        workspace, state = found
        if not self._door.is_open or self._door.workspace is not workspace:
            return
        is_first = self.state is None or (self.state.link is None and state.link is not None)
        self.state = state
        sends, self._sends = self._sends and bool(state.unsent or state.files_to_send), False
        if state.link is None:
            self._every.stop()
        elif is_first:
            self._every.start()
            self.sync(by_hand=False)
        elif sends:
            self.sync(by_hand=False)
        self.changed.emit()

    def _edited(self, _visit: str = "") -> None:
        if self._door.is_open:
            self._look.start()
            if self.is_linked:
                self._after_edit.start()

    def _sync_by_itself(self) -> None:
        self.sync(by_hand=False)

    def _sync_edited(self) -> None:
        """Look whether there is something to send: what is known may be older than the edit."""
        self._sends = True
        self.look_again()

    def _listener(self) -> Listener:
        from greenfield.services.sync.background import Listener  # noqa: PLC0415  with the first sync

        workspace = self._door.workspace
        return Listener(
            progress=self._went_on.emit,
            retries=self._tries_again.emit,
            touched=lambda records: self._touched.emit(_where(workspace, records)),
        )

    def _progressed(self, progress: SyncProgress) -> None:
        if self.is_syncing:
            self.progress, self.retry = progress, None
            self.progressed.emit(progress)

    def _retrying(self, retry: Retry) -> None:
        if self.is_syncing:
            self.retry = retry
            self.progressed.emit(self.progress)

    def _arrived(self, touched: object) -> None:
        from greenfield.services.sync.touched import Touched  # noqa: PLC0415  loaded by then

        if isinstance(touched, Touched) and self._door.is_open:
            self._waiting |= touched.visits
            self._others = self._others or touched.others
            if not self._tell.isActive():
                self._tell.start()

    def _tell_arrived(self) -> None:
        """Tell what came in one go: a first sync brings hundreds of pages."""
        visits, self._waiting = frozenset(self._waiting), set()
        others, self._others = self._others, False
        if not self._door.is_open:
            return
        self._events.arrived.emit(visits)
        if (
            others or len(visits) > _FEW
        ):  # lists are read anew in the background, not visit by visit in the window
            self._events.companies_changed.emit()
            return
        for visit in visits:
            self._events.visit_changed.emit(visit)

    def _has_synced(self, report: Report | None) -> None:
        if report is not None:
            self.report = report
            self.ended.emit(report)

    def _is_over(self) -> None:
        self._cancel = self.progress = self.retry = None
        if not self._door.is_open:
            return
        if self._again:
            all_files, self._again, self._again_with_all = self._again_with_all, False, False
            self.sync(all_files=all_files)
            return
        self.look_again()
        self.changed.emit()

    def _timer(self, every: int, work: Callable[[], None], *, single: bool = True) -> QTimer:
        timer = QTimer(self, singleShot=single, interval=every)
        timer.timeout.connect(work)
        return timer


def _where(workspace: Workspace, records: frozenset[str]) -> object:
    from greenfield.services.sync.touched import touched_by  # noqa: PLC0415  with the first sync

    return touched_by(workspace, records)
