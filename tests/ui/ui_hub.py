"""A real hub on this computer with its own certificate, and a colleague who works at it with a workspace of her own."""

import threading
from contextlib import contextmanager

from ui_program import CHEAP, SECRET

from greenfield.services import hub as hubs
from greenfield.services import workspaces
from greenfield.services.open_visit import open_visit
from greenfield.services.sync.connecting import Invitation, connect
from greenfield.services.sync.serving_here import serving_here
from greenfield.services.sync.syncing import sync_now
from greenfield.sync.device.http_line import HttpLine
from greenfield.sync.transport import LineError


class Centre:
    """An organisation at a hub that serves."""

    def __init__(self, hub, url, fingerprint):
        self.hub, self.url, self.fingerprint = hub, url, fingerprint

    def invite(self, name, out=None, role="", fingerprint=None, days=7):
        made = hubs.invite(self.hub, name, role=role, url=self.url, days=days, out=out)
        if out is not None and fingerprint is not None:
            out.write_text(out.read_text().replace(self.fingerprint, fingerprint))
        return made

    def join(self, workspace, name, role=""):
        return self.join_by(workspace, self.invite(name, role=role).code, name)

    def join_by(self, workspace, code, name):
        return connect(workspace, Invitation(self.url, code, self.fingerprint), name=name)

    def devices(self):
        return hubs.devices(self.hub)


@contextmanager
def centre_at(folder, name="Centre"):
    hubs.make_hub(folder, SECRET, "Workshop", cost=CHEAP)
    with hubs.opened(folder, SECRET) as hub:
        hubs.add_organisation(hub, name)
        with serving_here(hub) as serving:
            yield Centre(hub, serving.url, serving.fingerprint)


class Colleague:
    """Somebody else of the organisation, at her own computer."""

    def __init__(self, workspace):
        self.workspace = workspace

    def sync(self):
        report = sync_now(self.workspace)
        assert report.problem is None
        return report

    def answer(self, visit, now, **answers):
        opened = open_visit(self.workspace, visit, "en", now)
        assert opened.answer_all(answers) == []


@contextmanager
def colleague_at(folder, centre, name="Badou", role=""):
    workspaces.create_workspace(folder, [SECRET], cost=CHEAP)
    with workspaces.opened(folder, SECRET, writing=True) as workspace:
        centre.join(workspace, name, role)
        yield Colleague(workspace)


class HeldLine:
    """A real line that holds each request back until `go` is set, or until it is closed."""

    def __init__(self, url, certificate, go, waits):
        self._line = HttpLine(url, certificate)
        self._go, self._waits = go, waits
        self._closed = threading.Event()

    def send(self, request):
        self._waits.set()
        while not self._go.wait(0.01):
            if self._closed.is_set():
                raise LineError("closed")
        return self._line.send(request)

    def close(self):
        self._closed.set()
        self._line.close()


def hold(keeper):
    """Let the next syncs of a window wait; return what lets them go on, and what tells that one waits."""
    go, waits = threading.Event(), threading.Event()
    keeper.line_to = lambda url, certificate: HeldLine(url, certificate, go, waits)
    return go, waits


def synced(qtbot, window):
    """Wait until no sync is under way, and the window has looked how things stand."""
    keeper, runner = window.context.sync, window.context.runner
    for _ in range(3):
        qtbot.waitUntil(lambda: keeper.is_at_rest and not runner.is_busy)
        qtbot.wait(1)
