"""A property is only believed when it catches what is wrong: each mutant of sync must fail the histories."""

import hashlib
import re

import msgspec
import pytest
import sync_machines
from sync_histories import play
from sync_machines import MemoryMachine
from sync_memory_store import MemoryStore
from sync_mutant_runs import (
    CursorFirst,
    Purging,
    complaint,
    killed_while_taking_a_page,
    lose_a_permission_while_editing,
    with_store,
)
from sync_world import World

from greenfield.records import merge, own_ids
from greenfield.records.change import FieldEdit
from greenfield.sync.device import pushing
from greenfield.sync.hub import book as hub_book


def test_the_real_thing_passes_what_mutants_fail():
    assert complaint(histories=25) == ""


# the seven of the specification; "a sequence as cursor" stands in test_sync_feed_order, "synchronous=NORMAL" in test_sync_crashes


def test_an_acknowledgement_that_advances_the_base_loses_values(monkeypatch):
    """What the hub says of heads counts as if the person had seen them."""
    seen = {}
    whole_answers, whole_setting = pushing.Pushing._answers, sync_machines.setting

    def answers(batch, said):
        records = {each.cid: msgspec.json.decode(each.body) for each in batch}
        for each in said.outcomes:
            for name, cids in each.fields.items():
                seen[records[each.cid]["device"], records[each.cid]["record"], name] = cids
        return whole_answers(batch, said)

    class Machine(MemoryMachine):
        def edit(self, op, kind, record, values, files=(), **extra):
            def setting(state, wanted):
                edits = whole_setting(state, wanted)
                return {
                    name: FieldEdit(
                        each.value,
                        each.parent,
                        (*each.also, *seen.get((self.store.device, record, name), ())),
                    )
                    for name, each in edits.items()
                }

            monkeypatch.setattr(sync_machines, "setting", setting)
            return super().edit(op, kind, record, values, files, **extra)

    monkeypatch.setattr(pushing.Pushing, "_answers", staticmethod(answers))
    assert complaint(type("Mutant", (World,), {"machine_type": Machine})).startswith("P2")


def test_a_cursor_that_is_saved_before_its_page_loses_the_page():
    assert killed_while_taking_a_page(World) == ""
    assert killed_while_taking_a_page(with_store(CursorFirst), mortal=False).startswith("P6")


def test_a_hub_without_deduplication_breaks_on_what_comes_twice(monkeypatch):
    monkeypatch.setattr(hub_book.PushBook, "hash_in_log", lambda _book, _cid: None)
    assert complaint().startswith("the hub broke")


def test_ids_of_the_number_of_a_change_alone_are_given_twice_by_a_copied_memory(monkeypatch):
    def of_the_number(_head, tail, salt):
        number = re.search(rb'"dseq":([0-9]+)', tail)
        return hashlib.blake2b(number[1], key=salt).hexdigest()[:64]

    monkeypatch.setattr(own_ids, "_ids", of_the_number)
    assert complaint().startswith("P")


def test_a_purge_that_does_not_look_at_the_outbox_loses_work():
    assert lose_a_permission_while_editing(World) == ""
    assert lose_a_permission_while_editing(with_store(Purging)).startswith("P9")


def test_ordering_by_timestamp_loses_values(monkeypatch):
    def prepare(world):
        def newest(entries):
            tops = [each for each in entries.values() if each.value is not None]
            return tuple(sorted(tops, key=lambda each: world.times.get(each.cid, ""))[-1:])

        monkeypatch.setattr(merge, "heads_of", newest)

    assert complaint(prepare=prepare).startswith("P2")


# more


def test_a_push_that_counts_as_sent_before_its_answer_loses_work():
    class Trusting(MemoryStore):
        def unsent(self, after, max_bytes):
            found = super().unsent(after, max_bytes)
            for each in found:
                self.revs.setdefault(each.cid, 1)
            return found

    assert complaint(with_store(Trusting)).startswith(("P9", "P1", "P6"))


def test_a_device_that_keeps_what_it_may_not_read_any_more_is_caught():
    class Keeping(MemoryStore):
        def forget_record(self, record, durable_upto=0):
            pass

    assert complaint(with_store(Keeping)).startswith(("P6", "P12"))


@pytest.mark.parametrize("name", ["applied", "conflict", "held", "duplicate"])
def test_the_histories_reach_what_can_happen(name, statuses):
    assert name in statuses


@pytest.fixture(scope="module")
def statuses():
    """What pushes were answered, and what happened, in some histories."""
    found = set()
    for seed in range(60):
        machines = 2 + seed % 3
        world = World(machines, 1 + seed // 3 % machines, seed=seed)
        try:
            play(world, seed, 40)
        finally:
            world.close()
        found |= world.notes.counts.keys()
    wanted = {
        "killed",
        "late",
        "carried",
        "hub restored",
        "machine restored",
        "cloned",
        "revoked",
        "epoch",
        "erase",
    }
    assert wanted <= found
    return found
