"""A page and its place in the feed are one; a feed of another scope is read anew; strange pages do no harm."""

import msgspec
import pytest
from device_sample import Direct, heads
from msgspec import Raw

from greenfield.services.sync import workspace_store
from greenfield.store.check import check
from greenfield.sync.messages import Page, Pushed
from greenfield.sync.transport import Reply
from greenfield.sync.wire import pack, unpack

ZSTD = {"content-encoding": "zstd"}


@pytest.fixture
def two(join):
    first, second = join("first"), join("second", "Badou")
    with first.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "sharing": "organisation"})
        for each in range(200):
            unit.create("visit", {"company": company, "sharing": "organisation", "purpose": f"{each} " * 100})
    first.sync()
    return first, second


def changed_pages(hub, change):
    """Return a line on which each page of the feed is changed."""

    def before(request):
        if "/changes" not in request.path:
            return None
        reply = hub.answer(request, "")
        return Reply(200, ZSTD, pack(change(unpack(reply.body, Page)))) if reply.status == 200 else None

    return Direct(hub, before=before)


class KilledError(Exception):
    """The program ends here."""


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_a_program_that_is_killed_within_a_page_has_neither_the_page_nor_its_place(
    two, make_workspace, monkeypatch, nth
):
    first, second = two
    count = []
    keep = workspace_store._keep

    def killed(connection, link):
        count.append(1)
        if len(count) == nth:
            raise KilledError
        keep(connection, link)

    monkeypatch.setattr(workspace_store, "_keep", killed)
    with pytest.raises(KilledError):
        second.sync()
    monkeypatch.undo()
    second.workspace.close()
    again = make_workspace("second")
    second = type(second)(again, type(second.store)(again), second.centre)
    with again.read() as connection:
        here = connection.exec_driver_sql("SELECT count(*) FROM change").scalar()
        last = connection.exec_driver_sql("SELECT max(rev) FROM change").scalar() or 0
    assert second.store.link().since == last
    assert (here > 0) == (nth > 2), "the names of the devices come before the first page is kept"
    assert check(again) == []
    assert second.sync().received == 201 - here
    assert heads(again) == heads(first.workspace)


def test_pages_begin_small_so_that_something_shows_soon(two):
    _, second = two
    line = Direct(second.centre.hub)
    second.sync(line)
    sizes = [int(each.path.partition("max_bytes=")[2].partition("&")[0]) for each in line.of("/changes")]
    assert sizes[0] <= 128 * 1024
    assert sizes == sorted(sizes)
    assert len(sizes) > 1


def test_what_cannot_be_read_keeps_nothing_else_away(two):
    _first, second = two

    def spoil(page):
        for item in page.items[3:5]:
            item.change = Raw(b'{"cid": 5}')
        return page

    report = second.sync(changed_pages(second.centre.hub, spoil))
    assert report.problem is None
    assert report.unreadable >= 2
    assert report.received == 201 - report.unreadable
    assert check(second.workspace) == []


def test_a_feed_that_stands_still_does_not_hold_a_device_for_ever(two):
    _, second = two

    def stand_still(page):
        return msgspec.structs.replace(page, next=0, more=True)

    line = changed_pages(second.centre.hub, stand_still)
    assert second.sync(line).problem.code == "sync.not_understood"
    assert len(line.asked) == 1


def test_a_hub_that_answers_no_change_is_not_asked_for_ever(two):
    first, _ = two
    with first.workspace.unit() as unit:
        unit.create("company", {"name": "Quarry"})

    def silent(request):
        if "/push" not in request.path:
            return None
        said = unpack(first.centre.hub.answer(request, "").body, Pushed)
        return Reply(200, ZSTD, pack(msgspec.structs.replace(said, outcomes=[], runs=[])))

    assert first.sync(Direct(first.centre.hub, before=silent)).problem.code == "sync.not_understood"
    assert first.store.count_unsent() == 1


def test_what_does_not_come_again_in_another_scope_goes(two):
    _first, second = two
    second.sync()
    with second.workspace.unit() as unit:
        own = unit.create("company", {"name": "Quarry"})
    second.sync()
    with second.workspace.read() as connection:
        visits = connection.exec_driver_sql("SELECT id FROM visit ORDER BY id").scalars().all()
    hidden = visits[0]
    with second.workspace.unit() as unit:
        unit.set(visits[1], {"purpose": "unsent"})

    def narrower(page):
        """Say what a hub would say whose rules leave one visit out."""
        kept = [each for each in page.items if hidden.encode() not in bytes(each.change)]
        return msgspec.structs.replace(page, items=kept, scope="another")

    line = changed_pages(second.centre.hub, narrower)
    assert second.sync(line).problem is None
    with second.workspace.read() as connection:
        left = connection.exec_driver_sql("SELECT id FROM visit ORDER BY id").scalars().all()
        assert (
            connection.exec_driver_sql("SELECT name FROM company WHERE id = ?", (own,)).scalar() == "Quarry"
        )
        assert (
            connection.exec_driver_sql("SELECT count(*) FROM change WHERE rev < 0 OR rev IS NULL").scalar()
            == 0
        )
    assert left == visits[1:]
    assert second.store.link().scope == "another"
    assert second.store.link().sweeping is False
    assert check(second.workspace) == []
    line = changed_pages(second.centre.hub, narrower)
    second.sync(line)
    assert len(line.asked) == 1


def test_a_disconnected_workspace_takes_nothing_more(two):
    _, second = two

    def leaves(_request, _reply):
        second.store.save_link(None)

    report = second.sync(Direct(second.centre.hub, after=leaves))
    assert report.problem.code == "sync.not_connected"
    assert second.store.link() is None
    assert heads(second.workspace) == []


def test_what_a_person_decides_during_a_sync_stays(two):
    _, second = two

    def decides(_request, _reply):
        second.store.change_link(mode="by_hand", metered=True)

    assert second.sync(Direct(second.centre.hub, after=decides)).problem is None
    link = second.store.link()
    assert (link.mode, link.metered) == ("by_hand", True)
    assert link.since > 0


def test_the_first_page_shows_whole_visits_before_any_file_comes(join):
    first, second = join("first"), join("second", "Badou")
    for each in range(20):
        with first.workspace.unit() as unit:
            company = unit.create(
                "company", {"name": f"Company {each}", "sharing": "organisation", "photos": "report"}
            )
            visit = unit.create("visit", {"company": company, "sharing": "organisation"})
            for question in range(40):
                unit.set(visit, {f"answers/question_{question}": str(question)})
            photo = unit.put_blob(bytes([each]) * 40_000)
            unit.create(
                "attachment", {"subject": visit, "blob": photo, "media_type": "image/jpeg"}, blobs=[photo]
            )
    first.sync()
    seen = []
    line = Direct(first.centre.hub)

    def page_taken(_records):
        with second.workspace.read() as connection:
            whole = "SELECT count(*) FROM record WHERE kind = 'visit' AND answered = 40"
            seen.append((len(line.asked), connection.exec_driver_sql(whole).scalar()))

    assert second.sync(line, page_taken=page_taken).files_fetched == 20
    assert seen[0][0] == 1
    assert seen[0][1] >= 1
    assert [each.path.count("/blobs/") for each in line.asked] == sorted(
        each.path.count("/blobs/") for each in line.asked
    )
