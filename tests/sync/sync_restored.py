"""Scenes of one company on the computers of an owner and others, and a hub that is set back."""

from typing import Any

from sync_world import World

from greenfield.records import change as changes

OWNER, OTHER = 0, 1
"""Members and their computers; the first one is the administrator."""


def sync(world: World, *numbers: int) -> None:
    """Sync computers one after the other, over a good line."""
    for number in numbers:
        report = world.sync(world.machines[number])
        assert report is not None
        assert report.problem is None


def only_company(world: World) -> str:
    """Return the one company that was written to."""
    (record,) = {each.record for each in world.oracle.written.values() if each.kind == "company"}
    return record


def write(world: World, number: int) -> str:
    """Let somebody edit the one company; return the id of the change."""
    before = set(world.oracle.written)
    world.change_record(number, 0, 1, changes.SET)
    (cid,) = set(world.oracle.written) - before
    return cid


def say(world: World, number: int, sharing: str) -> None:
    """Let somebody say who may read the one company."""
    world.edit(world.machines[number], changes.SET, "company", only_company(world), {"sharing": sharing})


def erase(world: World, number: int) -> None:
    """Let somebody erase the one company."""
    world.edit(world.machines[number], changes.ERASE, "company", only_company(world), {})


def hide_own_work(world: World, *, owner: int, other: int, too_late: bool = False) -> str:
    """Let the owner take back the sharing of a company to which the other one wrote; return his change, which no backup holds.

    `too_late`: the other one writes once more before he hears of it, which the hub only holds.
    """
    world.create_company(owner, 1)
    sync(world, owner, other)
    world.back_up_hub()
    taken = write(world, other)
    sync(world, other)
    say(world, owner, "own")
    assert world.sync(world.machines[owner], kill=2) is None  # he says it, and hears nothing
    assert taken not in world.machines[owner].cids()
    held = [write(world, other)] if too_late else []
    sync(world, other)
    here: Any = world.machines[other]
    assert (taken in here.log(), taken in here.cids()) == (False, True)
    assert here.tray() == set(held)
    return taken


def show_again(world: World) -> None:
    """Set the hub back to before it was written to; the owner's taking back is lost with it, and he shares once more."""
    hide_own_work(world, owner=OWNER, other=OTHER)
    world.restore_hub(0)
    sync(world, OTHER)
    say(world, OWNER, "organisation")


def erase_what_is_kept(world: World) -> str:
    """Set the hub back, and erase the company on the computer of an administrator who may not read it; return his kept change."""
    taken = hide_own_work(world, owner=1, other=0, too_late=True)
    world.restore_hub(0)
    erase(world, 0)
    return taken


def set_back_before_it_was_shared(world: World) -> None:
    """The other one has the company and wrote to it; at the hub it is his own again, and was never shared."""
    world.create_company(OWNER, 0)
    sync(world, OWNER)
    world.back_up_hub()
    say(world, OWNER, "organisation")
    sync(world, OWNER, OTHER)
    write(world, OTHER)
    sync(world, OTHER, OWNER)
    world.restore_hub(0)
    say(world, OWNER, "own")
