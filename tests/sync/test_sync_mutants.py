"""A property is only believed when it catches what is wrong: each mutant of sync must fail the histories."""

import msgspec
import pytest
import sync_machines
from msgspec.structs import replace
from sync_faults import Fault
from sync_histories import play
from sync_machines import Killed, MemoryMachine
from sync_memory_store import MemoryStore
from sync_restored import (
    OTHER,
    OWNER,
    erase,
    erase_what_is_kept,
    set_back_before_it_was_shared,
    show_again,
    sync,
)
from sync_workspace_world import WorkspaceWorld
from sync_world import World

from greenfield.records import accept, merge
from greenfield.records import change as changes
from greenfield.records.change import FieldEdit
from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.store.book import StoredBook
from greenfield.store.syncing import feed
from greenfield.sync.device import engine, pulling, pushing, recovering
from greenfield.sync.hub import book as hub_book
from greenfield.sync.hub import rights, spreading

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


def test_a_cursor_that_is_saved_before_its_page_loses_the_page():
    assert killed_while_taking_a_page(World) == ""
    assert killed_while_taking_a_page(with_store(CursorFirst), mortal=False).startswith("P6")


def test_a_hub_without_deduplication_breaks_on_what_comes_twice(monkeypatch):
    monkeypatch.setattr(hub_book.PushBook, "hash_in_log", lambda _book, _cid: None)
    assert complaint().startswith("the hub broke")


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


def test_a_purge_that_does_not_look_at_the_outbox_loses_work():
    assert lose_a_permission_while_editing(World) == ""
    assert lose_a_permission_while_editing(with_store(Purging)).startswith("P9")


def test_a_workspace_that_purges_what_was_never_sent_is_caught(monkeypatch):
    assert lose_a_permission_while_editing(WorkspaceWorld) == ""
    whole = feed._changes_of
    monkeypatch.setattr(
        feed, "_changes_of", lambda *given: ((at, rev or 1, each) for at, rev, each in whole(*given))
    )
    assert lose_a_permission_while_editing(WorkspaceWorld).startswith(("P9", "P1"))


def test_a_workspace_that_saves_its_cursor_before_the_page_loses_the_page(monkeypatch):
    CursorFirst.is_over = False
    whole = WorkspaceStore.take

    def take(store, page, link):
        if page and not CursorFirst.is_over:
            store.save_link(link)
            raise Killed
        whole(store, page, link)

    assert killed_while_taking_a_page(WorkspaceWorld) == ""
    CursorFirst.is_over = False
    monkeypatch.setattr(WorkspaceStore, "take", take)
    assert killed_while_taking_a_page(WorkspaceWorld, mortal=False).startswith("P6")


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


def test_a_hub_that_shows_everything_to_everybody_is_caught(monkeypatch):
    monkeypatch.setattr(spreading, "rights_of", lambda *_: rights.Rights("*", photos=True))
    assert complaint().startswith(("P11", "P12"))


def test_a_device_that_keeps_what_it_may_not_read_any_more_is_caught():
    class Keeping(MemoryStore):
        def forget_record(self, record, durable_upto=0):
            pass

    assert complaint(with_store(Keeping)).startswith(("P6", "P12"))


def test_a_restored_hub_that_keeps_its_epoch_loses_changes(monkeypatch):
    monkeypatch.setattr("sync_hub_place.begin_epochs", lambda *_: None)
    assert complaint()[:2] in {"P1", "P2", "P6", "P9"}


def test_a_device_that_does_not_ask_a_restored_hub_what_it_knows_is_caught(monkeypatch):
    whole = recovering.recover

    class Deaf:
        def __init__(self, store):
            self._store = store

        def __getattr__(self, name):
            return getattr(self._store, name)

        def forget_numbers(self, cids, link):
            del cids
            return self._store.forget_numbers([], link)

    monkeypatch.setattr(engine, "recover", lambda store, hub, link: whole(Deaf(store), hub, link))
    assert complaint()[:2] in {"P1", "P2", "P6", "P9"}


def test_a_device_that_believes_to_have_all_its_own_changes_is_caught(monkeypatch):
    """After its disk was set back, or beside its clone."""
    monkeypatch.setattr(pulling.Pulling, "_lacks_own", lambda _pulling, _items: False)
    assert complaint().startswith("P6")


def test_a_late_change_of_an_erased_record_that_is_kept_whole_is_caught(monkeypatch):
    def written_to_after_an_erase():
        world = World(2, 1)
        world.create_company(0, 1)
        for here in world.machines:
            world.sync(here)
        world.change_record(1, 0, 1, changes.SET)
        world.change_record(0, 0, 0, changes.ERASE)
        world.carry(1, 0)
        return complaint_at_rest(world)

    assert written_to_after_an_erase() == ""
    monkeypatch.setattr(accept, "without_content", lambda change: change)
    monkeypatch.setattr(hub_book, "without_content", lambda change: change)
    assert written_to_after_an_erase().startswith(("P16", "P6"))


def test_an_erase_that_only_those_learn_of_who_read_the_record_now_is_caught(monkeypatch):
    whole = hub_book.PushBook.strip

    def strip(self, record, kind):
        row = self.row(record)
        rights_before = row.rights if row else rights.Rights()
        whole(self, record, kind)
        self.rows[record].rights = rights_before

    monkeypatch.setattr(hub_book.PushBook, "strip", strip)
    assert complaint().startswith(("P16", "P6"))


def test_a_place_in_the_feed_that_runs_ahead_of_its_page_is_caught(monkeypatch):
    whole = pulling.Pulling._keep

    def keep(self, fetched):
        whole(self, fetched._replace(page=replace(fetched.page, next=fetched.page.head)))

    monkeypatch.setattr(pulling.Pulling, "_keep", keep)
    assert complaint().startswith("P6")


# after a restored hub; the scenes stand in test_sync_restored_hub too, where nothing is wrong


def test_a_workspace_that_leaves_kept_work_out_of_its_log_is_caught(monkeypatch):
    monkeypatch.setattr(feed, "bring_back", lambda *_: None)
    world = WorkspaceWorld(2, 2)
    show_again(world)
    assert complaint_at_rest(world).startswith("P6")


def test_a_workspace_that_forgets_kept_work_with_an_erase_is_caught(monkeypatch):
    def forget(book, record):
        book.connection.execute("DELETE FROM sync_kept WHERE record = ?", (record,))

    monkeypatch.setattr(StoredBook, "_strip_kept", forget)
    world = WorkspaceWorld(2, 2)
    erase_what_is_kept(world)
    assert complaint_at_rest(world).startswith("P9")


def test_a_workspace_that_keeps_the_content_of_kept_work_after_an_erase_is_caught(monkeypatch):
    monkeypatch.setattr(StoredBook, "_strip_kept", lambda *_: None)
    world = WorkspaceWorld(2, 2)
    taken = erase_what_is_kept(world)
    assert world.oracle.written[taken].secret.encode() in world.machines[0].everything()
    world.close()


def test_a_hub_that_does_not_note_who_has_what_he_may_not_read_is_caught(monkeypatch):
    monkeypatch.setattr(hub_book.PushBook, "note_who_has_it", lambda _book: None)
    world = World(2, 2)
    set_back_before_it_was_shared(world)
    sync(world, OWNER, OTHER)
    erase(world, OWNER)
    assert complaint_at_rest(world).startswith("P16")


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
