"""`greenfield visit share VISIT`: says who may read a visit."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.records.scopes import Scope
from greenfield.services.sync.sharing import share, sharing_of
from greenfield.store.reading.visits import find_visit


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))
    parser.add_argument(
        "--with",
        dest="scope",
        choices=[str(each) for each in Scope],
        required=True,
        help=mark("who may read the visit from now on"),
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    texts = context.texts
    scope = Scope(arguments.scope)
    with context.writing() as workspace:
        with workspace.read() as connection:
            visit = find_visit(connection, arguments.visit).id
        changed = share(workspace, visit, scope)
        now = sharing_of(workspace, visit)
    if now.holds is Scope.ORGANISATION:
        lines = [
            texts("Everybody in the organisation can read this visit and its company after the next sync.")
        ]
    else:
        lines = [
            texts("After the next sync only whoever made this visit can read it on the hub."),
            texts(
                "What others have read until then, they have read; it leaves their devices when they sync."
            ),
        ]
    return context.show(lines, {"visit": visit, "sharing": str(now.holds), "changed": changed})


VISIT_SHARE = Command(("visit", "share"), mark("say who may read a visit"), _run, _arguments)
