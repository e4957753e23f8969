"""`greenfield measure choose VISIT NAME`: takes a measure into the plan, or changes what was agreed about it."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.values import iso_date
from greenfield.services.chosen_measures import choose_measure
from greenfield.services.measure_figures import MONEY
from greenfield.services.open_visit import open_visit
from greenfield.services.workspaces import now

_FIGURES = (*MONEY, "life_years")
_TOLD = {
    "annual_saving": mark("what it saves in a year"),
    "investment": mark("what it costs once"),
    "incentive": mark("what others pay towards that"),
    "annual_cost": mark("what it costs in a year"),
    "life_years": mark("how many years it lasts"),
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))
    parser.add_argument("name", metavar="NAME", help=mark("the measure, by its name in the toolkit"))
    parser.add_argument("--person", help=mark("who sees to it"))
    parser.add_argument("--due", type=iso_date, metavar="2026-06-30", help=mark("until when"))
    for figure in _FIGURES:
        parser.add_argument(f"--{figure.replace('_', '-')}", metavar="NUMBER", help=_TOLD[figure])


def _run(arguments: argparse.Namespace, context: Context) -> int:
    given = {name: getattr(arguments, name) for name in _FIGURES if getattr(arguments, name) is not None}
    with context.writing() as workspace:
        opened = open_visit(workspace, arguments.visit, context.texts.language, now())
        record = choose_measure(
            workspace, opened, arguments.name, corrections=given, person=arguments.person, due=arguments.due
        )
    line = context.texts("The measure {name} is in the plan.", name=arguments.name)
    return context.show([line], {"measure": record})


MEASURE_CHOOSE = Command(("measure", "choose"), mark("take a measure into the plan"), _run, _arguments)
