"""`greenfield exchange look FILE`: what an exchange file holds, without taking anything of it."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.exchange_words import look_json, look_lines, passphrase_of
from greenfield.services.sync.exchange.looking import key_of, look_into


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="FILE", help=mark("the exchange file"))
    parser.add_argument(
        "--file-passphrase",
        type=Path,
        metavar="FILE",
        help=mark("a file with the passphrase of the exchange file in its first line"),
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    passphrase = passphrase_of(context, arguments.path, arguments.file_passphrase)
    with context.reading() as workspace:
        look = look_into(workspace, arguments.path, key_of(workspace, passphrase))
    return context.show(look_lines(look, context), look_json(look))


EXCHANGE_LOOK = Command(
    ("exchange", "look"), mark("tell what an exchange file holds, and take nothing"), _run, _arguments
)
