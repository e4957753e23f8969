"""Changes that are taken many at once leave the same workspace as the same changes one by one."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from msgspec import UNSET
from msgspec.structs import replace

from greenfield.records.change import (
    Change,
    FieldEdit,
    body_within,
    decode_plain,
    encode,
    encode_body,
    seal,
    without_hash,
)
from greenfield.store import new_records
from greenfield.store.check import check
from greenfield.store.projected_tables import PROJECTED
from greenfield.store.syncing import feed

TABLES = (
    *("change", "change_id", "record", "entry", "hanging", "blob_use", "aside", "search_entry"),
    *("sync_kept", "sync_seal", "sync_file", "sync_tray"),
    *(table.name for table in PROJECTED.values()),
)
NAMES = {
    "company": ("name", "sharing", "employees", "contact", "products", "later"),
    "site": ("name", "company", "main", "latitude"),
    "visit": ("company", "site", "sharing", "purpose", "gaps", "answers/fuel", "answers/note", "answers/kwh"),
    "instance": ("visit", "repeat", "answers/note"),
    "attachment": ("subject", "blob", "thumbnail", "size", "caption"),
    "document": ("visit", "blob", "name"),
    "later": ("name", "answers/note"),
}
OWNERS = {"company", "site", "visit", "subject"}
FILES = {"blob", "thumbnail"}
PLAIN = some.sampled_from(
    [
        None,
        True,
        0,
        7,
        2.5,
        2**63,
        "",
        "lpg",
        "1200",
        "The boiler leaks",
        "陶瓷厂 A",
        'a "b" \\ c',
        [],
        ["x"],
        {},
    ]
)
EXAMPLE = count()


@some.composite
def drawn(draw, numbers):
    """A change of one of few records, which now and then names others, says nothing, or is not for this version."""
    here = draw(numbers)
    kind = draw(some.sampled_from([*NAMES, "visit", "visit"]))
    op = draw(some.sampled_from(["create"] * 6 + ["set", "delete", "resolve", "erase", "later"]))
    fields = {}
    for name in draw(some.lists(some.sampled_from(NAMES[kind]), unique=True)):
        value = draw(PLAIN)
        if name in OWNERS:
            value = draw(numbers)
        elif name in FILES:
            value = draw(some.sampled_from(["e" * 64, "f" * 64]))
        parent = draw(some.sampled_from([None] * 9 + [here]))
        fields[name] = FieldEdit(UNSET if parent and draw(some.booleans()) else value, parent)
    if op == "delete":
        fields["deleted"] = FieldEdit(True)
    return seal(
        Change(
            cid=draw(numbers),
            hash="",
            device="d" * 32,
            author="Ana",
            dseq=draw(some.integers(1, 9)),
            kind=kind,
            record=here,
            op=op,
            fields={} if op == "erase" else dict(sorted(fields.items())),
            at_device="2026-05-04T12:00:00+00:00",
            blobs=draw(some.sampled_from([(), (), ("c" * 64,)])),
        )
    )


@some.composite
def pages(draw):
    ids = [f"{next(EXAMPLE):032x}" for _ in range(6)]
    changes = drawn(some.sampled_from(ids))
    seals = some.sampled_from(["", "", "sealed"])
    return draw(some.lists(some.lists(some.tuples(changes, seals), max_size=7), min_size=1, max_size=3))


def lines(page, *, at_once):
    """The lines of a page as a device reads them from the feed; without their bodies none is taken at once."""
    found = []
    for rev, (change, its_seal) in enumerate(page, 1):
        raw = without_hash(encode(change))
        body = body_within(decode_plain(raw), raw)
        found.append(feed.Line(change, rev, its_seal, body if at_once else b""))
    return found


def taken(workspace, page, *, at_once):
    with workspace.unit() as unit:
        feed.take_changes(unit, lines(page, at_once=at_once))


def stands(workspace):
    """All rows, in the order of their keys, and all words that can be found."""
    with workspace.unit() as unit:
        unit.note()
        connection = unit.driver
        found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, 'instance')")
        found["words"] = connection.execute("SELECT doc, term, offset FROM temp.words").fetchall()
        connection.execute("DROP TABLE temp.words")
        unit.undo()
    return found


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages())
def test_a_page_leaves_what_its_changes_leave_one_by_one(make_workspace, pages):
    both = [make_workspace(f"{next(EXAMPLE)}") for _ in range(2)]
    for each, at_once in zip(both, (True, False), strict=True):
        for page in pages:
            taken(each, page, at_once=at_once)
    assert stands(both[0]) == stands(both[1])
    for each in both:
        each.close()


def visit(number, *, owner="", **fields):
    said = (
        {"state": "open", "answers/note": "The boiler leaks"} | ({"company": owner} if owner else {}) | fields
    )
    return seal(
        Change(
            cid=f"{number + 500:032x}",
            hash="",
            device="d" * 32,
            author="",
            dseq=number,
            kind="visit",
            record=f"{number:032x}",
            op="create",
            fields={name: FieldEdit(value) for name, value in sorted(said.items())},
            at_device="",
        )
    )


def written_at_once(monkeypatch):
    """Return how many records each writing wrote, as they come."""
    found = []
    write = new_records.NewRecords.write

    def noted(self):
        found.append(len(self._taken))
        write(self)

    monkeypatch.setattr(new_records.NewRecords, "write", noted)
    return found


def test_a_page_of_new_visits_is_written_at_once_and_in_order(workspace, monkeypatch):
    sizes = written_at_once(monkeypatch)
    taken(workspace, [(visit(n), "") for n in range(1, 51)], at_once=True)
    assert sizes == [50]
    assert check(workspace) == []
    taken(workspace, [(visit(n), "") for n in range(41, 61)], at_once=True)
    assert (sum(sizes[1:]), stands(workspace)["change_id"][-1][1]) == (10, 60)


def test_what_was_looked_for_before_it_came_is_seen_once_it_is_here(workspace):
    owner = "9" * 32
    taken(workspace, [(visit(1, owner=owner), "")], at_once=False)  # asks whether the company was erased
    company = replace(visit(2), record=owner, kind="company", fields={"name": FieldEdit("Bakery")})
    taken(workspace, [(seal(company), "")], at_once=True)
    with workspace.unit() as unit:
        unit.set(owner, {"name": "Mill"})
    assert check(workspace) == []


def test_nothing_comes_back_in_the_page_that_erased_it(workspace):
    owner = f"{7:032x}"
    erase = seal(replace(visit(7), cid="1" * 32, op="erase", fields={}))
    page = [visit(1, owner=owner), visit(7), erase, visit(2, owner=owner), visit(3)]
    taken(workspace, [(each, "") for each in page], at_once=True)
    with workspace.read() as connection:
        rows = connection.exec_driver_sql("SELECT id, erased FROM record ORDER BY id").fetchall()
    assert [tuple(row) for row in rows] == [(f"{number:032x}", int(number != 3)) for number in (1, 2, 3, 7)]
    assert check(workspace) == []


def test_what_hangs_on_something_that_was_erased_before_is_erased_at_once(workspace):
    owner = f"{7:032x}"
    erase = seal(replace(visit(7), cid="1" * 32, op="erase", fields={}))
    taken(workspace, [(visit(7), ""), (erase, "")], at_once=True)
    taken(workspace, [(visit(1, owner=owner), ""), (visit(2), "")], at_once=True)
    with workspace.read() as connection:
        rows = connection.exec_driver_sql("SELECT id, erased FROM record ORDER BY id").fetchall()
    assert [tuple(row) for row in rows] == [(f"{number:032x}", int(number != 2)) for number in (1, 2, 7)]
    assert check(workspace) == []


class KilledError(Exception):
    """The program ends here."""


def test_a_page_that_fails_leaves_nothing(workspace):
    before = stands(workspace)
    page = [(visit(1), ""), (visit(2), "")]

    def broken():
        with workspace.unit() as unit:
            feed.take_changes(unit, lines(page, at_once=True))
            raise KilledError

    with pytest.raises(KilledError):
        broken()
    assert stands(workspace) == before
    taken(workspace, page, at_once=True)
    assert check(workspace) == []


@given(drawn(some.just("a" * 32)), some.text(max_size=5), some.text(max_size=5))
def test_the_body_is_cut_out_of_the_bytes_as_it_would_be_written(change, author, toolkit):
    made = seal(replace(change, author=author, toolkit=toolkit, kind=change.kind + author))
    raw = without_hash(encode(made))
    assert body_within(made, raw) == encode_body(made)


@pytest.mark.parametrize("where", ["author", "at_device", "toolkit", "fields"])
def test_what_looks_like_a_header_inside_of_a_text_is_left_there(where):
    plain = visit(1)
    first = f'"cid":"{plain.cid}","device":"{plain.device}","dseq":{plain.dseq},'
    last = f',"kind":"{plain.kind}","op":"{plain.op}","record":"{plain.record}"'
    for text in (first, last, first + last, last + first):
        said = {
            "x": FieldEdit({"y": text, "cid": plain.cid, "device": plain.device, "dseq": plain.dseq, "z": 1})
        }
        made = seal(replace(plain, **{where: said if where == "fields" else text}))
        raw = without_hash(encode(made))
        assert body_within(decode_plain(raw), raw) == encode_body(made)
        assert decode_plain(raw) == made
