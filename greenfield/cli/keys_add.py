"""`greenfield keys add KIND`: adds a way to unlock the workspace."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.unlocking import KINDS, add_way


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=KINDS, help=mark("what shall open the workspace too"))
    parser.add_argument(
        "--new-passphrase-file",
        type=Path,
        metavar="FILE",
        help=mark("a file with the new passphrase in its first line"),
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    folder, texts = context.wanted_folder(), context.texts
    secret = context.ask_secret()
    added = None
    if arguments.kind == "passphrase":
        added = context.ask_secret(new=True, file=arguments.new_passphrase_file)
    slot, code = add_way(folder, secret, arguments.kind, added)
    lines = [texts("Added: {slot}", slot=slot)]
    if code:
        lines += [
            texts("Recovery code: {code}", code=code),
            texts("Write it down and keep it away from this computer. It is shown only now."),
        ]
    return context.show(lines, {"slot": slot, "recovery_code": code})


KEYS_ADD = Command(("keys", "add"), mark("add a way to unlock the workspace"), _run, _arguments)
