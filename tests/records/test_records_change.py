import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from greenfield.base.problem import ProblemError
from greenfield.records.change import (
    Change,
    FieldEdit,
    canonical,
    decode,
    decode_body,
    encode,
    encode_body,
    hash_of,
    seal,
    without_content,
)

CHANGE = seal(
    Change(
        cid="c" * 32,
        hash="",
        device="d" * 32,
        author="p",
        dseq=7,
        kind="visit",
        record="e" * 32,
        op="set",
        fields={"answers/q": FieldEdit("5", "b" * 32, ("a" * 32,)), "answers/a": FieldEdit(None)},
        at_device="2026-05-04T12:00:00+00:00",
    )
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_canonical_bytes_are_sorted_json_without_what_is_empty():
    expected = (
        b'{"at_device":"2026-05-04T12:00:00+00:00","author":"p","cid":"cccccccccccccccccccccccccccccccc",'
        b'"device":"dddddddddddddddddddddddddddddddd","dseq":7,"fields":{"answers/a":{"value":null},'
        b'"answers/q":{"also":["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],"parent":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",'
        b'"value":"5"}},"kind":"visit","op":"set","record":"eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"}'
    )
    assert CHANGE.hash == hashlib.sha256(expected).hexdigest()


@given(st.dictionaries(st.text(), json_values, max_size=3), json_values)
def test_a_change_survives_the_way_there_and_back(more, value):
    known = {"cid", "hash", "device", "author", "dseq", "kind", "record", "op", "fields"}
    extra = {key: each for key, each in more.items() if key not in known | {"toolkit", "blobs", "at_device"}}
    change = seal(
        Change(
            cid="c" * 32,
            hash="",
            device="d" * 32,
            author="",
            dseq=1,
            kind="target",
            record="e" * 32,
            op="set",
            fields={"later": FieldEdit(value, extra={"unit": "kWh"})},
            at_device="",
            toolkit="f" * 64,
            blobs=("1" * 64,),
            extra=extra,
        )
    )
    back = decode(encode(change))
    assert back == change
    assert hash_of(back) == change.hash
    assert encode(back) == encode(change)
    assert decode_body(without_content(change), encode_body(change)) == change


def test_what_an_erase_leaves_survives_as_well():
    left = without_content(CHANGE)
    assert decode(encode(left)) == left
    assert b"fields" not in encode(left)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [1, {"a": float("nan")}], "\ud800"])
def test_a_value_that_json_cannot_say_is_a_problem(value):
    with pytest.raises(ProblemError) as caught:
        canonical(value)
    assert caught.value.code == "change.malformed"


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b"\xff", b'{"cid": 5}', encode(CHANGE).replace(b'"p"', b"5"), encode(CHANGE)[:-9]],
)
def test_bytes_that_are_no_change_are_a_problem(data):
    with pytest.raises(ProblemError) as caught:
        decode(data)
    assert caught.value.code == "change.malformed"


@pytest.mark.parametrize(("one", "other"), [(1, 1.0), (True, 1), ("1", 1), (None, "")])
def test_values_of_different_kinds_are_different(one, other):
    assert canonical(one) != canonical(other)


def nested(depth):
    value = []
    for _ in range(depth - 1):
        value = [value] if depth % 2 else {"a": value}
    return value


@pytest.mark.parametrize("depth", [99, 100])
def test_a_value_may_be_nested_as_deeply_as_every_side_can_follow(depth):
    change = seal(replace(CHANGE, fields={"name": FieldEdit(nested(depth))}))
    assert decode(encode(change)) == change


@pytest.mark.parametrize("depth", [101, 600, 5000])
def test_a_value_that_is_nested_deeper_stops_nobody(depth):
    brackets = b"[" * depth + b"]" * depth
    plain = seal(replace(CHANGE, fields={"name": FieldEdit("here")}))
    for read in (
        lambda: decode(encode(plain).replace(b'"here"', brackets)),
        lambda: canonical(nested(depth)),
    ):
        with pytest.raises(ProblemError) as caught:
            read()
        assert caught.value.code == "change.malformed"
