"""`greenfield --workspace NEW hub restore BACKUP`: makes a hub from a backup."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services import hub
from greenfield.vault.files import refuse_taken


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", type=Path, metavar="BACKUP", help=mark("the folder of the copy"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    target = context.wanted_folder()
    refuse_taken(target)  # before a secret is asked for
    hub.restore(arguments.source, context.ask_secret(folder=arguments.source), target)
    lines = [
        context.texts("The hub {path} is restored.", path=target),
        context.texts("Devices bring back what it lacks when they sync next."),
        context.texts(
            "It knows people and devices as they were: let those out again that you let out since, and invite those again that"
            " joined since."
        ),
    ]
    return context.show(lines, {"hub": str(target)})


HUB_RESTORE = Command(("hub", "restore"), mark("make a hub from a backup"), _run, _arguments)
