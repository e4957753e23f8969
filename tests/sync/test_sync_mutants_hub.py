"""Mutants of the hub, and of what a device does after a restore of it: each must fail the histories."""

from sync_mutant_runs import complaint, complaint_at_rest
from sync_restored import (
    OTHER,
    OWNER,
    erase,
    set_back_before_it_was_shared,
    sync,
)
from sync_world import World

from greenfield.records import accept
from greenfield.records import change as changes
from greenfield.sync.device import engine, pulling, recovering
from greenfield.sync.hub import book as hub_book
from greenfield.sync.hub import rights, spreading


def test_a_hub_that_shows_everything_to_everybody_is_caught(monkeypatch):
    monkeypatch.setattr(spreading, "rights_of", lambda *_: rights.Rights("*", photos=True))
    assert complaint().startswith(("P11", "P12"))


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


def test_a_hub_that_does_not_note_who_has_what_he_may_not_read_is_caught(monkeypatch):
    monkeypatch.setattr(hub_book.PushBook, "note_who_has_it", lambda _book: None)
    world = World(2, 2)
    set_back_before_it_was_shared(world)
    sync(world, OWNER, OTHER)
    erase(world, OWNER)
    assert complaint_at_rest(world).startswith("P16")
