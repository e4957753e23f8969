import msgspec
import pytest
from hub_sample import cids
from sqlalchemy import event

from greenfield.records.change import FieldEdit, encode, seal
from greenfield.records.heads import heads_of
from greenfield.sync.hub.packing import pack_state, unpack_state
from greenfield.sync.hub.shelf import Shelf


def test_changes_are_answered_one_by_one_and_numbered_in_their_order(ana):
    first, second = ana.create("company", name="Mill"), ana.create("company", name="Bakery")
    outcomes = ana.push(first, second)
    assert [(each.cid, each.status, each.rev) for each in outcomes] == [
        (first.cid, "applied", 1),
        (second.cid, "applied", 2),
    ]


def test_a_bad_change_never_blocks_the_next(ana):
    good, late = ana.create("company", name="Mill"), ana.create("company", name="Bakery")
    forged = msgspec.structs.replace(ana.create("company", name="x"), hash="0" * 64)
    huge = seal(msgspec.structs.replace(ana.create("company", name="x"), dseq=2**60))
    outcomes = ana.push(good, forged, b"[1]", b'{"cid":1}', huge, late)
    assert [each.status for each in outcomes] == [
        "applied",
        "refused",
        "refused",
        "refused",
        "refused",
        "applied",
    ]
    assert [each.reason for each in outcomes[1:5]] == ["hash", "malformed", "malformed", "shape"]
    assert cids(ana.pull()) == [good.cid, late.cid]


def test_a_change_that_comes_again_is_a_duplicate_with_its_number(ana):
    change = ana.create("company", name="Mill")
    ana.push(change)
    again = ana.push(change, change)
    assert [(each.status, each.rev) for each in again] == [("duplicate", 1), ("duplicate", 1)]
    assert len(ana.pull()) == 1


def test_the_same_cid_with_other_content_is_refused_and_both_are_kept(place, ana):
    change = ana.create("company", name="Mill")
    other = seal(msgspec.structs.replace(change, fields={"name": FieldEdit("Bakery")}))
    assert ana.statuses(change, other) == ["applied", "refused"]
    assert ana.statuses(other) == ["refused"]
    assert [encode(change)] == [row[0] for row in place.rows("SELECT body FROM change")]
    assert [encode(other)] == [row[0] for row in place.rows("SELECT body FROM aside")]


def test_two_values_are_a_conflict_until_a_change_names_both(ana, ben, place):
    first = ana.create("company", name="Mill", sharing="organisation")
    ana.push(first)
    hers, his = ana.set(first, name="Mill A"), ben.set(first, name="Mill B")
    assert ana.statuses(hers) == ["applied"]
    (outcome,) = ben.push(his)
    assert (outcome.status, outcome.fields) == ("conflict", {"name": sorted([hers.cid, his.cid])})
    decided = ben.change("resolve", "company", first.record)
    decided = seal(msgspec.structs.replace(decided, fields={"name": FieldEdit("Mill", hers.cid, (his.cid,))}))
    assert ben.statuses(decided) == ["applied"]
    with place.database.reading() as connection:
        shelf = Shelf(connection, 1)
        state = shelf.states(shelf.rows([first.record]), [first.record])[first.record]
    assert [head.cid for head in state.heads("name")] == [decided.cid]


def test_what_this_version_does_not_know_travels_byte_by_byte(ana, place):
    record = ana.new_id()
    plain = ana.change("create", "commitment", record, promise={"of": [1, 2.5, None]})
    strange = seal(
        msgspec.structs.replace(
            plain,
            extra={"mood": "glad"},
            fields={"promise": FieldEdit(1, extra={"unit": "t"}), "own": FieldEdit(2)},
        )
    )
    newer = ana.change("praise", "commitment", record, promise=7)
    assert ana.statuses(strange, newer) == ["applied", "held"]
    page = ana.page(more="&own=full")
    assert [bytes(item.change) for item in page.items] == [encode(strange), encode(newer)]
    other_device = place.join("Ana")
    assert [bytes(item.change) for item in other_device.pull()] == [encode(strange), encode(newer)]


def test_a_batch_that_names_one_record_many_times_reads_and_writes_its_state_once(place, ana):
    first = ana.create("visit", toolkit="t")
    changes = [first]
    changes += [
        ana.change("set", "visit", first.record, **{f"answers/q{number}": number}) for number in range(50)
    ]
    ana.push(*changes)
    assert place.rows("SELECT count(*) FROM record_state") == [(1,)]
    statements = recorded(place, lambda: ana.push(ana.set(changes[1], **{"answers/q0": 5})))
    assert sum("INTO record_state" in each for each in statements) == 1


def recorded(place, work):
    found = []

    def note(_connection, _cursor, statement, *_rest):
        found.append(statement)

    event.listen(place.database.engine, "before_cursor_execute", note)
    work()
    event.remove(place.database.engine, "before_cursor_execute", note)
    return found


def test_a_record_of_one_create_has_no_state_of_its_own_and_merges_all_the_same(place, ana):
    first = ana.create("company", name="Mill", city="Thies")
    ana.push(first)
    assert place.rows("SELECT * FROM record_state") == []
    (outcome,) = ana.push(ana.change("set", "company", first.record, name="Other"))
    assert outcome.status == "conflict"
    (packed,) = place.rows("SELECT packed FROM record_state")[0]
    state = unpack_state(first.record, "company", packed)
    assert len(heads_of(state.fields["name"])) == 2
    assert unpack_state(first.record, "company", pack_state(state)) == state


def test_the_work_of_a_push_and_a_page_follows_the_change_and_not_the_database(place, ana, ben):
    """P15, on counted statements and on steps of SQLite's machine."""
    first = ana.create("company", name="Mill", sharing="organisation")
    ana.push(first)
    ben.pull()
    work(place, ana, ben, first)
    few = work(place, ana, ben, first)
    for _ in range(4):
        ana.push(*[ana.create("company", name=str(each), sharing="organisation") for each in range(500)])
    ben.pull()
    many = work(place, ana, ben, first)
    assert many[0] == few[0]
    assert 0 < many[1] < 5 * few[1]


def work(place, ana, ben, record):
    """Statements, and steps of SQLite's machine in tens, of one change pushed and pulled."""
    steps = []

    def count():
        steps.append(1)
        return 0

    with place.database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.set_progress_handler(count, 10)
        statements = recorded(place, lambda: (ana.push(ana.set(record, name=ana.new_id())), ben.pull()))
        driver.set_progress_handler(None, 0)
    return len(statements), len(steps)


def test_pages_end_at_their_size_and_every_number_comes_once(ana):
    changes = [ana.create("company", name="x" * 500) for _ in range(20)]
    ana.push(*changes)
    seen, since, more = [], 0, True
    while more:
        page = ana.page(since, max_bytes=2_000, more="&own=full")
        assert 0 < len(page.items) <= 3
        seen += cids(page.items)
        since, more = page.next, page.more
    assert seen == [each.cid for each in changes]
    assert ana.page(since).items == []


def test_what_the_asking_device_sent_itself_comes_as_its_cid_alone(ana, place):
    change = ana.create("company", name="Mill")
    ana.push(change)
    (item,) = ana.page().items
    assert (item.mine, bytes(item.change), item.rev) == (change.cid, b"", 1)
    (item,) = ana.page(more="&own=full").items
    assert bytes(item.change) == encode(change)
    (item,) = place.join("Ana").page().items
    assert bytes(item.change) == encode(change)


def test_known_and_digest_tell_what_is_there(ana, ben):
    first, second = (
        ana.create("company", name="Mill", sharing="organisation"),
        ana.create("company", name="B"),
    )
    ana.push(first)
    assert ana.known(first.cid, second.cid, "nonsense") == [second.cid, "nonsense"]
    assert ana.digest() == ben.digest() != {}
    ana.push(second)
    assert ana.digest() != ben.digest()
    assert ana.digest(upto=1) == ben.digest(upto=1)


def test_another_epoch_is_told_and_nothing_is_done(ana, place):
    change = ana.create("company", name="Mill")
    with pytest.raises(AssertionError, match="409"):
        ana.push(change, query="?epoch=old")
    assert ana.refused("GET", "changes?epoch=old&since=0") == (409, "epoch.changed")
    assert place.rows("SELECT count(*) FROM change") == [(0,)]
