"""A change goes without its hash where the hash follows from the rest, and comes out byte for byte."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.base.problem import ProblemError
from greenfield.records.change import Change, ErasedChange, FieldEdit, encode, seal, with_hash, without_hash

IDENTITY = "0123456789abcdef" * 2
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5) | st.just("hash"), inner, max_size=3)
    ),
    max_leaves=5,
)


def change(fields, **more):
    return Change(
        cid=IDENTITY, hash="", device=IDENTITY, author="", dseq=1, kind="visit", record=IDENTITY, op="create",
        fields={name: FieldEdit(value) for name, value in fields.items()}, at_device="", **more,
    )  # fmt: skip


@given(
    st.dictionaries(st.text(max_size=8), VALUES, max_size=4),
    st.dictionaries(st.just("a") | st.just("i"), VALUES),
)
def test_it_comes_out_as_it_was(fields, extra):
    try:
        whole = encode(seal(change(fields, extra=extra)))
    except ProblemError:
        return
    short = without_hash(whole)
    assert len(whole) - len(short) == len('"hash":"",') + 64
    assert with_hash(short) == whole
    assert with_hash(whole) == whole


def test_a_hash_that_does_not_follow_stays():
    erased = encode(ErasedChange(IDENTITY, "a" * 64, IDENTITY, 1, "visit", IDENTITY, "create"))
    forged = encode(msgspec.structs.replace(change({"name": "Mill"}), hash="b" * 64))
    for each in (erased, forged):
        assert without_hash(each) == each
        assert with_hash(each) == each


def test_a_hash_inside_a_value_is_not_taken_for_the_own_one():
    whole = encode(seal(change({"x": {"hash": "c" * 64, "i": 1}})))
    assert b'"hash":"cc' in without_hash(whole)
    assert with_hash(without_hash(whole)) == whole


@pytest.mark.parametrize("said", [b"", b"[]", b"{", b"nonsense", b"\xff"])
def test_what_is_no_change_is_named(said):
    with pytest.raises(ProblemError, match=r"change\.malformed"):
        with_hash(said)
