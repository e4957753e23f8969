"""`greenfield exchange look FILE`: what an exchange file holds, without taking anything of it."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.common_arguments import take_exchange_file
from greenfield.cli.exchange_words import look_json, look_lines, passphrase_of
from greenfield.services.sync.exchange.looking import key_of, look_into


def _arguments(parser: argparse.ArgumentParser) -> None:
    take_exchange_file(parser)


def _run(arguments: argparse.Namespace, context: Context) -> int:
    passphrase = passphrase_of(context, arguments.path, arguments.file_passphrase)
    with context.reading() as workspace:
        look = look_into(workspace, arguments.path, key_of(workspace, passphrase))
    return context.show(look_lines(look, context), look_json(look))


EXCHANGE_LOOK = Command(
    ("exchange", "look"), mark("tell what an exchange file holds, and take nothing"), _run, _arguments
)
