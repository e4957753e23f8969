"""`greenfield exchange recipient`: the key to which others seal files for this device."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.files import write_file
from greenfield.services.sync.identity import own_recipient


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=mark("a file for the recipient, to be handed to others")
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with context.writing() as workspace:
        recipient = own_recipient(workspace)
    if arguments.out is not None:
        write_file(arguments.out, f"{recipient}\n".encode())
    return context.show([recipient], {"recipient": recipient})


EXCHANGE_RECIPIENT = Command(
    ("exchange", "recipient"),
    mark("show or save the key to which files for this device are sealed"),
    _run,
    _arguments,
)
