"""Work comes home from a device that the hub lets in no more: by a file that is sealed to the organisation."""

from datetime import UTC, datetime

import pytest
from exchange_sample import CHEAP, SECRET, carry, log_of

from greenfield.base.problem import ProblemError
from greenfield.records.scopes import Scope
from greenfield.services import hub as hubs
from greenfield.services.sync.connecting import Invitation, connect
from greenfield.services.sync.exchange.exporting import (
    Wish,
    export_file,
    recipient_of_organisation,
    wish_for,
)
from greenfield.services.sync.exchange.importing import import_file
from greenfield.services.sync.identity import own_identities, own_recipient
from greenfield.services.sync.sharing import share
from greenfield.services.sync.state import sync_state
from greenfield.services.sync.syncing import sync_now
from greenfield.store.reading.carried import Choice
from greenfield.store.reading.companies import list_companies
from greenfield.sync.exchange.sealing import Recipients
from greenfield.sync.hub.hub import Hub

URL = "http://127.0.0.1:1"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home.greenfield-exchange"


@pytest.fixture
def hub(tmp_path):
    hubs.make_hub(tmp_path / "hub", SECRET, "Hub", cost=CHEAP)
    with hubs.opened(tmp_path / "hub", SECRET) as opened:
        hubs.add_organisation(opened, "Centre")
        yield opened


@pytest.fixture
def line_to(hub):
    """Lines to the hub inside this process."""
    application = Hub(hub.database)

    class Line:
        def __init__(self, _url, _certificate):
            pass

        def send(self, request):
            return application.answer(request)

        def close(self):
            pass

    return Line


@pytest.fixture
def join(hub, line_to):
    def do(workspace, name):
        invited = hubs.invite(hub, name, url=URL, days=1, out=None)
        connect(workspace, Invitation(URL, invited.code), name=name, line_to=line_to)

    return do


@pytest.fixture
def member(make, join):
    """Open a workspace of somebody who joined."""

    def do(name):
        workspace = make(name)
        join(workspace, name)
        return workspace

    return do


@pytest.fixture
def sync(line_to):
    def do(workspace):
        report = sync_now(workspace, line_to=line_to, clock=lambda: datetime(2026, 3, 10, tzinfo=UTC))
        return report.problem.code if report.problem else ""

    return do


def test_a_revoked_device_brings_its_work_home(hub, member, visited, sync, path):
    awa, binta = member("Awa"), member("Binta")
    company, _, visit, _ = visited(awa, "Mill")
    share(awa, visit, Scope.ORGANISATION)
    assert (sync(awa), sync(binta)) == ("", "")
    hubs.revoke(hub, awa.device)
    with awa.unit() as unit:
        unit.set(company, {"city": "Kaolack"})
        blob = unit.put_blob(b"chimney" * 50_000)
        unit.create("attachment", {"subject": visit, "name": "chimney.jpg", "blob": blob}, blobs=[blob])
    assert sync(awa) == "device.revoked"
    written = export_file(awa, path, Wish(Choice.UNSENT), Recipients((recipient_of_organisation(awa),)))
    assert (written.changes, written.files) == (2, 1)
    own_recipient(binta)
    with pytest.raises(ProblemError) as caught:
        import_file(binta, path, own_identities(binta))
    assert caught.value.code == "exchange.other_receiver"
    taken = hubs.import_file(hub, path)
    assert (taken["statuses"], taken["files"]) == ({"applied": 2}, 1)
    assert hubs.import_file(hub, path)["statuses"] == {"duplicate": 2}
    assert sync(binta) == ""
    with binta.read() as connection:
        assert [one.city for one in list_companies(connection)] == ["Kaolack"]
    assert binta.blob(blob) == b"chimney" * 50_000


def test_what_came_by_a_stick_goes_to_the_hub_with_the_next_sync(member, visited, sync, path):
    awa, binta, coumba = member("Awa"), member("Binta"), member("Coumba")
    _, _, visit, _ = visited(awa, "Mill")
    share(awa, visit, Scope.ORGANISATION)
    carry(awa, binta, path, wish_for(awa, visit=visit))
    assert sync_state(binta).unsent > 0
    assert (sync(awa), sync(binta), sync(coumba), sync(awa)) == ("", "", "", "")
    assert sync_state(binta).unsent == sync_state(binta).held == sync_state(binta).refused == 0
    with coumba.read() as connection:
        assert [one.name for one in list_companies(connection)] == ["Mill"]
    assert {row[0] for row in log_of(awa)["changes"]} == {row[0] for row in log_of(coumba)["changes"]}


def test_work_of_a_device_that_the_hub_does_not_know_needs_a_member(hub, member, binta, visited, path):
    awa = member("Awa")
    visited(binta, "Mill")
    export_file(binta, path, Wish(), Recipients((recipient_of_organisation(awa),)))
    with pytest.raises(ProblemError) as caught:
        hubs.import_file(hub, path)
    assert caught.value.code == "hub.no_member"
    assert set(hubs.import_file(hub, path, member="Awa")["statuses"]) == {"applied"}


def test_a_file_without_a_right_to_it_erases_nothing_at_the_hub(hub, member, visited, sync, path):
    awa, binta = member("Awa"), member("Binta")
    company, _, visit, _ = visited(awa, "Mill")
    share(awa, visit, Scope.ORGANISATION)
    assert (sync(awa), sync(binta)) == ("", "")
    with binta.unit() as unit:
        unit.erase(company)
    export_file(binta, path, Wish(), Recipients((recipient_of_organisation(binta),)))
    statuses = hubs.import_file(hub, path)["statuses"]
    assert statuses["refused"] > 0
    assert "applied" not in statuses
    assert sync(awa) == ""
    with awa.read() as connection:
        assert [one.name for one in list_companies(connection)] == ["Mill"]
