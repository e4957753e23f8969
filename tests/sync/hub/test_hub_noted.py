"""Own changes that a device has noted are passed over without being looked at, unless something was erased beside them."""

import pytest
from hub_sample import cids

from greenfield.sync.hub import pages
from greenfield.sync.messages import Page


@pytest.fixture
def looked_at(monkeypatch):
    """How many rows of the feed were looked at."""
    seen = []
    line = pages._line
    monkeypatch.setattr(
        pages, "_line", lambda organisation, row: (seen.append(row), line(organisation, row))[1]
    )
    return seen


def push_between(place, ana, ben):
    """Let one device send two lots with somebody else's change between them; return all, and its numbers."""
    first = [ana.create("company", name=str(each), sharing="organisation") for each in range(20)]
    other = ben.create("company", name="other", sharing="organisation")
    second = [ana.create("company", name=str(each), sharing="organisation") for each in range(20)]
    numbers = [row.rev for row in (*ana.push(*first), *ben.push(other), *ana.push(*second))]
    return first, other, second, f"{numbers[0]}-{numbers[19]},{numbers[21]}-{numbers[40]}"


def page(device, noted, max_bytes=1_000_000, since=0):
    reply = device.here("GET", f"changes?since={since}&max_bytes={max_bytes}&noted={noted}")
    return device.said(reply, Page)


def test_noted_changes_are_not_looked_at(place, looked_at):
    ana, ben = place.join("Ana"), place.join("Ben")
    _, other, _, noted = push_between(place, ana, ben)
    found = page(ana, noted)
    assert cids(found.items) == [other.cid]
    assert (found.next, found.more) == (41, False)
    assert len(looked_at) == 1


@pytest.mark.parametrize(
    "noted", ["30-20", "1-20,5-7,22-41", "22-41,1-20", "7-3,1-20,22-41", "1-3", "1-9007199254740991"]
)
def test_any_runs_give_what_looking_at_all_gives(place, monkeypatch, noted):
    ana, ben = place.join("Ana"), place.join("Ben")
    push_between(place, ana, ben)
    for device in (ana, ben):
        found = page(device, noted)
        with monkeypatch.context() as patched:
            patched.setattr(pages._Feed, "beside", lambda _feed: None)
            expected = page(device, noted)
        assert cids(found.items) == cids(expected.items)
        assert (found.next, found.more) == (expected.next, expected.more)


def test_what_was_erased_of_them_is_told(place):
    ana, ben = place.join("Ana"), place.join("Ben", "administrator")
    first, _, _, noted = push_between(place, ana, ben)
    ben.push(ben.erase(first[3]))
    found = page(ana, noted)
    assert first[3].cid in cids([each for each in found.items if each.seal])


def test_a_page_that_is_full_goes_on(place):
    ana, ben = place.join("Ana"), place.join("Ben")
    first, other, _, noted = push_between(place, ana, ben)
    later = [ben.create("company", name=str(each), sharing="organisation") for each in range(20)]
    ben.push(*later, ben.set(first[0], name="changed"))
    items, since, more = [], 0, True
    while more:
        found = page(ana, noted, 900, since)
        items += found.items
        since, more = found.next, found.more
    assert cids(items)[:-1] == [other.cid, *[each.cid for each in later]]
    assert len(items) == 22


def test_numbers_that_a_hub_which_was_set_back_gave_to_others_are_told(place):
    ana, ben = place.join("Ana"), place.join("Ben")
    _, _, _, noted = push_between(place, ana, ben)
    with place.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM change WHERE rev > 21")
        connection.exec_driver_sql("UPDATE organisation SET head = 21")
    others = [ben.create("company", name=str(each), sharing="organisation") for each in range(30)]
    ben.push(*others)
    assert cids(page(ana, noted).items)[1:] == [each.cid for each in others]
