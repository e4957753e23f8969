"""What becomes of work on records that are hidden here when the hub is restored, and whom an erase reaches then."""

import pytest
from sync_restored import (
    OTHER,
    OWNER,
    erase,
    erase_what_is_kept,
    hide_own_work,
    only_company,
    set_back_before_it_was_shared,
    show_again,
    sync,
    write,
)
from sync_workspace_world import WorkspaceWorld
from sync_world import World

from greenfield.records.change import ErasedChange


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


def test_what_was_kept_for_the_hub_shows_again_where_its_record_does(make):
    world = make()
    taken = hide_own_work(world, owner=OWNER, other=OTHER)
    world.restore_hub(0)
    sync(world, OTHER)
    here = world.machines[OTHER]
    assert taken in here.log()
    assert here.store.digest(2**52) == world.hub.digest(here)
    world.settle()
    world.check()
    assert only_company(world) not in here.records("company")


def test_what_was_kept_for_the_hub_stays_where_its_record_is_shared_on(make):
    world = make()
    show_again(world)
    world.settle()
    world.check()
    assert only_company(world) in world.machines[OTHER].records("company")


def test_what_was_kept_for_the_hub_survives_an_erase_without_its_content(make):
    world = make()
    taken = erase_what_is_kept(world)
    here = world.machines[0]
    assert taken in here.cids()
    assert world.oracle.written[taken].secret.encode() not in here.everything()
    world.settle()
    world.check()
    assert isinstance(world.hub.log()[taken], ErasedChange)


def check_nothing_is_left(world):
    """No side holds a text that stood in the company."""
    world.settle()
    world.check()
    secrets = world.oracle.secrets({only_company(world)})
    assert len(secrets) > 0
    for place in (world.hub, *world.machines):
        held = place.everything()
        assert not [text for text in secrets.values() if text.encode() in held]


def test_an_erase_reaches_who_brought_what_he_may_not_read(make):
    world = make()
    set_back_before_it_was_shared(world)
    sync(world, OWNER, OTHER)
    assert world.machines[OTHER].tray()
    erase(world, OWNER)
    check_nothing_is_left(world)


def test_an_erase_reaches_who_comes_after_it_with_what_he_may_not_read(make):
    world = make()
    set_back_before_it_was_shared(world)
    erase(world, OWNER)
    sync(world, OWNER, OTHER)
    check_nothing_is_left(world)


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
def test_an_erase_reaches_who_got_a_private_record_by_a_stick(make, late):
    world = make(3)
    world.create_company(OWNER, 0)
    write(world, OWNER)
    for change in world.machines[OWNER].log().values():
        world.machines[OTHER].bring(change)
    sync(world, *((OWNER,) if late else (OWNER, OTHER)))
    erase(world, OWNER)
    check_nothing_is_left(world)


def test_an_erase_of_what_nobody_else_had_is_told_to_nobody(make):
    world = make()
    world.create_company(OWNER, 0)
    sync(world, OWNER, OTHER)
    erase(world, OWNER)
    sync(world, OWNER, OTHER)
    assert not world.machines[OTHER].log()
