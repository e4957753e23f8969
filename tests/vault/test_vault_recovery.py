import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.base.problem import ProblemError
from greenfield.vault.recovery import _ALPHABET, RecoveryCode, _check

codes = st.text(_ALPHABET, min_size=28, max_size=28).map(lambda data: RecoveryCode(data + _check(data)))


def read(typed: str) -> str:
    try:
        return RecoveryCode.parse(typed).characters
    except ProblemError as error:
        return error.code


def test_a_code_is_printed_in_six_groups_of_five_readable_characters():
    groups = str(RecoveryCode.new()).split("-")
    assert [len(group) for group in groups] == [5] * 6
    assert not set("ILOU") & set("".join(groups))


def test_two_new_codes_differ():
    assert RecoveryCode.new() != RecoveryCode.new()


def test_a_code_does_not_show_in_a_traceback():
    code = RecoveryCode.new()
    assert code.characters not in repr(code)


@given(codes)
def test_what_is_printed_is_read_again(code):
    assert RecoveryCode.parse(str(code)) == code


@given(codes, st.sampled_from(["", " ", "-", " – ", "\t", "."]), st.booleans())
def test_case_and_separators_do_not_matter(code, separator, lower):
    typed = separator.join(code.characters)
    assert read(f" {typed.lower() if lower else typed}\n") == code.characters


@given(codes)
def test_letters_that_look_like_digits_are_read_as_digits(code):
    assert read(str(code).replace("0", "O").replace("1", "l")) == code.characters
    assert read(str(code).replace("0", "o").replace("1", "I")) == code.characters


@given(codes, st.integers(0, 29), st.sampled_from(_ALPHABET))
def test_one_wrong_character_is_always_noticed(code, at, other):
    typed = code.characters[:at] + other + code.characters[at + 1 :]
    assert read(typed) == (code.characters if typed == code.characters else "recovery.mistyped")


@given(codes, st.integers(0, 28))
def test_two_swapped_neighbours_are_always_noticed(code, at):
    typed = code.characters
    typed = typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :]
    assert read(typed) == (code.characters if typed == code.characters else "recovery.mistyped")


@pytest.mark.parametrize("typed", ["", "ABCDE", "ABCDE-" * 7])
def test_a_code_of_another_length_is_incomplete_not_mistyped(typed):
    assert read(typed) == "recovery.incomplete"


@pytest.mark.parametrize("character", ["U", "é", "#", "零"])
def test_a_character_that_no_code_has_is_a_typing_error(character):
    assert read(RecoveryCode.new().characters[:-1] + character) == "recovery.mistyped"


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_a_named_problem(typed):
    assert read(typed) in ("recovery.incomplete", "recovery.mistyped") or len(read(typed)) == 30
