"""`greenfield visit set VISIT`: changes what an open visit is worked out with."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.dollar_rate import read_rate, set_dollar_rate
from greenfield.services.open_visit import open_visit
from greenfield.services.warming_potentials import choose_gwp
from greenfield.services.workspaces import now


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))
    parser.add_argument(
        "--gwp",
        metavar="AR5",
        help=mark("the set of warming potentials by which greenhouse gases are weighed"),
    )
    parser.add_argument(
        "--usd-rate", metavar="129.5", help=mark("how much of the visit’s currency one US dollar is")
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with context.writing() as workspace:
        opened = open_visit(workspace, arguments.visit, context.texts.language, now())
        if arguments.gwp is not None:
            choose_gwp(opened, arguments.gwp)
        if arguments.usd_rate is not None:
            set_dollar_rate(opened, arguments.usd_rate)
    lines = [context.texts("Greenhouse gases of this visit are weighed with {set}.", set=opened.gwp)]
    rate = read_rate(opened.visit.usd_rate)
    if rate is not None:
        value = context.formats.significant(rate, 6)
        lines.append(context.texts("A US dollar costs {rate} in the currency of this visit.", rate=value))
    document = {"visit": opened.visit.id, "gwp": opened.gwp, "usd_rate": opened.visit.usd_rate or None}
    return context.show(lines, document)


VISIT_SET = Command(("visit", "set"), mark("change what an open visit is worked out with"), _run, _arguments)
