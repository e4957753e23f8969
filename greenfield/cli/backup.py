"""`greenfield backup FOLDER`: a verified copy of the workspace, also while it is open elsewhere."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.workspaces import backup_workspace
from greenfield.vault.files import refuse_taken


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", type=Path, metavar="FOLDER", help=mark("the folder for the copy"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    refuse_taken(arguments.target)  # before a secret is asked for
    backup_workspace(context.wanted_folder(), context.ask_secret(), arguments.target)
    line = context.texts("The copy is in {path}. It was read again and is whole.", path=arguments.target)
    return context.show([line], {"backup": str(arguments.target)})


BACKUP = Command(("backup",), mark("copy the workspace and check the copy"), _run, _arguments)
