"""Sharing with an organisation: joining its hub, syncing, what waits, conflicts, exchange files; over a real hub."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from PySide6.QtCore import Qt

from greenfield.bench.shots.begin import PASSPHRASE
from greenfield.bench.shots.hands import PATIENCE_S
from greenfield.bench.shots.repeats import visit_with_table
from greenfield.bench.shots.stage import CannotShowError, Stage, as_a
from greenfield.bench.shots.sync_states import taken_back, without_a_line, wrong_code
from greenfield.bench.shots.twin import twin
from greenfield.records.scopes import PhotoPermission, Scope
from greenfield.services import hub as hubs
from greenfield.services import workspaces
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.open_visit import open_visit
from greenfield.services.sync.connecting import Invitation, connect, disconnect
from greenfield.services.sync.exchange.exporting import Wish, export_file
from greenfield.services.sync.known import HttpLine
from greenfield.services.sync.serving_here import serving_here
from greenfield.services.sync.sharing import share
from greenfield.services.sync.state import Mode, set_mode
from greenfield.services.sync.syncing import sync_now
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.workspace import Workspace
from greenfield.sync.transport import LineError, Reply, Request
from greenfield.ui.sync.conflicts_page import ConflictsPage
from greenfield.ui.sync.exchange_page import ExchangePage
from greenfield.ui.sync.page import SyncPage
from greenfield.vault.passphrase import Cost, Passphrase

_CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
_SECRET = Passphrase(PASSPHRASE)
_OWN = {"elec_amount": "14250", "water_amount": "310"}
_OTHER = {"elec_amount": "15400.5", "water_amount": "295"}


def sharing(stage: Stage) -> None:
    """Join an organisation, sync, meet conflicts, decide, and carry a file; the workspace leaves at the end."""
    with _organisation(stage) as (hub, url, fingerprint):
        _join(stage, hub, url)
        visit = _shared_visit(stage)
        with _colleague(stage, hub, url, fingerprint) as other:
            _sync(stage)
            sync_now(other)
            _wait_and_sync(stage)
            _differ(stage, other, visit)
            _conflicts(stage, visit)
            _in_a_table(stage, other)
            without_a_line(stage, _rest)
            twin(stage, visit, _rest)
            _exchange(stage, other)
        disconnect(stage.context.workspace)
    stage.context.sync.look_again()
    _rest(stage)


@contextmanager
def _organisation(stage: Stage) -> Iterator[tuple[hubs.OpenHub, str, str]]:
    folder = stage.folder / "centre.hub"
    hubs.make_hub(folder, _SECRET, "Centre", cost=_CHEAP)
    with hubs.opened(folder, _SECRET) as hub:
        hubs.add_organisation(hub, "Centre de production propre")
        with serving_here(hub) as serving:
            yield hub, serving.url, serving.fingerprint


@contextmanager
def _colleague(stage: Stage, hub: hubs.OpenHub, url: str, fingerprint: str) -> Iterator[Workspace]:
    folder = stage.folder / "badou.greenfield"
    workspaces.create_workspace(folder, [_SECRET], cost=_CHEAP)
    with workspaces.opened(folder, _SECRET, writing=True, clock=stage.context.clock) as workspace:
        code = hubs.invite(hub, "Badou Ndiaye", url=url, days=7, out=None).code
        connect(workspace, Invitation(url, code, fingerprint), name="Badou")
        yield workspace


def _join(stage: Stage, hub: hubs.OpenHub, url: str) -> None:
    stage.click("rail-sync")
    stage.shot("sync-not-connected")
    wrong_code(stage, url, _rest)
    page = as_a(SyncPage, stage.page)
    code = hubs.invite(hub, "Aminata Diallo", url=url, days=7, out=None).code
    stage.type_into(page.joining.address, url)
    stage.type_into(page.joining.code, code, leave=False)
    page.joining.column.reveal(page.joining.look_button)
    stage.shot("sync-by-code")
    stage.press(Qt.Key.Key_Return)
    stage.shot("sync-compare")
    stage.click("connect-now")
    _rest(stage)
    set_mode(stage.context.workspace, Mode.BY_HAND)
    stage.context.sync.look_again()
    _rest(stage)
    stage.shot("sync-connected")


def _shared_visit(stage: Stage) -> str:
    context = stage.context
    company, _ = new_company(
        context.workspace,
        NewCompany(
            "Huilerie de Tivaouane", country="SEN", currency="XOF", sector="C10", city="Tivaouane", employees=31,
            photos=PhotoPermission.REPORT,
        ),
    )  # fmt: skip
    new = NewVisit(company, "quick-scan", date(2026, 3, 9), language=stage.look.spoken)
    opened, _ = prepare_visit(context.workspace, new, context.clock())
    share(context.workspace, opened.visit.id, Scope.ORGANISATION)
    context.events.companies_changed.emit()
    context.events.visit_changed.emit(opened.visit.id)
    _rest(stage)
    return opened.visit.id


def _wait_and_sync(stage: Stage) -> None:
    """Look at what waits, and at a sync that is under way."""
    with stage.context.workspace.unit() as unit:
        company = unit.create("company", {"name": "Savonnerie du Cap", "country": "SEN", "sharing": "own"})
    stage.context.events.companies_changed.emit()
    _rest(stage)
    stage.go("tray", tray="unsent")
    stage.shot("tray-unsent")
    go, waits = threading.Event(), threading.Event()
    stage.context.sync.line_to = lambda url, certificate: _HeldLine(url, certificate, go, waits)
    stage.go("sync")
    stage.context.sync.sync()
    waits.wait(PATIENCE_S)
    stage.shot("sync-under-way", while_busy=True)
    go.set()
    _rest(stage)
    stage.context.sync.line_to = None
    with stage.context.workspace.unit() as unit:
        unit.erase(company)
    _sync(stage)
    stage.go("sync")
    stage.shot("sync-attention")
    stage.go("tray", tray="refused")
    stage.shot("tray-refused")


def _differ(stage: Stage, other: Workspace, visit: str) -> None:
    """Let two people answer the same questions differently."""
    now, language = stage.context.clock(), stage.look.spoken
    open_visit(stage.context.workspace, visit, language, now).answer_all(_OWN)
    open_visit(other, visit, language, now).answer_all(_OTHER)
    sync_now(other)
    _sync(stage)


def _conflicts(stage: Stage, visit: str) -> None:
    stage.go("visit", visit=visit, step="questionnaire", place="elec_amount")
    _rest(stage)
    stage.shot("visit-conflict")
    stage.go("conflicts")
    stage.shot("conflicts")
    page = as_a(ConflictsPage, stage.page)
    stage.click(page.rows[0].title)
    stage.shot("conflict")
    stage.go("conflicts")
    key = page.rows[0].shown.key
    stage.click(page.rows[0].sides[0].button)
    _rest(stage)
    stage.shot("conflict-decided", with_toasts=True)
    taken_back(stage, *key, _rest)


def _in_a_table(stage: Stage, other: Workspace) -> None:
    """Look at a cell of a table to which two people gave different values, and at their decision."""
    visit, now, language = visit_with_table(stage), stage.context.clock(), stage.look.spoken
    share(stage.context.workspace, visit, Scope.ORGANISATION)
    _sync(stage)
    sync_now(other)
    place = "/data/hall/motor[2]/kw"
    open_visit(stage.context.workspace, visit, language, now).answer(place, "5.5")
    open_visit(other, visit, language, now).answer(place, "7.5")
    sync_now(other)
    _sync(stage)
    stage.go("visit", visit=visit, step="questionnaire", place=place)
    _rest(stage)
    stage.shot("visit-conflict-in-a-cell")
    record, field = open_visit(stage.context.workspace, visit, language, now).field_at(place)
    stage.go("conflict", record=record, field=field)
    _rest(stage)
    stage.shot("conflict-in-a-cell")


def _exchange(stage: Stage, other: Workspace) -> None:
    stage.go("exchange")
    stage.shot("exchange")
    new_company(other, NewCompany("Menuiserie Kaolack", country="SEN", currency="XOF"))
    path = stage.folder / "badou.greenfield-exchange"
    export_file(other, path, Wish(), _SECRET, cost=_CHEAP)
    page = as_a(ExchangePage, stage.page)
    page.reading.take_file(path)
    stage.type_into(page.reading.passphrase, PASSPHRASE, leave=False)
    stage.press(Qt.Key.Key_Return)
    page.column.reveal(page.reading)
    stage.shot("exchange-looked-into")


def _sync(stage: Stage) -> None:
    stage.context.sync.sync()
    _rest(stage)


def _rest(stage: Stage) -> None:
    """Wait until no sync is under way, and the window has looked how things stand."""
    end = time.monotonic() + PATIENCE_S
    while True:
        stage.settle()
        if stage.context.sync.is_at_rest:
            return
        if time.monotonic() > end:
            msg = "the sync does not come to its end"
            raise CannotShowError(msg)
        time.sleep(0.01)


class _HeldLine(HttpLine):
    """A line that waits, so that a sync can be seen while it is under way."""

    def __init__(self, url: str, certificate: str, go: threading.Event, waits: threading.Event) -> None:
        super().__init__(url, certificate)
        self._go, self._waits = go, waits

    def send(self, request: Request) -> Reply:
        self._waits.set()
        if not self._go.wait(PATIENCE_S):
            raise LineError
        return super().send(request)
