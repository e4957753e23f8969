"""`greenfield --workspace FOLDER hub backup COPY`: a verified copy of a hub, also while it serves."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services import hub
from greenfield.vault.files import refuse_taken


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", type=Path, metavar="FOLDER", help=mark("the folder for the copy"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    refuse_taken(arguments.target)  # before a secret is asked for
    with hub.opened(context.wanted_folder(), context.ask_secret()) as opened:
        hub.backup(opened, arguments.target)
    line = context.texts("The copy is in {path}. It was read again and is whole.", path=arguments.target)
    return context.show([line], {"backup": str(arguments.target)})


HUB_BACKUP = Command(("hub", "backup"), mark("copy a hub and check the copy"), _run, _arguments)
