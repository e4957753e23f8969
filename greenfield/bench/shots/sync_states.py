"""States of sync that nobody wishes for: a code that does not open, no line, another hub, photos that wait, a decision taken back."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from greenfield.bench.shots.hands import PATIENCE_S
from greenfield.bench.shots.stage import Stage, as_a
from greenfield.services.sync.state import Mode, set_metered, set_mode
from greenfield.sync.device.line_reasons import OTHER_CERTIFICATE
from greenfield.sync.transport import LineError, Reply, Request
from greenfield.ui.sync.page import SyncPage

Rest = Callable[[Stage], None]


def wrong_code(stage: Stage, url: str, rest: Rest) -> None:
    """Type a code that the hub does not know."""
    page = as_a(SyncPage, stage.page)
    stage.type_into(page.joining.address, url)
    stage.type_into(page.joining.code, "AAAA-AAAA-AAAA", leave=False)
    stage.press(Qt.Key.Key_Return)
    stage.click("connect-now")
    rest(stage)
    stage.shot("sync-wrong-code")


def without_a_line(stage: Stage, rest: Rest) -> None:
    """Sync where there is no connection, where another hub answers, and where a connection costs."""
    stage.go("sync")
    workspace = stage.context.workspace
    set_mode(workspace, Mode.AUTOMATIC)  # which gives up sooner than a sync by hand
    for name, reason in (("sync-no-line", "refused"), ("sync-other-hub", OTHER_CERTIFICATE)):
        stage.context.sync.line_to = lambda _url, _certificate, reason=reason: _NoLine(reason)
        stage.context.sync.sync(by_hand=False)
        rest(stage)
        stage.shot(name)
    set_mode(workspace, Mode.BY_HAND)
    _try_again(stage, rest)
    stage.context.sync.line_to = None
    set_metered(workspace, metered=True)
    stage.context.sync.sync()
    rest(stage)
    page = as_a(SyncPage, stage.page)
    page.hub.reveal(page.hub.leave_button)
    stage.shot("sync-this-hub")
    set_metered(workspace, metered=False)


def _try_again(stage: Stage, rest: Rest) -> None:
    """Look at a sync by hand that gets no answer, and stop it."""
    keeper = stage.context.sync
    keeper.line_to = lambda _url, _certificate: _NoLine("refused")
    keeper.sync()
    end = time.monotonic() + PATIENCE_S
    while keeper.retry is None and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
    stage.shot("sync-try", while_busy=True)
    keeper.cancel()
    rest(stage)


def taken_back(stage: Stage, record: str, field: str, rest: Rest) -> None:
    """Look at the page of a conflict that was decided."""
    stage.go("conflict", record=record, field=field)
    rest(stage)
    stage.shot("conflict-ended")


class _NoLine:
    def __init__(self, reason: str) -> None:
        self._reason = reason

    def send(self, _request: Request) -> Reply:
        raise LineError(self._reason)

    def close(self) -> None:
        """Nothing is open."""
