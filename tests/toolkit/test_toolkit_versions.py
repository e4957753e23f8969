import pytest

from greenfield.toolkit.versions import version_key


def test_versions_stand_in_their_order():
    wanted = [
        "alpha",
        "",
        "0.9",
        "1.0-alpha",
        "1.0b2",
        "1.0rc1",
        "1.0rc10",
        "1.0",
        "1.0.1",
        "1.2",
        "1.9",
        "1.10",
        "2",
    ]
    shuffled = sorted(wanted)
    assert sorted(shuffled, key=version_key) == wanted


@pytest.mark.parametrize(
    ("one", "other"), [("1.0", "1.0.0"), ("v1.2", "1.2"), ("1.02", "1.2"), ("1.0-RC1", "1.0.0rc1")]
)
def test_the_same_version_may_be_written_in_two_ways(one, other):
    assert version_key(one) == version_key(other)


def test_dates_and_numbers_of_any_length_are_compared():
    assert version_key("2026-03-10") > version_key("2026-3-9")
    assert version_key("1" * 5000) > version_key("9" * 4999)
