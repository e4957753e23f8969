"""What a hub does faster for the first change of a record is what it does for any other change."""

import pytest
from hub_sample import Place
from hypothesis import given
from hypothesis import strategies as st

from greenfield.records.change import (
    Change,
    FieldEdit,
    decode,
    decode_plain,
    encode,
    seal,
    with_hash,
    with_hash_of,
    without_hash,
)
from greenfield.records.kinds import KINDS
from greenfield.records.merge import RecordState, merge
from greenfield.sync.hub.book import PushBook
from greenfield.sync.hub.rights import guard_of, guard_of_first

VALUES = st.one_of(
    st.sampled_from(["own", "organisation", "group", "report", "internal", "none", "", 'a"b', "é\x7f"]),
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.lists(st.text(max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(0, 3), max_size=2),
)
NAMES = [
    "sharing",
    "photos",
    "company",
    "visit",
    "subject",
    "group",
    "name",
    "answers/q1",
    '","kind":"x',
    "kind",
]


@st.composite
def creates(draw):
    fields = draw(st.dictionaries(st.sampled_from(NAMES), VALUES.map(FieldEdit), max_size=5))
    return seal(
        Change(
            cid="1" * 32, hash="", device="2" * 32, author="ana", dseq=1, kind=draw(st.sampled_from(sorted(KINDS))),
            record="3" * 32, op="create", fields=fields, at_device="2026-03-01T08:00:00+00:00",
            toolkit=draw(st.sampled_from([None, "", "ab"])), blobs=draw(st.sampled_from([(), ("4" * 64,)])),
        )
    )  # fmt: skip


@given(creates())
def test_its_guard_is_that_of_its_state(change):
    state = merge(RecordState(change.record, change.kind), change)[0]
    assert guard_of_first(change) == guard_of(state)


@given(creates())
def test_its_bytes_with_the_hash_are_those_of_any_change(change):
    data = without_hash(encode(change))
    plain = decode_plain(data)
    if plain is not None:
        assert with_hash_of(plain, data) == with_hash(data) == encode(decode(encode(change)))


def changes(place, device):
    """Return first changes of every sort, with all that may follow or lie before them in one push."""
    company = device.create("company", name="Fournil", sharing="organisation", photos="internal")
    visit = device.create("visit", company=company.record, sharing="organisation", state={"a": ["b"]})
    own = device.create("visit", company=company.record, sharing="own")
    twice = device.create("company", name="Quarry", sharing="organisation")
    later = device.set(twice, name="Quarry 2", sharing="own")
    parted = device.change(
        "create",
        "company",
        place.surroundings.new_id(),
        parent=company.cid,
        name="Mill",
        sharing="organisation",
    )
    deleted = device.create("company", name="Gone", deleted=True)
    again = device.change("create", "company", twice.record, name="Quarry 3")
    other_kind = device.change("create", "note", company.record, text="no")
    early = device.change("set", "company", place.surroundings.new_id(), name="early")
    late = device.change("create", "company", early.record, name="late", sharing="organisation")
    note = device.create("note", subject=visit.record, text="leaks")
    foreign = device.change(
        "create", "company", place.surroundings.new_id(), device="f" * 32, name="Else", sharing="organisation"
    )
    photo = device.change(
        "create",
        "attachment",
        place.surroundings.new_id(),
        blobs=["9" * 64],
        subject=visit.record,
        blob="9" * 64,
    )
    gone = device.create("company", name="Erased", sharing="organisation")
    hung = device.create("visit", company=gone.record, sharing="organisation")
    unborn = device.change("erase", "company", place.surroundings.new_id())
    after = device.change("create", "company", unborn.record, name="too late")
    return [
        note, company, visit, own, twice, later, parted, deleted, again, other_kind, early, late, foreign, photo, gone,
        hung, device.erase(gone), device.create("visit", company=gone.record), unborn, after, visit,
    ]  # fmt: skip


def played(monkeypatch, *, fast, plain):
    with monkeypatch.context() as patched:
        if not fast:
            patched.setattr(PushBook, "is_first", lambda _book, _change: False)
        place = Place()
        ana, ben = place.join("Ana", "administrator"), place.join("Ben")
        made = changes(place, ana)
        raw = [without_hash(encode(each)) if plain else encode(each) for each in made]
        answers = [ana.push(*raw[:12]), ana.push(*raw[12:]), ben.push(*raw)]
        rows = [
            place.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3")
            for table in ("change", "record", "record_state", "hanging", "blob_use", "aside", "member_use")
        ]
        pages = [
            [(each.pos, bytes(each.change), each.mine, each.hide) for each in who.page().items]
            for who in (ana, ben)
        ]
        place.hub.close()
        return answers, rows, pages


@pytest.mark.parametrize("plain", [False, True], ids=["with-hash", "without"])
def test_a_push_ends_as_if_each_change_were_merged(monkeypatch, plain):
    fast, slow = (played(monkeypatch, fast=each, plain=plain) for each in (True, False))
    assert fast == slow
    statuses = {each.status for answer in fast[0] for each in answer}
    assert statuses >= {"applied", "refused", "duplicate"}


def test_the_first_changes_of_a_large_push_are_not_merged(monkeypatch):
    place = Place()
    ana = place.join("Ana")
    merged = []
    monkeypatch.setattr(
        "greenfield.sync.hub.book.merge",
        lambda state, change: (merged.append(change), merge(state, change))[1],
    )
    made = [ana.create("company", name=str(each), sharing="organisation") for each in range(5)]
    ana.push(*[without_hash(encode(each)) for each in (*made, ana.set(made[2], name="other"))])
    assert [each.cid for each in merged] == [made[2].cid]
    place.hub.close()


def test_a_change_that_is_nested_too_deeply_keeps_no_other_back():
    place = Place()
    ana = place.join("Ana")
    empty, other = ana.create("company", name=[]), ana.create("company", name="Mill")
    deep = without_hash(encode(empty)).replace(b'"value":[]', b'"value":' + b"[" * 150 + b"]" * 150)
    assert ana.statuses(deep, other) == ["refused", "applied"]
    place.hub.close()
