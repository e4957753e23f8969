"""`greenfield --workspace FOLDER hub import FILE`: takes an exchange file that was sealed to the organisation."""

import argparse
from pathlib import Path

from greenfield.base.problem import Place, Problem, Severity
from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.common_arguments import take_organisation
from greenfield.records.merge import Status
from greenfield.services import hub


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="FILE", help=mark("the exchange file"))
    take_organisation(parser)
    parser.add_argument(
        "--member", metavar="NAME", default="", help=mark("the member for whose changes you vouch")
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with hub.opened(context.wanted_folder(), context.ask_secret()) as opened:
        taken = hub.import_file(opened, arguments.path, organisation=arguments.org, member=arguments.member)
    statuses = taken["statuses"]
    count = sum(statuses.values()) if isinstance(statuses, dict) else 0
    refused = statuses.get(Status.REFUSED, 0) if isinstance(statuses, dict) else 0
    known = statuses.get(Status.DUPLICATE, 0) if isinstance(statuses, dict) else 0
    line = context.plural(
        "{count} change was read, of which new: {new}.",
        "{count} changes were read, of which new: {new}.",
        count,
        new=context.formats.number(count - known),
    )
    warning = Problem("exchange.refused", Place(str(arguments.path)), {"count": refused}, Severity.WARNING)
    return context.show([line], taken, [warning] if refused else [])


HUB_IMPORT = Command(("hub", "import"), mark("take an exchange file into a hub"), _run, _arguments)
