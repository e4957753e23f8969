"""What becomes of work on records that are hidden here when the hub is restored to before they were."""

import pytest
from sync_workspace_world import WorkspaceWorld
from sync_world import World

from greenfield.records import change as changes

OWNER, OTHER = 0, 1


@pytest.fixture(params=[World, WorkspaceWorld], ids=["memory", "workspace"])
def make(request):
    """Make a world in which everybody has one computer."""
    made = []

    def make(members=2):
        made.append(request.param(members, members))
        return made[-1]

    yield make
    for each in made:
        each.close()


def sync(world, *numbers):
    for number in numbers:
        report = world.sync(world.machines[number])
        assert report.problem is None


def written(world, number, op=changes.SET):
    """Let somebody edit the one company; return the id of the change."""
    before = set(world.oracle.written)
    world.change_record(number, 0, 1, op)
    (cid,) = set(world.oracle.written) - before
    return cid


def only_company(world):
    (record,) = {each.record for each in world.oracle.written.values() if each.kind == "company"}
    return record


def say(world, number, sharing):
    """Let somebody say who may read the one company."""
    here, record = world.machines[number], only_company(world)
    world.edit(here, changes.SET, "company", record, {"sharing": sharing})


def hidden_with_own_work(world, *, owner, other, too_late=False):
    """The owner takes back the sharing of a company to which the other one wrote; return his change, which no backup holds."""
    world.create_company(owner, 1)
    sync(world, owner, other)
    world.back_up_hub()
    taken = written(world, other)
    sync(world, other)
    say(world, owner, "own")
    sync(world, owner)
    held = [written(world, other)] if too_late else []
    sync(world, other)
    here = world.machines[other]
    assert (taken in here.log(), taken in here.cids()) == (False, True)
    assert here.tray() == set(held)
    return taken


def test_what_was_kept_for_the_hub_shows_again_where_its_record_does(make):
    world = make()
    taken = hidden_with_own_work(world, owner=OWNER, other=OTHER)
    world.restore_hub(0)
    sync(world, OTHER)
    here = world.machines[OTHER]
    assert taken in here.log()
    assert here.store.digest(2**52) == world.hub.digest(here)
    world.settle()
    world.check()
    assert only_company(world) not in here.records("company")


def test_what_was_kept_for_the_hub_survives_an_erase_without_its_content(make):
    world = make()
    taken = hidden_with_own_work(world, owner=1, other=0, too_late=True)  # an administrator, who may erase
    world.restore_hub(0)
    here, record = world.machines[0], only_company(world)
    world.edit(here, changes.ERASE, "company", record, {})
    assert taken in here.cids()
    assert world.oracle.written[taken].secret.encode() not in here.everything()
    world.settle()
    world.check()
    assert isinstance(world.hub.log()[taken], changes.ErasedChange)
