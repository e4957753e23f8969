"""Every option says in a few words what it is for, in the reader's language."""

import argparse

import pytest

from greenfield.base.texts import texts_for
from greenfield.cli.all_commands import all_commands
from greenfield.cli.parser import build_parser

LONGEST = 100
COMMANDS = all_commands()
IDS = ["-".join(command.words) for command in COMMANDS]


@pytest.fixture(scope="module")
def parsers():
    return {language: build_parser(COMMANDS, texts_for(language)) for language in ("en", "fr")}


def arguments_of(parser, command):
    """What a person may write behind a command, by name, with its help."""
    for word in command.words:
        (below,) = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
        parser = below.choices[word]
    return {
        each.dest: each.help
        for each in parser._actions
        if each.help != argparse.SUPPRESS and not isinstance(each, argparse._SubParsersAction)
    }


@pytest.mark.parametrize("command", COMMANDS, ids=IDS)
def test_each_option_has_a_short_help_in_each_language(parsers, command):
    english, french = (arguments_of(parsers[language], command) for language in ("en", "fr"))
    assert [name for name, told in english.items() if not told] == []
    assert [name for name, told in english.items() if len(told) > LONGEST] == []
    assert [name for name, told in english.items() if name != "help" and french[name] == told] == []
    assert not any(told.endswith(".") for told in (*english.values(), *french.values()))


def test_help_can_be_read_in_both_languages(greenfield):
    for command in COMMANDS:
        said = {
            language: greenfield("--language", language, *command.words, "--help")
            for language in ("en", "fr")
        }
        assert [each.code for each in said.values()] == [0, 0]
        assert said["en"].out != said["fr"].out
