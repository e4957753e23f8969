"""`greenfield --workspace FOLDER hub quota [--gigabytes N]`: how much each member stores, and how much he may."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.common_arguments import take_organisation
from greenfield.cli.values import number
from greenfield.services import hub

_GIGABYTE = 10**9


def _arguments(parser: argparse.ArgumentParser) -> None:
    take_organisation(parser)
    parser.add_argument(
        "--gigabytes", metavar="N", type=number, default=None, help=mark("how much each member may store")
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    texts, formats = context.texts, context.formats
    with hub.opened(context.wanted_folder(), context.ask_secret()) as opened:
        if arguments.gigabytes is not None:
            hub.set_quota(opened, arguments.gigabytes * _GIGABYTE)
        limit, found = hub.quota(opened, arguments.org)
    lines = [texts("Each member may store {size} GB.", size=formats.number(limit / _GIGABYTE))]
    lines += [
        texts("{name} stores {size} GB.", name=each.name, size=formats.number(each.bytes / _GIGABYTE))
        for each in found
    ]
    return context.show(lines, {"limit": limit, "members": [each._asdict() for each in found]})


HUB_QUOTA = Command(
    ("hub", "quota"), mark("list how much each member stores, or set how much each may"), _run, _arguments
)
