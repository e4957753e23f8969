import random

import pytest
from records_histories import World, random_steps
from store_rows import fingerprints

from greenfield.records.change import Change
from greenfield.records.memory_book import MemoryBook
from greenfield.records.merge import RecordState
from greenfield.store.book import RecordRow
from greenfield.store.check import check
from greenfield.store.reading.companies import find_company
from greenfield.store.reading.history import open_conflicts
from greenfield.store.rebuild import read_log, rebuild


def stored_digest(workspace, records):
    """What the store shows of each record, as `records_histories.digest` of a book in memory."""
    found = {}
    with workspace.unit() as unit:
        for record in sorted(records):
            row = unit._book.cache.row(record) or RecordRow(record, "visit")
            state = unit._book.whole_state(row)
            found[record] = (
                state.erased,
                state.is_deleted,
                state.in_conflict,
                {
                    name: [(h.cid, h.value) for h in state.heads(name)]
                    for name in sorted(state.fields)
                    if name
                },
            )
            assert (row.erased, row.deleted, row.conflicts) == (
                state.erased,
                state.is_deleted,
                len(state.in_conflict),
            )
    return found


def history(seed):
    world = World(unique=seed % 2 == 0, seed=seed)
    world.run(random_steps(seed, 50))
    return world


def check_history(workspace, seed):
    """Apply a history in random order and pages; it must show what the book in memory shows."""
    world = history(seed)
    source = random.Random(seed)
    changes = [edit.change for edit in world.edits.values()]
    changes += source.choices(changes, k=len(changes) // 3)
    source.shuffle(changes)
    while changes:
        page = source.randrange(1, 12)
        workspace.apply(changes[:page])
        del changes[:page]
    expected = {
        record: (
            state.erased,
            state.is_deleted,
            state.in_conflict,
            {name: [(h.cid, h.value) for h in state.heads(name)] for name in sorted(state.fields)},
        )
        for record, state in sorted(world.hub.states.items())
    }
    assert stored_digest(workspace, world.hub.states) == expected
    logged = {change.cid: isinstance(change, Change) for _, change in read_log(workspace.writing_connection)}
    assert logged == {cid: isinstance(change, Change) for cid, change in world.hub.log.items()}


@pytest.mark.parametrize("seed", range(12))
def test_any_history_in_any_pages_gives_the_heads_of_the_memory_book(make_workspace, seed):
    workspace = make_workspace()
    check_history(workspace, seed)
    before = fingerprints(workspace)
    rebuild(workspace)
    assert fingerprints(workspace) == before
    assert check(workspace) == []


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_many_histories_give_the_heads_of_the_memory_book(make_workspace, part):
    for seed in range(part * 100, part * 100 + 100):
        workspace = make_workspace(f"w{seed}")
        check_history(workspace, seed)
        assert check(workspace) == []
        workspace.close()


def test_local_edits_and_pulled_ones_end_in_the_same_rows(make_workspace):
    first, second = make_workspace("one"), make_workspace("two")
    with first.unit() as unit:
        company = unit.create("company", {"name": "Tannery", "employees": 12})
        visit = unit.create("visit", {"company": company, "state": "open"})
    for value in ("1", "2", "", "The boiler leaks"):
        with first.unit() as unit:
            unit.set(visit, {"answers/remark": value})
    log = [change for _, change in read_log(first.writing_connection)]
    second.apply(log)
    assert fingerprints(second) == fingerprints(first)


def test_two_devices_that_edit_apart_disagree_until_somebody_resolves_it(make_workspace):
    first, second = make_workspace("one"), make_workspace("two")
    with first.unit() as unit:
        company = unit.create("company", {"name": "Tannery", "photos": "report"})
    exchange(first, second)
    for workspace, name, photos in ((first, "Tannery A", "none"), (second, "Tannery B", "public")):
        with workspace.unit() as unit:
            unit.set(company, {"name": name, "photos": photos})
    exchange(first, second)
    exchange(second, first)
    for workspace in (first, second):
        with workspace.unit() as unit:
            conflicts = {each.field: each.versions for each in open_conflicts(unit.connection)}
            assert sorted(conflicts) == ["name", "photos"]
            assert [version.value for version in conflicts["photos"]] == ["none", "public"]
            assert find_company(unit.connection, company).photos == "none"
    with second.unit() as unit:
        unit.resolve(company, {"name": "Tannery A+B", "photos": "internal"})
    exchange(second, first)
    with first.unit() as unit:
        assert open_conflicts(unit.connection) == []
        assert find_company(unit.connection, company).name == "Tannery A+B"
    assert check(first) == []


def test_a_bad_change_never_stops_the_next_and_is_kept_aside(workspace):
    with workspace.unit() as unit:
        company = unit.create("company", {"name": "A"})
    (_, known), *_ = read_log(workspace.writing_connection)
    world = history(3)
    good = next(iter(world.edits.values())).change
    forged = Change(**{**{f: getattr(known, f) for f in known.__struct_fields__}, "hash": "0" * 64})
    assert [o.status for o in workspace.apply([forged, good, forged])] == ["refused", "applied", "refused"]
    kept = workspace.writing_connection.execute("SELECT record, reason FROM aside").fetchall()
    assert kept == [(company, "other content")]


def test_the_memory_book_and_the_store_agree_on_an_unknown_record():
    assert MemoryBook().state(history(1).hub_log[0]).fields == RecordState("", "").fields


def exchange(source, target):
    target.apply([change for _, change in read_log(source.writing_connection)])
