"""P15: what a sync costs follows the changes, not the size of the databases."""

from collections import Counter
from contextlib import contextmanager

import pytest
from sync_crash_run import CHEAP, SECRET, enrol

from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.services.workspaces import create_workspace, opened
from greenfield.sync.device.conduct import Conduct
from greenfield.sync.device.engine import sync
from greenfield.sync.hub.administration import add_member, add_organisation
from greenfield.sync.hub.database import memory_database
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED

STEPS = 100
MORE = 1.5


class Line:
    """A line that counts."""

    def __init__(self, hub):
        self.hub = hub
        self.bytes = 0

    def send(self, request):
        reply = self.hub.answer(request)
        self.bytes += len(request.body) + len(reply.body)
        return reply

    def close(self):
        """Nothing to end."""


@contextmanager
def counted(connections):
    """Count the steps of SQLite's machine on some connections, in hundreds: rows that are looked at, one way or another."""
    count = Counter()

    def step():
        count["steps"] += 1
        return 0

    for connection in connections:
        connection.set_progress_handler(step, STEPS)
    try:
        yield count
    finally:
        for connection in connections:
            connection.set_progress_handler(None, STEPS)


def cost_of_one_change(folder, records):
    """Return what one edit costs two workspaces and a hub that hold so many records: requests, bytes, steps."""
    hub = Hub(memory_database(), None, UNHURRIED)
    organisation = add_organisation(hub.database, hub.surroundings, "Centre")
    line = Line(hub)
    folder.mkdir()
    for name in ("first", "second"):
        create_workspace(folder / name, [SECRET], cost=CHEAP)
    with (
        opened(folder / "first", SECRET, writing=True) as first,
        opened(folder / "second", SECRET, writing=True) as second,
    ):
        for workspace in (first, second):
            member = add_member(hub.database, hub.surroundings, organisation, "Somebody", "visitor")
            WorkspaceStore(workspace).save_link(enrol(hub, organisation, member, workspace.device))
        with first.unit() as unit:
            made = [
                unit.create("company", {"name": f"Mill {n}", "sharing": "organisation"})
                for n in range(records)
            ]
        both = [WorkspaceStore(first), WorkspaceStore(second)]
        for store in both * 2:
            assert sync(store, line, Conduct()).problem is None
        with first.unit() as unit:
            unit.set(made[records // 2], {"name": "Another name"})
        line.bytes = 0
        at_hub = hub.database.engine.raw_connection()
        read_by = [workspace._engine.raw_connection() for workspace in (first, second)]
        for each in read_by:
            each.close()
        driver = [first.writing_connection, second.writing_connection, at_hub.driver_connection]
        driver += [each.driver_connection for each in read_by if each.driver_connection]
        with counted(driver) as count:
            reports = [sync(store, line, Conduct()) for store in both]
        with second.read() as connection:
            query = "SELECT count(*) FROM company WHERE name = 'Another name'"
            assert connection.exec_driver_sql(query).scalar_one() == 1
        quiet = [sync(store, line, Conduct()) for store in both]
        at_hub.close()
    hub.close()
    assert [report.requests for report in quiet] == [1, 1]
    assert all(report.bytes_sent + report.bytes_received < 1024 for report in quiet)
    return [report.requests for report in reports], line.bytes, count["steps"]


@pytest.mark.parametrize(("few", "many"), [(200, 2_000), pytest.param(2_000, 20_000, marks=pytest.mark.long)])
def test_one_change_costs_the_same_in_a_large_database(tmp_path, few, many):
    small, large = (cost_of_one_change(tmp_path / str(count), count) for count in (few, many))
    assert small[0] == large[0] == [2, 1]
    assert large[1] <= small[1] * MORE
    assert large[2] <= small[2] * MORE + 5


def test_the_count_sees_a_walk_over_the_log(tmp_path, monkeypatch):
    whole = WorkspaceStore.count_unsent

    def walking(store):
        query = "SELECT count(*) FROM change WHERE rev IS NULL AND length(body) > 0"
        store._workspace.writing_connection.execute(query).fetchone()
        return whole(store)

    monkeypatch.setattr(WorkspaceStore, "count_unsent", walking)
    small, large = (cost_of_one_change(tmp_path / str(count), count)[2] for count in (200, 2_000))
    assert large > small * MORE + 5
