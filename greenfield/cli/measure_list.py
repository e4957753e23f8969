"""`greenfield measure list VISIT`: the measures of a visit's toolkit, and whether they fit."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.finishing import assess_visit
from greenfield.services.measure_details import measure_details
from greenfield.services.offered_measures import offered_measures
from greenfield.services.open_visit import open_visit
from greenfield.services.workspaces import now
from greenfield.toolkit.toolkit import said


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    moment, texts = now(), context.texts
    with context.reading() as workspace:
        opened = open_visit(workspace, arguments.visit, texts.language, moment)
        assessment, chosen = assess_visit(workspace, opened, moment.date())
        offered = offered_measures(workspace, opened, assessment, chosen, language=texts.language)
    details = {one.name: measure_details(one) for one in offered}
    taken = {one.name for one in chosen}
    words = {"yes": texts("fits"), "no": texts("does not fit"), "unknown": texts("not known yet")}
    rows = [
        {
            "name": name,
            "title": said(row.title, texts.language) if (row := opened.toolkit.measure(name)) else name,
            "applies": str(candidate.applies),
            "missing": list(candidate.missing),
            "chosen": name in taken,
            "details": details.get(name),
        }
        for name, candidate in assessment.candidates.items()
    ]
    lines = [
        f"{'*' if row['chosen'] else ' '} {row['name']!s:<18} {words[str(row['applies'])]:<16} {row['title']}"
        for row in rows
    ]
    return context.show(lines, {"visit": opened.visit.id, "measures": rows})


MEASURE_LIST = Command(("measure", "list"), mark("list the measures of a visit"), _run, _arguments)
