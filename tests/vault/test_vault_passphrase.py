import pytest

from greenfield.base.problem import ProblemError
from greenfield.vault.passphrase import Cost, Passphrase, read_passphrase_file


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"warm bread", "warm bread"),
        (b"warm bread\n", "warm bread"),
        (b"warm bread\r\nsecond line\n", "warm bread"),
        (b"\xef\xbb\xbfwarm bread\r\n", "warm bread"),
        (b"  spaces count  \n", "  spaces count  "),
        ("pão de açúcar\n".encode(), "pão de açúcar"),
    ],
)
def test_the_first_line_of_a_file_is_the_passphrase(tmp_path, content, text):
    file = tmp_path / "passphrase.txt"
    file.write_bytes(content)
    assert read_passphrase_file(file).text == text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "passphrase.file_empty"),
        (b"\nsecond line", "passphrase.file_empty"),
        (b"   \n", "passphrase.file_empty"),
        (b"\xff\xfew\x00a\x00", "passphrase.file_not_text"),
    ],
)
def test_a_file_without_a_passphrase_is_named(tmp_path, content, code):
    file = tmp_path / "passphrase.txt"
    file.write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        read_passphrase_file(file)
    assert caught.value.code == code


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(ProblemError) as caught:
        read_passphrase_file(tmp_path / "none.txt")
    assert caught.value.code == "passphrase.file_missing"
    with pytest.raises(ProblemError) as caught:
        read_passphrase_file(tmp_path)
    assert caught.value.code == "file.unreadable"


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_is_no_passphrase(text):
    with pytest.raises(ProblemError) as caught:
        Passphrase(text)
    assert caught.value.code == "passphrase.empty"


def test_an_accent_typed_as_one_or_as_two_characters_is_the_same(cheap):
    one, two = Passphrase("caf\u00e9"), Passphrase("cafe\u0301")
    assert cheap.derive(one, bytes(16)) == cheap.derive(two, bytes(16))


def test_a_passphrase_does_not_show_in_a_traceback():
    assert "bread" not in repr(Passphrase("bread"))


def test_one_try_costs_time_and_memory_by_default():
    """A quarter of a second and 64 MiB; fixed by what is computed, as a time would say as much of the computer."""
    assert Cost() == Cost(memory_kib=64 * 1024, iterations=3, lanes=4)
