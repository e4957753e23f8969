"""Histories drawn by a seed: steps of a `World` by chance, with every disaster among them."""

import random

from sync_faults import FAULTS, Fault
from sync_world import World

from greenfield.records import change as changes

_MACHINES, _WHERE, _HOW = 4, 8, 60


def play(world: World, seed: int, count: int) -> World:
    """Let so many steps happen, come to rest, and check everything."""
    source = random.Random(seed)
    for _ in range(3):
        world.create_company(source.randrange(_MACHINES), source.randrange(_HOW))
    for _ in range(count):
        step(world, source)
    world.settle()
    world.check()
    return world


def step(world: World, source: random.Random) -> None:
    """Do one thing; edits and syncs are frequent, disasters are rare."""
    number, how = source.randrange(_MACHINES), source.randrange(_HOW)
    where = min(source.randrange(_WHERE) for _ in range(3))  # mostly the same few records, so that people meet
    action = source.randrange(100)
    if action < 2:
        world.create_company(number, how)
    elif action < 12:
        world.create_below(number, where, how)
    elif action < 32:
        world.change_record(number, where, how, changes.SET)
    elif action < 40:
        world.resolve(number, where, how)
    elif action < 44:
        world.change_record(number, where, how, changes.DELETE)
    elif action < 46:
        world.change_record(number, where, how, changes.RESTORE)
    elif action < 47:
        world.change_record(number, where, how, changes.ERASE)
    elif action < 53:
        world.share(number, where, how)
    elif action < 84:
        sync_somehow(world, source, number)
    elif action < 87:
        world.deliver_late(how)
    elif action < 89:
        world.carry(number, where)
    elif action < 91:
        world.back_up_hub()
    elif action < 93:
        world.restore_hub(how)
    elif action < 96:
        world.make_image(number)
    elif action < 97:
        world.restore_machine(how)
    elif action < 98:
        world.clone(how)
    elif action < 99 and how < 20:
        world.revoke(number)


def sync_somehow(world: World, source: random.Random, number: int) -> None:
    """Sync a machine: half of the times over a bad line, now and then in a process that is killed."""
    plan = [FAULTS[source.randrange(len(FAULTS))] if source.random() < 0.5 else Fault.FINE for _ in range(8)]
    kill = source.randrange(1, 6) if source.random() < 0.15 else 0
    here = world.machine(number)

    def meanwhile() -> None:
        if source.random() < 0.5:
            world.change_record(number, source.randrange(_WHERE), source.randrange(_HOW), changes.SET)
        else:
            world.create_below(number, source.randrange(_WHERE), source.randrange(_HOW))

    world.sync(here, plan if source.random() < 0.5 else (), kill=kill, after=source.random() < 0.5, meanwhile=meanwhile)
