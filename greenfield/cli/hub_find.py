"""`greenfield hub find`: the hubs that answer on this network."""

import argparse

from greenfield.base.problem import Problem, Severity
from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.values import seconds
from greenfield.services.sync.discovery import hubs_nearby

_LONGEST_SEARCH = 60


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seconds", type=seconds(_LONGEST_SEARCH), default=3.0, help=mark("how long to look")
    )
    parser.add_argument(
        "--interface",
        action="append",
        default=[],
        metavar="ADDRESS",
        help=mark("look in the network of this address only; may be given again"),
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    found = hubs_nearby(arguments.seconds, interfaces=arguments.interface)
    problems = [] if found else [Problem("discovery.none", severity=Severity.WARNING)]
    lines = (f"{hub.url}  {hub.organisation}  {hub.name}  {hub.fingerprint}…" for hub in found)
    return context.show(lines, {"hubs": [hub._asdict() for hub in found]}, problems)


HUB_FIND = Command(("hub", "find"), mark("list the hubs that answer on this network"), _run, _arguments)
