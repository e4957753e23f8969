"""Wrong use is told in plain words, in the reader's language: never the name of a function, never a system's number."""

import argparse
import socket
import string

import pytest

from greenfield.base.texts import texts_for
from greenfield.cli.all_commands import all_commands
from greenfield.cli.argparse_texts import WORDS, speaking
from greenfield.cli.parser import build_parser

WRONG = "\u2603"


def _options():
    for command in all_commands():
        parser = argparse.ArgumentParser()
        command.arguments(parser)
        for action in parser._actions:
            if action.type is not None:
                yield pytest.param(action.type, id=" ".join((*command.words, action.dest)))


@pytest.mark.parametrize("read", list(_options()))
def test_every_option_takes_a_text_or_says_what_it_takes(read):
    """A ValueError would be told as `invalid NAME value` with the name of the function."""
    told = ""
    try:
        told = str(read(WRONG))
    except argparse.ArgumentTypeError as error:
        told = str(error)
    assert WRONG in told


@pytest.mark.parametrize(
    "words",
    [
        ("hub", "invite", "Awa", "--days", "0"),
        ("hub", "invite", "Awa", "--days", "many"),
        ("hub", "serve", "--port", "70000"),
        ("hub", "find", "--seconds", "0"),
        ("company", "set", "Mill", "--employees", "some"),
        ("measure", "choose", "1", "led", "--due", "soon"),
        ("library", "search", "x", "--sector", "1"),
        ("visit", "share", "1", "--with", "all"),
        ("conflict", "end", "1", "x"),
        ("conflict", "end", "1", "x", "--own", "--other"),
        ("enrol",),
        ("nothing",),
        ("sync", "--nothing"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_in_french(greenfield, words):
    wrong = greenfield("--language", "fr", *words)
    assert wrong.code == 2
    for english in ("usage: ", "error", "argument --days:", "invalid", "required", "unrecognized", "allowed"):
        assert english not in wrong.err
    assert "utilisation" in wrong.err
    assert greenfield(*words).err.startswith("usage: ")


def test_help_has_no_english_word_of_argparse_in_french(greenfield):
    shown = greenfield("sync", "--language", "fr", "--help")  # the language stands anywhere
    assert "show this help" not in shown.out
    assert "options:" in shown.out


def test_each_word_of_argparse_keeps_its_placeholders():
    """They are filled by %, which the check of the catalogues does not look at."""
    texts = texts_for("fr")
    for word in WORDS:
        assert texts(word) % _Anything() if "%" in word else texts(word)


class _Anything(dict):
    def __missing__(self, key):
        return string.ascii_letters

    def __str__(self):
        return ""


def test_english_is_spoken_again_after_french():
    with speaking("fr"):
        french = build_parser([], texts_for("fr")).format_usage()
    assert french != build_parser([], texts_for("en")).format_usage()


def test_no_system_s_number_in_what_an_enrolment_says(greenfield, at):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = taken.getsockname()[1]
        for scheme in ("https", "http"):
            tried = greenfield(
                *at, "enrol", "--hub", f"{scheme}://127.0.0.1:{nobody}", "--code", "X", "--json"
            )
            assert tried.codes == (1, ["sync.unreached"])
            assert "nothing listens there" in tried.json["problems"][0]["text"]
            assert "Errno" not in tried.json["problems"][0]["text"]
