"""P14: photos over lines that cut, lose, repeat and delay; nobody sees one before it is whole, and then everybody may."""

import random

import pytest
from sync_faults import FAULTS
from sync_workspace_world import WorkspaceWorld
from sync_world import World


def photo_of(world, photos):
    """Let the first computer take a photo of a visit that is shared."""
    first = world.machines[0]
    world.create(first, "company", {"name": "Mill", "sharing": "organisation", "photos": photos})
    (company,) = first.records("company")
    world.create(first, "visit", {"company": company, "sharing": "organisation"})
    (visit,) = first.records("visit")
    world.create_below(0, 0, 59)
    (attachment,) = first.records("attachment")
    assert first.state(attachment).current("subject").value == f'"{visit}"'
    return next(iter(world.files.items()))


@pytest.mark.parametrize("kind", [World, WorkspaceWorld])
def test_a_photo_arrives_whole_over_any_line(kind):
    for seed in range(15):
        world = kind(3, 3, seed=seed)
        source = random.Random(seed)
        sha256, content = photo_of(world, "internal")
        for here in world.machines * 2:
            world.sync(here, source.choices(FAULTS, k=12), kill=source.randrange(4), after=seed % 2 == 0)
            assert all(each.whole_files().get(sha256, content) == content for each in world.machines)
        world.settle()
        world.check()
        assert [each.whole_files() for each in world.machines] == [{sha256: content}] * 3
        world.close()


@pytest.mark.parametrize("kind", [WorkspaceWorld])
def test_a_photo_that_the_company_does_not_permit_stays_where_it_is(kind):
    world = kind(2, 2)
    sha256, content = photo_of(world, "none")
    world.settle()
    world.check()
    assert world.machines[0].whole_files() == {sha256: content}
    assert world.machines[1].whole_files() == {}
    assert content not in world.hub.everything()
    world.close()
