"""Ids that are made here: who knows the salt finds them, and nobody else; two changes have the same only if they are the same."""

from dataclasses import dataclass

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from greenfield.base.problem import ProblemError
from greenfield.records.change import Change, FieldEdit, encode, shape_fault, without_hash
from greenfield.records.own_ids import blank, filled, named, seal_with_ids

SALT, OTHER = b"s" * 32, b"o" * 32
GIVEN = "0123456789abcdef" * 2


@dataclass(frozen=True)
class Made:
    """What a device makes one change of."""

    record: str = ""
    op: str = "create"
    dseq: int = 7
    at_device: str = "2026-03-01T08:00:00+00:00"
    value: object = "Bakery"

    def change(self, salt=SALT, **other):
        raw = Change(
            cid="", hash="", device=GIVEN, author="Ana", dseq=self.dseq, kind="company", record=self.record,
            op=self.op, fields={"name": FieldEdit(self.value)}, at_device=self.at_device, **other,
        )  # fmt: skip
        return seal_with_ids(raw, salt)


def there_and_back(change, salt=SALT, salts=(SALT,)):
    left = blank(encode(change), salt, b"0")
    return left and filled(left.body, salts)


@pytest.mark.parametrize("record", ["", GIVEN])
def test_a_change_gets_ids_and_a_hash_that_fits(record):
    change = Made(record).change()
    assert shape_fault(change) == ""
    assert (change.record == GIVEN) == bool(record)


@pytest.mark.parametrize(
    "other",
    [
        {"dseq": 8},
        {"value": "bakery"},
        {"value": ["Bakery"]},
        {"at_device": "2026-03-01T08:00:01+00:00"},
        {"op": "set"},
        {"record": GIVEN},
    ],
    ids=str,
)
def test_another_change_has_other_ids_under_the_same_salt(other):
    """So two computers that go on with the same memory never give one id to two edits."""
    ids = {Made().change().cid, Made().change().record}
    changed = Made(**other).change()
    assert len(ids | {changed.cid, changed.record}) == 4


def test_the_same_change_has_other_ids_under_another_salt():
    one, other = Made().change(SALT), Made().change(OTHER)
    assert len({one.cid, one.record, other.cid, other.record}) == 4
    assert Made().change() == one


@given(st.text(max_size=30), st.sampled_from([("", "create"), (GIVEN, "create"), (GIVEN, "set")]))
@example('"cid":"","record":""', ("", "create"))
@example('","cid":"0","record":"', (GIVEN, "set"))
def test_what_is_left_out_is_found_out(value, what):
    record, op = what
    change = Made(record, op, value={value: [value, {"cid": "", "record": "", "hash": value}]}).change(
        toolkit=value, blobs=("cid", value)
    )
    found = there_and_back(change)
    assert found.body == without_hash(encode(change))
    assert (found.cid, found.record) == (change.cid, "" if record else change.record)


def test_an_id_from_elsewhere_is_never_left_out():
    change = Made().change()
    foreign = [
        msgspec.structs.replace(change, cid=GIVEN),
        msgspec.structs.replace(change, record=GIVEN),
        msgspec.structs.replace(change, dseq=9),
        msgspec.structs.replace(change, extra={"a": {"cid": ""}}),
    ]
    assert [blank(encode(each), SALT, b"0") for each in foreign] == [None] * 4
    assert blank(encode(change), OTHER, b"0") is None
    assert blank(b'{"cid":"', SALT, b"0") is None
    assert blank(b"{}", SALT, b"0") is None


@pytest.mark.parametrize("mark", [b"1", b"-1", b"", b"x", b"\xd9\xa0", b"00000", b'","'])
def test_a_mark_is_the_number_of_a_salt(mark):
    left = blank(encode(Made().change()), SALT, mark)
    with pytest.raises((ValueError, IndexError)):
        filled(left.body, [SALT])


@pytest.mark.parametrize("body", [b"", b"{}", b'{"cid":"', b'{"cid":""}', b'{"record":"","cid":""}'])
def test_what_has_no_place_for_an_id_is_none(body):
    with pytest.raises(ValueError, match="not found"):
        named(body, SALT)


def test_a_value_without_a_canonical_form_is_refused():
    with pytest.raises(ProblemError) as caught:
        Made(value=float("nan")).change()
    assert caught.value.code == "change.malformed"
