"""Ids that a hub finds out by a salt: the same changes as if they had travelled, and nobody else ever hears of the salt."""

import msgspec
import pytest
from hub_sample import Place, cids
from sqlalchemy import select
from test_hub_limits import post
from test_hub_tables import stored

from greenfield.records.change import Change, FieldEdit, encode, without_hash
from greenfield.records.own_ids import seal_with_ids
from greenfield.sync.folding import folded
from greenfield.sync.hub import tables
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.messages import PROTO, Push, Pushed
from greenfield.sync.wire import pack, unpacked

SALT = b"hidden salt of this device, yes!"


@pytest.fixture
def place():
    place = Place()
    yield place
    place.hub.close()


def make(device, op, kind, record="", *, salt=SALT, parent=None, **values):
    device.dseq += 1
    raw = Change(
        cid="", hash="", device=device.id, author=device.name, dseq=device.dseq, kind=kind, record=record, op=op,
        fields={name: FieldEdit(value, parent) for name, value in values.items()},
        at_device="2026-03-01T08:00:00+00:00",
    )  # fmt: skip
    return seal_with_ids(raw, salt)


def work(device):
    """Return many changes, good and bad ones, of known and unknown kinds, some with ids from elsewhere."""
    company = make(device, "create", "company", name="Mill", sharing="organisation")
    visits = [
        make(device, "create", "visit", company=company.record, sharing="organisation", n=n)
        for n in range(30)
    ]
    more = [
        make(device, "set", "visit", each.record, parent=each.cid, n="more", unknown={"a": [1, None]})
        for each in visits[:8]
    ]
    unknown = [make(device, "create", "zeppelin", lift="lots") for _ in range(9)]
    bad = [make(device, "turn", "visit", visits[0].record, side="left") for _ in range(9)]
    strange = [device.create("note", subject=visits[0].record, text="x") for _ in range(9)]
    return [company, *visits, *more, *unknown, *bad, *strange, visits[3], visits[3]]


def message(changes, salt=SALT, **other):
    found = folded([encode(each) for each in changes], [salt] * len(changes))
    return pack(Push(proto=PROTO, changes=[], **{**found._asdict(), **other}))


def in_rows(changes):
    return pack(Push(proto=PROTO, changes=[msgspec.Raw(without_hash(encode(each))) for each in changes]))


def send(device, body):
    return device.said(device.here("POST", "push?short=1", body, content_encoding="zstd"), Pushed)


@pytest.mark.parametrize("again", [False, True], ids=["once", "twice"])
def test_folded_tables_and_rows_are_answered_and_kept_alike(again):
    found = []
    for write in (in_rows, message):
        place = Place()
        ana = place.join("Ana")
        changes = work(ana)
        said = [send(ana, write(changes)) for _ in range(1 + again)]
        found.append(([(each.outcomes, each.runs, each.before) for each in said], stored(place)))
        place.hub.close()
    assert found[0] == found[1]
    assert len(found[0][1]) > 50


def test_every_answer_says_that_folded_tables_are_read(place):
    ana = place.join("Ana")
    assert ana.joined.folded
    assert ana.page().folded


def test_the_salt_stays_between_a_device_and_its_hub(place):
    ana, ben = place.join("Ana"), place.join("Ben")
    changes = work(ana)
    send(ana, message(changes))
    lines = ben.pull()
    assert set(cids(lines)) >= {each.cid for each in changes[:39]}
    said = b"".join(bytes(each.change) for each in lines)
    assert changes[0].record.encode() in said
    replies = [
        ben.here("GET", "changes?since=0&max_bytes=1000000"),
        ana.here("GET", "changes?since=0&max_bytes=1000000&own=full"),
        ana.here("POST", "push", message(changes), content_encoding="zstd"),
    ]
    names = place.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
    kept = [str(place.rows(f'SELECT * FROM "{name}"')) for (name,) in names]
    assert changes[0].cid in "".join(kept)
    kept += [unpacked(each.body).decode("latin-1") for each in replies]
    for form in (SALT.hex(), SALT.decode(), repr(SALT)):
        assert not any(form in each for each in (*kept, said.decode()))


@pytest.mark.parametrize(
    "fault",
    [
        {"salts": [(b"x" * 32).hex()]},
        {"salts": []},
        {"salts": ["00"]},
        {"check": 1},
        {"order": [0] * 3},
    ],
    ids=str,
)
def test_a_salt_that_does_not_fit_is_refused_and_nothing_is_kept(place, fault):
    ana = place.join("Ana")
    assert post(ana, "push", message(work(ana), **fault), content_encoding="zstd") == (400, "sync.malformed")
    assert stored(place) == []


def test_an_id_of_somebody_elses_change_is_refused_as_ever(place):
    """Who learned a salt all the same gains nothing: another content is another id, and one that is written out is met with P5."""
    ana, eve = place.join("Ana"), place.join("Eve")
    changes = work(ana)
    send(ana, message(changes))
    assert not {each.cid for each in work(eve)} & {each.cid for each in changes}
    forged = [
        msgspec.convert({**msgspec.to_builtins(each), "author": "Eve"}, Change) for each in changes[:20]
    ]
    plain = [without_hash(encode(each)).replace(b'"hash":"%s",' % each.hash.encode(), b"") for each in forged]
    body = pack(Push(proto=PROTO, changes=[msgspec.Raw(each) for each in plain]))
    said = eve.said(eve.here("POST", "push", body, content_encoding="zstd"), Pushed)
    assert {(each.status, each.reason) for each in said.outcomes} == {("refused", "other content")}
    columns = tables.change.c
    with place.database.reading() as connection:
        rows = connection.execute(select(columns.cid, columns.hash)).all()
    hashes = {row[0]: row[1] for row in rows}
    assert all(hashes[each.cid] == each.hash for each in changes[:20])


def test_limits_hold_for_what_folded_tables_unfold_to():
    place = Place(limits=UNHURRIED._replace(changes=70, unpacked_bytes=40_000))
    ana = place.join("Ana")
    changes = [make(ana, "create", "company", name=f"Mill {n}") for n in range(71)]
    assert post(ana, "push", message(changes), content_encoding="zstd") == (413, "sync.too_many")
    large = [make(ana, "create", "company", name="x" * 600, n=n) for n in range(60)]
    assert post(ana, "push", message(large), content_encoding="zstd") == (413, "sync.too_large")
    assert stored(place) == []
    send(ana, message(changes[:60]))
    assert len(stored(place)) == 60
    place.hub.close()
