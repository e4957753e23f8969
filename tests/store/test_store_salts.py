"""Where ids come from: another salt for each opening, none that a rolled-back unit drew, and only as long as it is needed."""

import shutil
from contextlib import suppress

import pytest
from store_connections import NOON, keyed

from greenfield.store import salts
from greenfield.store.rebuild import read_log
from greenfield.store.salts import known_salts
from greenfield.store.syncing import outbox
from greenfield.store.syncing.outbox import Judged
from greenfield.store.workspace import open_workspace


@pytest.fixture
def copies(tmp_path, make_workspace, empty_database):
    """Return what opens a copy of one workspace, as it was saved, each time in a place of its own."""
    first = make_workspace()
    with first.unit() as unit:
        unit.create("company", {"name": "Mill"})
    first.close()
    opened = []

    def restored():
        folder = tmp_path / f"copy {len(opened)}"
        shutil.copytree(tmp_path / "first", folder)
        opened.append(open_workspace(keyed(folder / "data.db", empty_database[1]), folder, lambda: NOON))
        return opened[-1]

    yield restored
    for each in opened:
        each.close()


def work(workspace):
    """Make what somebody makes who begins once more after a backup was restored, and return its ids."""
    with workspace.unit() as unit:
        company = unit.create("company", {"name": "Bakery"})
        unit.set(company, {"name": "Bakers"})
        unit.create("visit", {"company": company})
    return ids(workspace)[1:]


def break_off(workspace):
    """Begin a unit that ends in an error, and return the id of what was made in it."""
    made = []
    with suppress(KeyError), workspace.unit() as unit:
        made.append(unit.create("company", {"name": "Mill"}))
        raise KeyError
    return made[0]


def ids(workspace):
    return [(change.cid, change.record) for _, change in read_log(workspace.writing_connection)]


def kept(workspace):
    return [(each.place, each.salt) for each in known_salts(workspace.writing_connection)]


def test_two_openings_of_one_restored_backup_never_make_the_same_id(copies):
    """At the same moment of a clock that stands, with the same numbers, and with the same words."""
    made = [work(copies()) for _ in range(8)]
    cids = [cid for each in made for cid, _ in each]
    records = {record for each in made for _, record in each}
    assert len(set(cids)) == len(cids) == 8 * 3
    assert len(records) == 8 * 2
    assert not records & set(cids)


def test_two_that_go_on_with_the_same_memory_make_no_id_for_two_edits(copies, monkeypatch):
    """A machine that was frozen and copied knows the same salt twice; only what is the same edit is the same change."""
    monkeypatch.setattr("secrets.token_bytes", lambda size: b"x" * size)
    one, other = copies(), copies()
    assert work(one) == work(other)
    for workspace, name in ((one, "Ana's"), (other, "Ben's")):
        with workspace.unit() as unit:
            unit.create("company", {"name": name})
    assert ids(one)[-2] == ids(other)[-2]
    assert not set(ids(one)[-1]) & set(ids(other)[-1])


def test_each_opening_draws_a_salt_at_its_first_change(make_workspace):
    workspace = make_workspace()
    assert kept(workspace) == []
    for number in range(3):
        with workspace.unit() as unit:
            unit.create("company", {"name": "Mill"})
        assert [place for place, _ in kept(workspace)] == [2 * each + 1 for each in range(number + 1)]
        with workspace.unit() as unit:
            unit.create("company", {"name": "Mill"})
        workspace.close()
        workspace = make_workspace()
    assert len({salt for _, salt in kept(workspace)}) == 3


def test_a_unit_that_is_undone_leaves_no_salt(make_workspace):
    workspace = make_workspace()
    seen = [break_off(workspace) for _ in range(2)]
    with workspace.unit() as unit:
        seen.append(unit.create("company", {"name": "Mill"}))
        unit.undo()
    assert kept(workspace) == []
    assert len(set(seen)) == 3
    with workspace.unit() as unit:
        unit.create("company", {"name": "Mill"})
    ((place, salt),) = kept(workspace)
    break_off(workspace)
    with workspace.unit() as unit:
        unit.create("company", {"name": "Mill"})
    assert kept(workspace) == [(place, salt)]


def test_a_salt_goes_once_what_was_made_with_it_was_sent(make_workspace):
    workspace = make_workspace()
    for _ in range(3):
        with workspace.unit() as unit:
            unit.create("company", {"name": "Mill"})
        workspace.close()
        workspace = make_workspace()

    def acknowledge(*places):
        with workspace.unit() as unit:
            found = [change for seq, change in read_log(unit.book.connection) if seq in places]
            outbox.judge(unit.book.connection, [Judged(each.cid, "applied", 9, "", "") for each in found])
            unit.salts.forget_sent()

    acknowledge(1, 2)
    assert [place for place, _ in kept(workspace)] == [1, 2, 3]
    with workspace.unit() as unit:
        unit.create("company", {"name": "Mill"})
    assert [place for place, _ in kept(workspace)] == [3, 4]
    before = kept(workspace)
    acknowledge(3, 4)
    assert kept(workspace) == []
    with workspace.unit() as unit:
        unit.create("company", {"name": "Mill"})
    ((place, salt),) = kept(workspace)
    assert place == 5
    assert salt not in {each for _, each in before}


def test_so_many_openings_without_a_hub_keep_no_more_salts(make_workspace, monkeypatch):
    monkeypatch.setattr(salts, "MOST", 2)
    workspace = make_workspace()
    for _ in range(4):
        with workspace.unit() as unit:
            unit.create("company", {"name": "Mill"})
        workspace.close()
        workspace = make_workspace()
    assert [place for place, _ in kept(workspace)] == [3, 4]


@pytest.mark.parametrize("said", ["", "{}", '[[1, "\\u0001"]]', '[[1, "abc"]]', '[["x", 1]]'])
def test_salts_that_cannot_be_read_stop_nobody(make_workspace, said):
    workspace = make_workspace()
    workspace.keep(salts=said)
    assert kept(workspace) == []
    with workspace.unit() as unit:
        unit.create("company", {"name": "Mill"})
    assert [place for place, _ in kept(workspace)] == [1]
