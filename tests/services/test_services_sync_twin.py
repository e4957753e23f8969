"""A copied workspace that runs on two computers is one device to everybody: both people are told, and nothing is lost."""

import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from services_sample import NOW, SECRET
from sync_people import URL, Direct, Person, quiet

from greenfield.base.catalogue import sentence
from greenfield.base.problem import Problem, ProblemError
from greenfield.base.texts import texts_for
from greenfield.records.scopes import Scope
from greenfield.services import workspaces
from greenfield.services.health import examine
from greenfield.services.sync.conflicts import conflicts
from greenfield.services.sync.connecting import Invitation, become_new_device, connect, link_of
from greenfield.services.sync.sharing import share
from greenfield.services.sync.state import Mode, set_mode, sync_state
from greenfield.services.sync.syncing import sync_now


@pytest.fixture
def joined(open_copy, centre):
    """Awa and Badou, whose clocks stand still as none is needed here, and a company that both see."""
    awa, badou = Person(open_copy("awa"), centre, "Awa"), Person(open_copy("badou"), centre, "Badou")
    with awa.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "sharing": "organisation"})
    quiet(awa, badou)
    return awa, badou, company


class Copy(Person):
    """Somebody who works with a copy of another one's workspace."""

    def __init__(self, workspace, centre):
        self.workspace, self.centre, self.lines = workspace, centre, []


@contextmanager
def copied(original, folder):
    """Open a copy of the workspace as it is now."""
    target = Path(shutil.copytree(original.workspace.folder, folder))
    with workspaces.opened(target, SECRET, writing=True, clock=lambda: NOW) as opened:
        yield Copy(opened, original.centre)


def edit(who, company, **fields):
    with who.workspace.unit() as unit:
        unit.set(company, fields)


def told(who):
    return sync_state(who.workspace).has_twin


@pytest.mark.parametrize("turns", ["at the same time", "one after the other"])
def test_both_computers_are_told_and_keep_all_work(joined, tmp_path, turns):
    awa, badou, company = joined
    with copied(awa, tmp_path / "copy.greenfield") as copy:
        assert copy.workspace.device == awa.workspace.device
        for number in range(3):
            for who, field in ((awa, "city"), (copy, "region")):
                edit(who, company, **{field: f"{field} {number}"})
                if turns == "one after the other":
                    who.sync()
                    who.sync()
            quiet(awa, copy)
        assert told(awa)
        assert told(copy)
        quiet(awa, copy, badou)
        assert not told(badou)
        for who in (awa, copy, badou):
            assert who.values(company, "city") == ["city 2"]
            assert who.values(company, "region") == ["region 2"]
            assert conflicts(who.workspace) == []
            assert examine(who.workspace) == []
        assert "--new-device" in sentence(Problem("sync.twin"), texts_for("en"))


def test_a_copy_that_becomes_a_device_of_its_own_loses_nothing_and_is_told_apart(joined, tmp_path):
    awa, badou, company = joined
    with copied(awa, tmp_path / "copy.greenfield") as copy:
        for number in range(2):
            for who, field in ((awa, "city"), (copy, "region")):
                edit(who, company, **{field: f"{field} {number}"})
            quiet(awa, copy)
        assert told(copy)
        edit(copy, company, region="not sent yet")
        become_new_device(copy.workspace)
        assert sync_state(copy.workspace).link is None
        connect(copy.workspace, Invitation(URL, awa.centre.code("Awa")), line_to=copy.line)
        assert copy.workspace.device != awa.workspace.device
        quiet(copy, awa, badou)
        assert badou.values(company, "region") == ["not sent yet"]
        assert not told(copy)
        assert not told(awa)
        for who, value in ((awa, "Dakar"), (copy, "Thiès")):
            edit(who, company, city=value)
        quiet(copy, awa, badou)
        (found,) = conflicts(badou.workspace)
        assert {side.device for side in found.sides} == {awa.workspace.device, copy.workspace.device}


@pytest.mark.parametrize("works", [False, True], ids=["syncs at once", "works first"])
def test_a_workspace_that_was_restored_from_a_backup_is_not_called_a_copy(joined, tmp_path, works):
    awa, badou, company = joined
    backup = Path(shutil.copytree(awa.workspace.folder, tmp_path / "backup"))
    for number in range(20):
        edit(awa, company, city=f"city {number}")
    awa.sync()
    awa.workspace.close()
    with workspaces.opened(backup, SECRET, writing=True, clock=lambda: NOW) as opened:
        again = Copy(opened, awa.centre)
        if works:
            edit(again, company, region="Dakar")
        quiet(again, badou)
        assert not told(again)
        edit(again, company, city="after")
        quiet(again, badou)
        assert not told(again)
        assert badou.values(company, "city") == ["after"]


def test_own_work_that_comes_back_with_a_record_that_is_shared_again_is_no_sign(joined):
    awa, badou, company = joined
    edit(badou, company, city="Dakar")
    quiet(awa, badou)
    share(awa.workspace, company, Scope.OWN)
    quiet(awa, badou)
    edit(badou, badou_company(badou), name="Quarry")
    quiet(awa, badou)
    share(awa.workspace, company, Scope.ORGANISATION)
    quiet(awa, badou)
    assert badou.values(company, "city") == ["Dakar"]
    assert not told(badou)


def badou_company(badou):
    with badou.workspace.unit() as unit:
        return unit.create("company", {"name": "Another"})


def test_a_code_that_does_not_open_changes_nothing_for_a_copy(joined):
    awa, badou, company = joined
    device, link = awa.workspace.device, link_of(awa.workspace)
    with pytest.raises(ProblemError) as error:
        connect(awa.workspace, Invitation(URL, "AAAA-AAAA-AAAA"), as_new_device=True, line_to=awa.line)
    assert error.value.code == "code.unknown"
    assert (awa.workspace.device, link_of(awa.workspace)) == (device, link)
    edit(awa, company, city="goes on")
    quiet(awa, badou)
    assert badou.values(company, "city") == ["goes on"]


def test_what_a_sync_of_the_former_device_agrees_on_means_nothing_for_the_new_one(joined):
    awa, badou, company = joined
    edit(awa, company, city="not sent yet")
    set_mode(awa.workspace, Mode.BY_HAND)

    class Slow(Direct):
        """A line on whose other end the workspace becomes another device while it is asked."""

        def send(self, request):
            reply = super().send(request)
            if "/push" in request.path and awa.workspace.device == before:
                connect(
                    awa.workspace,
                    Invitation(URL, awa.centre.code("Awa")),
                    as_new_device=True,
                    line_to=awa.line,
                )
            return reply

    before = awa.workspace.device
    report = sync_now(
        awa.workspace, line_to=lambda _url, _certificate: Slow(awa.centre.hub), clock=lambda: NOW
    )
    assert awa.workspace.device != before
    assert report.problem is not None
    assert report.problem.code == "sync.not_connected"
    link = link_of(awa.workspace)
    assert (link.since, link.mode) == (0, Mode.BY_HAND), "the new device reads the feed from its beginning"
    quiet(awa, badou)
    assert badou.values(company, "city") == ["not sent yet"]
