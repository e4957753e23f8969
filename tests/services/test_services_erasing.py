"""Removing for good: for administrators of an organisation, and for whoever works alone."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "sync" / "device"))

from device_sample import Centre, Direct
from services_sample import NOW, SECRET

from greenfield.base.ids import new_id
from greenfield.base.problem import ProblemError
from greenfield.services import workspaces
from greenfield.services.erasing import erase_for_good, erased_with
from greenfield.services.sync.connecting import Invitation, connect, disconnect
from greenfield.services.sync.state import Tray, changes_in, send_again, sync_state
from greenfield.services.sync.syncing import sync_now


@pytest.fixture
def centre():
    made = Centre()
    yield made
    made.hub.close()


@pytest.fixture
def other(tmp_path, empty_folder):
    """Somebody else's workspace."""
    folder = Path(shutil.copytree(empty_folder, tmp_path / "other.greenfield"))
    with workspaces.opened(folder, SECRET, writing=True, clock=lambda: NOW) as opened:
        opened.keep(device=new_id(), workspace=new_id())
        yield opened


def join(workspace, centre, name, role):
    connect(
        workspace,
        Invitation("http://127.0.0.1:1", centre.code(name, role)),
        line_to=lambda _url, _certificate: Direct(centre.hub),
    )


def sync(workspace, centre):
    report = sync_now(workspace, line_to=lambda _url, _certificate: Direct(centre.hub), clock=lambda: NOW)
    assert report.problem is None
    return report


def visited(workspace):
    with workspace.unit() as unit:
        company = unit.create("company", {"name": "Secret mill", "sharing": "organisation"})
        visit = unit.create("visit", {"company": company, "sharing": "organisation", "answers/bread": "12"})
    return company, visit


def everything(workspace):
    with workspace.read() as connection:
        return [
            [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]
            for table in ("change", "head", "company", "visit")
        ]


def test_a_visitor_cannot_erase_in_the_workspace_of_an_organisation(workspace, centre):
    join(workspace, centre, "Awa", "visitor")
    company, _ = visited(workspace)
    before = everything(workspace)
    for asked in (erase_for_good, erased_with):
        with pytest.raises(ProblemError) as caught:
            asked(workspace, company)
        assert caught.value.code == "sync.erase"
        assert caught.value.problems[0].values["organisation"] == "Centre"
    assert everything(workspace) == before
    sync(workspace, centre)
    with pytest.raises(ProblemError):
        erase_for_good(workspace, company)
    assert sync(workspace, centre).outcomes == {}


def test_an_administrator_erases_for_everybody(workspace, other, centre):
    join(workspace, centre, "Cleo", "administrator")
    company, _ = visited(workspace)
    sync(workspace, centre)
    join(other, centre, "Badou", "visitor")
    sync(other, centre)
    assert b"Secret mill" in repr(everything(other)).encode()
    assert erased_with(workspace, company) == 2
    assert erase_for_good(workspace, company) == 2
    sync(workspace, centre)
    sync(other, centre)
    for each in (workspace, other):
        assert b"Secret mill" not in repr(everything(each)).encode()
        assert everything(each)[2:] == [[], []]
    for wrong, code in ((company, "record.erased"), ("0" * 32, "record.unknown")):
        with pytest.raises(ProblemError) as caught:
            erase_for_good(workspace, wrong)
        assert caught.value.code == code


def test_who_works_alone_erases_his_own(workspace, centre):
    company, _ = visited(workspace)
    assert erase_for_good(workspace, company) == 2
    assert everything(workspace)[2:] == [[], []]
    join(workspace, centre, "Awa", "visitor")
    other, _ = visited(workspace)
    disconnect(workspace)
    assert erase_for_good(workspace, other) == 2


def test_what_was_erased_before_joining_again_waits_in_a_tray_that_says_why(workspace, centre):
    join(workspace, centre, "Awa", "visitor")
    company, _ = visited(workspace)
    sync(workspace, centre)
    disconnect(workspace)
    erase_for_good(workspace, company)
    join(workspace, centre, "Awa", "visitor")
    sync(workspace, centre)
    state = sync_state(workspace)
    assert (state.unsent, state.held) == (0, 0)
    assert state.refused > 0
    reasons = {
        each.change.reason
        for each in changes_in(workspace, Tray.REFUSED)
        if each.change.record == company and each.change.op == "erase"
    }
    assert reasons == {"erase"}


def test_what_is_left_of_an_erased_visit_lies_in_no_tray_that_a_person_sees(workspace, centre, other):
    join(workspace, centre, "Awa", "visitor")
    company, visit = visited(workspace)
    sync(workspace, centre)
    join(other, centre, "Cleo", "administrator")
    sync(other, centre)
    disconnect(workspace)
    with workspace.unit() as unit:
        unit.set(visit, {"answers/bread": "13"})
    erase_for_good(workspace, company)
    join(workspace, centre, "Awa", "visitor")
    sync(workspace, centre)
    found = changes_in(workspace, Tray.REFUSED)
    assert {each.change.op for each in found} == {"erase"}, "nobody can do anything with a header"
    assert sync_state(workspace).refused == len(found)
    assert len(in_trays(workspace)) > len(found)
    # once an administrator removed it too, what is left goes with what a person sends again
    assert erase_for_good(other, company) == 2
    sync(other, centre)
    send_again(workspace, [each.change.cid for each in found])
    sync(workspace, centre)
    assert in_trays(workspace) == []


def in_trays(workspace):
    with workspace.read() as connection:
        return connection.exec_driver_sql("SELECT cid FROM sync_tray").fetchall()
