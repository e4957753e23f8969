"""`greenfield visit reopen VISIT`: sets a finished visit back to open; its results stay."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.visits import reopen_visit


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with context.writing() as workspace:
        visit = reopen_visit(workspace, arguments.visit)
    line = context.texts("The visit {visit} is open again. Its earlier result is kept.", visit=visit.id[:8])
    return context.show([line], {"visit": visit.id, "state": visit.state})


VISIT_REOPEN = Command(("visit", "reopen"), mark("open a finished visit again"), _run, _arguments)
