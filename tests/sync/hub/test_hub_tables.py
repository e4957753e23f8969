"""A push in tables is the same push: the same answers, the same hub, and the same refusals."""

import pytest
from hub_sample import Place
from msgspec import Raw
from sqlalchemy import select
from test_hub_limits import post

from greenfield.records.change import encode, without_hash
from greenfield.sync.hub import tables
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.messages import PROTO, Push, Pushed, Table
from greenfield.sync.tabling import tabled
from greenfield.sync.wire import pack


def in_tables(changes, seals=None):
    found, order = tabled([without_hash(encode(each)) for each in changes])
    return pack(Push(proto=PROTO, changes=[], tables=found, order=order, seals=seals or {}))


def stored(place):
    columns = tables.change.c
    with place.database.reading() as connection:
        rows = connection.execute(
            select(columns.rev, columns.cid, columns.hash, columns.body).order_by("rev")
        )
        return [tuple(row) for row in rows]


def conversation(in_which_form):
    """Let a device push many changes, good and bad ones, of known and unknown kinds, and return what came of it."""
    place = Place()
    ana = place.join("Ana")
    company = ana.create("company", name="Mill", sharing="organisation")
    changes = [
        company,
        *(ana.create("visit", company=company.record, sharing="organisation", n=n) for n in range(30)),
    ]
    changes += [ana.set(each, n="more", unknown={"a": [1, None]}) for each in changes[1:9]]
    changes += [ana.create("zeppelin", lift="lots") for _ in range(9)]
    changes += [ana.change("turn", "visit", changes[1].record, side="left") for _ in range(9)]
    changes += [changes[3], changes[3]]
    said = in_which_form(ana, changes)
    found = said.outcomes, said.runs, said.before, stored(place)
    place.hub.close()
    return found


def test_tables_and_rows_are_answered_and_kept_alike():
    def by_rows(ana, changes):
        raw = [Raw(without_hash(encode(each))) for each in changes]
        body = pack(Push(proto=PROTO, changes=raw))
        return ana.said(ana.here("POST", "push?short=1", body, content_encoding="zstd"), Pushed)

    def by_tables(ana, changes):
        return ana.said(ana.here("POST", "push?short=1", in_tables(changes), content_encoding="zstd"), Pushed)

    rows, in_table = conversation(by_rows), conversation(by_tables)
    assert rows == in_table
    assert len(rows[3]) > 30


def test_every_answer_says_that_tables_are_read():
    place = Place()
    ana = place.join("Ana")
    assert ana.joined.tables
    assert ana.page().tables
    place.hub.close()


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (Table(first=Raw(b"{}"), many=101, columns=[], values=""), (413, "sync.too_many")),
        (Table(first=Raw(b'"%s"' % (b"x" * 5000)), many=99, columns=[], values=""), (413, "sync.too_large")),
        (Table(first=Raw(b"{}"), many=2, columns=[0], values="a\x7fb"), (400, "sync.malformed")),
    ],
    ids=["too-many", "too-large", "malformed"],
)
def test_limits_hold_for_what_tables_unfold_to(table, expected):
    place = Place(limits=UNHURRIED._replace(changes=100, unpacked_bytes=100_000))
    ana = place.join("Ana")
    body = pack(Push(proto=PROTO, changes=[], tables=[table]))
    assert post(ana, "push", body, content_encoding="zstd") == expected
    assert stored(place) == []
    place.hub.close()


def test_a_change_in_a_table_that_is_none_is_refused_by_itself():
    place = Place()
    ana = place.join("Ana")
    good = [ana.create("company", name=f"Mill {n}") for n in range(20)]
    found, order = tabled([without_hash(encode(each)) for each in good])
    found[0].values = found[0].values.replace("Mill 7", "Mill \\7")
    said = ana.said(
        ana.here(
            "POST",
            "push",
            pack(Push(proto=PROTO, changes=[], tables=found, order=order)),
            content_encoding="zstd",
        ),
        Pushed,
    )
    assert [each.status for each in said.outcomes].count("applied") == 19
    assert [each.reason for each in said.outcomes if each.status == "refused"] == ["malformed"]
    place.hub.close()
