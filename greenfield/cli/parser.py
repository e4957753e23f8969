"""Builds the parser of the command line from the commands."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from greenfield import __version__
from greenfield.base.texts import Texts
from greenfield.cli.command import GROUP_HELP, Command


def build_parser(commands: Sequence[Command], texts: Texts) -> argparse.ArgumentParser:
    """Return a parser whose result has `command` (a Command) beside the arguments of that command."""
    parser = argparse.ArgumentParser(
        prog="greenfield",
        description=texts("Assess a factory on site, without internet, and leave an action plan behind."),
    )
    parser.add_argument("--version", action="version", version=f"greenfield {__version__}")
    parser.add_argument("--workspace", type=Path, metavar="DIR", help=texts("the folder of the workspace"))
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help=texts("a file with the passphrase in its first line"),
    )
    parser.add_argument("--language", metavar="xx", help=texts("the language of texts and numbers"))
    parser.add_argument("--json", action="store_true", help=texts("give out one JSON document"))
    top = parser.add_subparsers(metavar=texts("COMMAND"), required=True)
    groups: dict[str, Any] = {}
    alone: dict[str, argparse.ArgumentParser] = {}
    for command in commands:
        holder = top
        if len(command.words) == 2:
            group = command.words[0]
            if group not in groups:
                below = alone.get(group) or top.add_parser(group, help=texts(GROUP_HELP[group]))
                groups[group] = below.add_subparsers(metavar=texts("COMMAND"), required=group not in alone)
            holder = groups[group]
        one = holder.add_parser(command.words[-1], help=texts(command.help), description=texts(command.help))
        if holder is top:
            alone[command.words[0]] = one
        command.arguments(one)
        _translate(one, texts)
        # Also behind the command: the contract's examples put --language there. SUPPRESS keeps the one before it.
        if not _has(one, "--language"):
            one.add_argument("--language", metavar="xx", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        if not _has(one, "--json"):
            one.add_argument(
                "--json",
                action="store_true",
                default=argparse.SUPPRESS,
                help=texts("give out one JSON document"),
            )
        one.set_defaults(command=command)
    return parser


def _translate(parser: argparse.ArgumentParser, texts: Texts) -> None:
    """Say the marked help of a command's arguments in the reader's language; argparse says its own."""
    for action in parser._actions:  # noqa: SLF001  as below
        if action.help and action.dest != "help":
            action.help = texts(action.help)


def _has(parser: argparse.ArgumentParser, option: str) -> bool:
    return option in parser._option_string_actions  # noqa: SLF001  argparse has no public way to ask
