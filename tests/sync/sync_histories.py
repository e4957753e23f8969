"""Histories drawn by a seed: steps of a `World` by chance, with every disaster among them."""

import random
from collections.abc import Callable

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
    where = min(
        source.randrange(_WHERE) for _ in range(3)
    )  # mostly the same few records, so that people meet
    (action,) = source.choices(_ACTIONS, _FREQUENCIES)
    if action == "sync":
        sync_somehow(world, source, number)
    else:
        _DO[action](world, number, where, how)


_DO: dict[str, Callable[[World, int, int, int], None]] = {
    "create_company": lambda world, number, _where, how: world.create_company(number, how),
    "create_below": lambda world, number, where, how: world.create_below(number, where, how),
    "resolve": lambda world, number, where, how: world.resolve(number, where, how),
    "share": lambda world, number, where, how: world.share(number, where, how),
    "deliver_late": lambda world, _number, _where, how: world.deliver_late(how),
    "carry": lambda world, number, where, _how: world.carry(number, where),
    "back_up_hub": lambda world, *_: world.back_up_hub(),
    "restore_hub": lambda world, _number, _where, how: world.restore_hub(how),
    "make_image": lambda world, number, *_: world.make_image(number),
    "restore_machine": lambda world, _number, _where, how: world.restore_machine(how),
    "clone": lambda world, _number, _where, how: world.clone(how),
    "revoke": lambda world, number, *_: world.revoke(number),
} | {
    op: lambda world, number, where, how, op=op: world.change_record(number, where, how, op)
    for op in (changes.SET, changes.DELETE, changes.RESTORE, changes.ERASE)
}
_OFTEN = {
    "sync": 310,
    changes.SET: 200,
    "create_below": 100,
    "resolve": 80,
    "share": 60,
    changes.DELETE: 40,
    "deliver_late": 30,
    "make_image": 30,
    "create_company": 20,
    changes.RESTORE: 20,
    "carry": 20,
    "back_up_hub": 20,
    "restore_hub": 20,
    changes.ERASE: 10,
    "restore_machine": 10,
    "clone": 10,
    "revoke": 4,
}
_ACTIONS, _FREQUENCIES = tuple(_OFTEN), tuple(_OFTEN.values())


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

    world.sync(
        here,
        plan if source.random() < 0.5 else (),
        kill=kill,
        after=source.random() < 0.5,
        meanwhile=meanwhile,
    )
