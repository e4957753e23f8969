"""Runs histories on a mutant of sync, and returns what they complain about."""

from sync_faults import Fault
from sync_histories import play
from sync_machines import Killed
from sync_memory_store import MemoryStore
from sync_world import World

from greenfield.records import change as changes

HISTORIES = 300


def complaint(make=World, prepare=lambda _world: None, histories=HISTORIES):
    """Return the complaint of the first history that a mutant breaks, empty if it breaks none."""
    for seed in range(histories):
        machines = 2 + seed % 3
        world = make(machines, 1 + seed // 3 % machines, unique=True, seed=seed)
        prepare(world)
        try:
            play(world, seed, 50)
        except AssertionError as error:
            return str(error)
        finally:
            world.close()
    return ""


def complaint_at_rest(world):
    """Let a world come to rest and return what is wrong with it then, empty if nothing is."""
    try:
        world.settle()
        world.check()
    except AssertionError as error:
        return str(error)
    finally:
        world.close()
    return ""


def with_store(kind):
    """Return a world whose computers have another store."""
    return type("Mutant", (World,), {"store_type": kind})


class CursorFirst(MemoryStore):
    """The place in the feed is kept in a transaction of its own, before the page."""

    is_over = False

    def take(self, page, link):
        self._link = link
        if page and not self.is_over:
            raise Killed
        super().take(page, link)


def killed_while_taking_a_page(make, *, mortal=True):
    """One member shares two companies; the other one's program ends while it takes the second."""
    CursorFirst.is_over = False
    world = make(2, 2)
    first, second = world.machines
    for _ in range(2):
        world.create_company(0, 1)
        world.sync(first)
        world.sync(second, kill=1 if mortal else 0)
    CursorFirst.is_over = True
    return complaint_at_rest(world)


class Purging(MemoryStore):
    """A record that is not to be read any more goes with all that was never sent."""

    def forget_record(self, record, durable_upto=0):
        for cid, change in self.book.log.items():
            if change.record == record:
                self.revs.setdefault(cid, 0)
        super().forget_record(record, durable_upto)


def lose_a_permission_while_editing(make):
    """One member stops to share a company while another one is about to write to it."""
    world = make(2, 2)
    first, second = world.machines
    world.create_company(0, 1)
    for here in (first, second):
        world.sync(here)
    world.share(0, 0, 0)
    world.sync(first)
    world.sync(second, [Fault.MEANWHILE], meanwhile=lambda: world.change_record(1, 0, 1, changes.SET))
    assert world.notes.counts["set"] == 2
    return complaint_at_rest(world)
