"""docs/cli.md is what scripts rely on: every command and every option of the program stands in it."""

import argparse
import re
from pathlib import Path

import pytest

from greenfield.cli.all_commands import all_commands

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
COMMANDS = {" ".join(command.words): command for command in all_commands()}


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_and_its_options_are_documented(words):
    assert re.search(rf"`{words}[ `]", PAGE)
    parser = argparse.ArgumentParser(add_help=False)
    COMMANDS[words].arguments(parser)
    options = {option for action in parser._actions for option in action.option_strings}
    missing = {option for option in options if not re.search(rf"{option}(?![\w-])", PAGE)}
    assert missing == set()


def test_every_documented_row_is_a_command():
    rows = re.findall(r"^\| `(?!\.\.\.)([a-z-]+)(?: ([a-z-]+))?(?=[ `])", PAGE, re.MULTILINE)
    firsts = {words.split(maxsplit=1)[0] for words in COMMANDS}
    for first, second in rows:
        if first in firsts:
            assert first in COMMANDS or f"{first} {second}" in COMMANDS
