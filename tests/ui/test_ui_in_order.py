"""Two readings in the background may end in any order: what is shown is the newest, on a slow machine as on a fast one."""

import threading

from ui_hub import synced
from ui_pages import company, page, settle

from greenfield.services.sync import state
from greenfield.ui.companies import page as companies_page
from greenfield.ui.frame.in_order import InOrder
from greenfield.ui.sync import conflict_page


class Overtaken:
    """Reads as `read` does, but the first of its results comes only when the second was shown."""

    def __init__(self, read):
        self._read = read
        self.has_read, self.go = threading.Event(), threading.Event()

    def __call__(self, *given):
        found = self._read(*given)
        if not self.has_read.is_set():
            self.has_read.set()
            assert self.go.wait(60)
        return found


def test_an_older_one_never_covers_a_newer_one_and_each_newer_one_is_shown():
    shown, order = [], InOrder()
    first, second, third = order.show(shown.append), order.show(shown.append), order.show(shown.append)
    second(2)
    first(1)
    third(3)
    assert shown == [2, 3]
    fourth = order.show(shown.append)
    order.pass_over()
    fourth(4)
    order.show(shown.append)(5)
    assert shown == [2, 3, 5]


def test_a_list_that_was_read_before_a_company_came_does_not_cover_the_one_with_it(qtbot, shell, monkeypatch):
    shown = page(qtbot, shell, "companies")
    slow = Overtaken(companies_page._read)
    monkeypatch.setattr(companies_page, "_read", slow)
    shown.open_with()
    qtbot.waitUntil(slow.has_read.is_set)
    company(shell.context, "Fournil")
    qtbot.waitUntil(lambda: shown.companies.total == 1)
    slow.go.set()
    settle(qtbot, shell)
    assert shown.companies.total == 1


def test_how_many_changes_wait_is_said_as_it_was_read_last(qtbot, joined, monkeypatch):
    keeper = joined.context.sync
    before = keeper.state.unsent
    slow = Overtaken(state.sync_state)
    monkeypatch.setattr(state, "sync_state", slow)
    keeper.look_again()
    qtbot.waitUntil(slow.has_read.is_set)
    company(joined.context)
    qtbot.waitUntil(lambda: keeper.state.unsent > before)
    slow.go.set()
    synced(qtbot, joined)
    assert keeper.state.unsent > before


def test_what_was_read_of_one_field_never_shows_on_the_page_of_another(qtbot, shell, monkeypatch):
    identity = company(shell.context, "Fournil", city="Dakar")
    look, read, ended = conflict_page.last_decision, shell.context.runner.run, []
    begun = {"name": threading.Event(), "city": threading.Event()}
    go = {"name": threading.Event(), "city": threading.Event()}

    def slow(workspace, record, field):
        begun[field].set()
        assert go[field].wait(60)
        return look(workspace, record, field)

    def watched(work, owner=None):
        job = read(work, owner)
        job.ended.connect(lambda: ended.append(owner))
        return job

    monkeypatch.setattr(conflict_page, "last_decision", slow)
    monkeypatch.setattr(shell.context.runner, "run", watched)
    for field in ("name", "city"):
        shell.context.router.show("conflict", record=identity, field=field)
        qtbot.waitUntil(begun[field].is_set)
    shown = shell.page
    go["name"].set()
    qtbot.waitUntil(lambda: shown in ended)
    assert shown.history is None
    go["city"].set()
    settle(qtbot, shell)
    assert [line.text for line in shown.history.lines.lines] == ["Dakar"]
