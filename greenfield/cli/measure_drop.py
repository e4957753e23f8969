"""`greenfield measure drop VISIT NAME`: takes a measure out of the plan."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.chosen_measures import drop_measure
from greenfield.services.open_visit import open_visit
from greenfield.services.workspaces import now


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))
    parser.add_argument("name", metavar="NAME", help=mark("the measure, by its name in the toolkit"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with context.writing() as workspace:
        opened = open_visit(workspace, arguments.visit, context.texts.language, now())
        drop_measure(workspace, opened, arguments.name)
    line = context.texts("The measure {name} is no longer in the plan.", name=arguments.name)
    return context.show([line], {"visit": opened.visit.id})


MEASURE_DROP = Command(("measure", "drop"), mark("take a measure out of the plan"), _run, _arguments)
