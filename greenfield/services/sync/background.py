"""Syncs beside the window: when there is a connection, by hand, or never; one sync at a time, ended at any point."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from greenfield.base.problem import ProblemError
from greenfield.services.sync.connecting import LineTo, link_of
from greenfield.services.sync.state import Mode
from greenfield.services.sync.syncing import sync_now
from greenfield.store.workspace import Workspace
from greenfield.sync.device.conduct import Cancel, Conduct, Progress, Retry
from greenfield.sync.device.engine import Report
from greenfield.sync.device.http_line import HttpLine

EVERY_SECONDS: Final = 300.0
AFTER_EDIT_SECONDS: Final = 20.0
TAKE_SECONDS: Final = 0.04
"""A page keeps the workspace to itself for about so long: an answer given meanwhile must not wait visibly."""
_QUIET_ATTEMPTS: Final = 2


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told, from the thread that syncs: that one begins, how far it is, which records it touched, how it ended.

    `retries`: which try comes where the hub does not answer.
    """

    began: Callable[[], None] = lambda: None
    progress: Callable[[Progress], None] = lambda _progress: None
    touched: Callable[[frozenset[str]], None] = lambda _records: None
    ended: Callable[[Report], None] = lambda _report: None
    retries: Callable[[Retry], None] = lambda _retry: None


def one_sync(
    workspace: Workspace,
    listener: Listener,
    *,
    by_hand: bool,
    all_files: bool = False,
    cancel: Cancel | None = None,
    line_to: LineTo = HttpLine,
) -> Report | None:
    """Sync once if the mode of the workspace allows it, and return what came of it, which `listener` is told, too.

    Not `by_hand`, only in the mode `automatic`, and with few attempts. `all_files`: this once, photos and documents come though
    the line costs. None where nothing was to be done. What the workspace
    itself raises (a full disk, a stick that was pulled out) is told as any other end of a sync.
    """
    cancel = cancel or Cancel()
    try:
        link = link_of(workspace)
        wanted = (Mode.AUTOMATIC, Mode.BY_HAND) if by_hand else (Mode.AUTOMATIC,)
        if link is None or link.mode not in wanted or (link.revoked and not by_hand):
            return None
        conduct = Conduct(
            ahead=True,
            metered=link.metered and not all_files,
            cancel=cancel,
            progress=listener.progress,
            page_taken=listener.touched,
            retries=listener.retries,
            take_seconds=TAKE_SECONDS,
        )
        if not by_hand:
            conduct.attempts = _QUIET_ATTEMPTS
        listener.began()
        report = sync_now(workspace, conduct, line_to=line_to)
    except ProblemError as error:
        report = Report(problem=error.problems[0])
    listener.ended(report)
    return report


class BackgroundSync:
    """Syncs an open workspace in a thread of its own, until `stop`.

    In the mode `automatic` every few minutes, and a little after `edited`; in `by_hand` when `sync` is called; in `never`
    not at all. It waits for nobody: where there is no connection it is quiet, and `Report.problem` says so.
    """

    def __init__(
        self,
        workspace: Workspace,
        listener: Listener | None = None,
        *,
        line_to: LineTo = HttpLine,
        every_seconds: float = EVERY_SECONDS,
        after_edit_seconds: float = AFTER_EDIT_SECONDS,
    ) -> None:
        """Use a workspace that the caller closes after `stop`."""
        self._workspace = workspace
        self._listener = listener or Listener()
        self._line_to = line_to
        self._every = every_seconds
        self._after_edit = after_edit_seconds
        self._wake = threading.Condition()
        self._by_hand = False
        self._edited = False
        self._ends = False
        self._cancel = Cancel()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch; nothing happens the second time."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
            self._thread.start()

    def sync(self) -> None:
        """Sync now, whatever the mode but `never`; after the one that is under way."""
        with self._wake:
            self._by_hand = True
            self._wake.notify()

    def edited(self) -> None:
        """Say that something was changed here: in the mode `automatic` it is sent a little later."""
        with self._wake:
            self._edited = True
            self._wake.notify()

    def cancel(self) -> None:
        """End the sync that is under way, if there is one."""
        self._cancel()

    def stop(self, seconds: float = 10.0) -> bool:
        """End everything; True once no thread of it uses the workspace any more."""
        with self._wake:
            self._ends = True
            self._wake.notify()
        self._cancel()
        if self._thread is not None:
            self._thread.join(seconds)
            return not self._thread.is_alive()
        return True

    def _run(self) -> None:
        while True:
            by_hand = self._wait()
            if self._ends:
                return
            self._sync(by_hand=by_hand)

    def _wait(self) -> bool:
        """Wait until there is something to do; True if a person asked for it."""
        with self._wake:
            if not self._by_hand and not self._ends:
                self._wake.wait_for(lambda: self._by_hand or self._ends or self._edited, self._every)
                if self._edited and not self._by_hand:
                    self._wake.wait_for(lambda: self._by_hand or self._ends, self._after_edit)
            by_hand, self._by_hand, self._edited = self._by_hand, False, False
            self._cancel = Cancel()
            if self._ends:
                self._cancel()
            return by_hand

    def _sync(self, *, by_hand: bool) -> None:
        one_sync(self._workspace, self._listener, by_hand=by_hand, cancel=self._cancel, line_to=self._line_to)
