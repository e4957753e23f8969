"""The short way to read a change says what the long way says, or nothing."""

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from greenfield.base.problem import ProblemError
from greenfield.records.change import (
    Change,
    FieldEdit,
    decode,
    decode_plain,
    encode,
    seal,
    with_hash,
    without_hash,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from(["value", "parent", "also", "extra", "mood"])
EDITS = st.dictionaries(NAMES, JSON | st.just(["a" * 32]) | st.just("b" * 32), max_size=3)
KEYS = st.sampled_from(
    ["author", "at_device", "blobs", "toolkit", "extra", "mood", "hash", "dseq", "fields", "cid", "op"]
)
GOOD = {
    "cid": "c" * 32,
    "device": "d" * 32,
    "author": "Ana",
    "dseq": 4,
    "kind": "visit",
    "record": "e" * 32,
    "op": "create",
    "fields": {"answers/kwh": {"value": 3}},
    "at_device": "2026-03-01T08:00:00+00:00",
}
encode_json = msgspec.json.Encoder(order="sorted").encode


def slow(raw):
    try:
        return decode(with_hash(raw))
    except ProblemError:
        return None


@given(
    st.dictionaries(st.text(max_size=4), EDITS, max_size=3),
    st.dictionaries(KEYS, JSON, max_size=2),
    st.sets(KEYS, max_size=1),
)
@example({}, {}, set())
@example({"a": {"extra": {"extra": 1}}}, {}, set())
@example({"a": {"value": 1.0}, "b": {"value": 10**30}}, {"blobs": []}, set())
def test_both_ways_say_the_same(fields, others, without):
    said = {
        name: value for name, value in {**GOOD, "fields": fields, **others}.items() if name not in without
    }
    raw = encode_json(said)
    found = decode_plain(raw)
    assert found is None or found == slow(raw)


@given(
    st.binary(max_size=40) | st.binary(max_size=8).map(lambda noise: encode_json(GOOD).replace(b"Ana", noise))
)
def test_of_noise_the_short_way_says_no_more_than_the_long_way(raw):
    found = decode_plain(raw)
    assert found is None or found == slow(raw)


@pytest.mark.parametrize(
    "edit",
    [
        FieldEdit("Mill"),
        FieldEdit(2.5),
        FieldEdit(None),
        FieldEdit({"a": [1]}, "p" * 32, ("q" * 32,)),
        FieldEdit(parent="p" * 32),
    ],
    ids=str,
)
def test_what_this_version_writes_is_read_the_short_way(edit):
    made = seal(Change(**{**GOOD, "hash": "", "fields": {"x": edit}, "blobs": ("f" * 64,), "toolkit": "t"}))
    assert decode_plain(without_hash(encode(made))) == made
    assert decode_plain(encode(made)) is None
