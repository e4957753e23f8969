"""A sync that runs beside a window: after an edit, when it is asked for, and never when that was said."""

import threading

import pytest
from sync_people import Direct

from greenfield.services.health import examine
from greenfield.services.sync.background import BackgroundSync, Listener
from greenfield.services.sync.state import (
    Mode,
    set_mode,
)


class Told:
    """Waits for ends of syncs."""

    def __init__(self):
        self.reports = []
        self.came = threading.Semaphore(0)

    def ended(self, report):
        self.reports.append(report)
        self.came.release()

    def wait(self):
        assert self.came.acquire(timeout=60)
        return self.reports[-1]


@pytest.fixture
def background(two):
    awa = two[0]
    told = Told()
    made = BackgroundSync(
        awa.workspace,
        Listener(ended=told.ended),
        line_to=awa.line,
        every_seconds=3600,
        after_edit_seconds=0.01,
    )
    made.start()
    yield made, told
    assert made.stop()


def test_in_the_background_an_edit_is_sent_a_little_later(two, background):
    awa, badou, _, visit = two
    made, told = background
    with awa.workspace.unit() as unit:
        unit.set(visit, {"answers/bread": "14"})
    made.edited()
    assert told.wait().outcomes == {"applied": 1}
    badou.sync()
    assert badou.values(visit, "answers/bread") == ["14"]


def test_by_hand_and_never_mean_what_they_say(two, background):
    awa, _, _, visit = two
    made, told = background
    set_mode(awa.workspace, Mode.BY_HAND)
    with awa.workspace.unit() as unit:
        unit.set(visit, {"answers/bread": "14"})
    made.edited()
    made.sync()
    assert told.wait().outcomes == {"applied": 1}
    set_mode(awa.workspace, Mode.NEVER)
    before = len(awa.lines)
    made.sync()
    made.edited()
    assert made.stop()
    assert len(awa.lines) == before


def test_a_sync_under_way_ends_when_the_window_closes(two):
    awa, _, _, _ = two
    waits = threading.Event()

    class Silent(Direct):
        def send(self, request):
            waits.set()
            assert self.closed.wait(60)
            return super().send(request)

        def close(self):
            super().close()
            self.closed.set()

    def line(*_):
        made = Silent(awa.centre.hub)
        made.closed = threading.Event()
        return made

    told = Told()
    made = BackgroundSync(awa.workspace, Listener(ended=told.ended), line_to=line, every_seconds=3600)
    made.start()
    made.sync()
    assert waits.wait(60)
    assert made.stop()
    assert told.reports[0].cancelled
    assert examine(awa.workspace) == []
