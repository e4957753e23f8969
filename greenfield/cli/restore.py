"""`greenfield --workspace NEW restore BACKUP`: makes a workspace from a backup."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.workspaces import restore_workspace
from greenfield.vault.files import refuse_taken


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", type=Path, metavar="BACKUP", help=mark("the folder of the copy"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    target = context.wanted_folder()
    refuse_taken(target)  # before a secret is asked for
    restore_workspace(arguments.source, context.ask_secret(folder=arguments.source), target)
    line = context.texts("The workspace {path} is restored.", path=target)
    return context.show([line], {"workspace": str(target)})


RESTORE = Command(("restore",), mark("make a workspace from a backup"), _run, _arguments)
