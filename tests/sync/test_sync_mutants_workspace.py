"""Mutants of the store of a workspace: each must fail the histories, or the one that is made for it."""

from msgspec.structs import replace
from sync_machines import Killed
from sync_mutant_runs import (
    CursorFirst,
    complaint,
    complaint_at_rest,
    killed_while_taking_a_page,
    lose_a_permission_while_editing,
)
from sync_restored import (
    erase_what_is_kept,
    show_again,
)
from sync_workspace_world import WorkspaceWorld

from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.store.book import StoredBook
from greenfield.store.syncing import feed
from greenfield.sync.device import pulling


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
