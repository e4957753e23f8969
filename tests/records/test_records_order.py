import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.records.merged_companies import standing
from greenfield.records.order_key import DIGITS, between

KEYS = st.text(DIGITS, max_size=6).filter(lambda key: not key.endswith("0"))


@given(KEYS, KEYS)
def test_a_key_lies_between_any_two(one, other):
    low, high = sorted((one, other))
    if low == high:
        high = ""
    key = between(low, high)
    assert low < key
    assert not high or key < high
    assert not key.endswith("0")


def test_keys_stay_short_when_a_list_grows_at_its_end():
    key = ""
    for _ in range(300):
        key = between(key)
    assert len(key) < 12


@given(st.lists(st.integers(0, 30), max_size=60))
def test_insertions_anywhere_keep_the_order(places):
    keys = []
    for place in places:
        at = place % (len(keys) + 1)
        keys.insert(at, between(keys[at - 1] if at else "", keys[at] if at < len(keys) else ""))
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(("low", "high"), [("V", "V"), ("b", "a"), ("a0", ""), ("", "ü")])
def test_what_is_no_place_is_refused(low, high):
    with pytest.raises(ValueError, match=r"no order key|does not sort"):
        between(low, high)


@pytest.mark.parametrize(
    ("links", "stands"),
    [
        ({}, "c"),
        ({"c": "b"}, "b"),
        ({"c": "b", "b": "a"}, "a"),
        ({"c": "b", "b": "c"}, "b"),
        ({"c": "d", "d": "e", "e": "d"}, "d"),
        ({"c": "c"}, "c"),
    ],
)
def test_merged_companies_end_in_one_even_in_a_circle(links, stands):
    assert standing("c", links) == stands
