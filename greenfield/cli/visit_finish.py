"""`greenfield visit finish VISIT`: writes the result of a visit; questions left open are listed."""

import argparse
from dataclasses import replace

from greenfield.base.problem import Severity
from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.finishing import finish_visit
from greenfield.services.open_visit import open_visit
from greenfield.services.warning_words import kept_warnings
from greenfield.services.workspaces import now


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    moment = now()
    with context.writing() as workspace:
        opened = open_visit(workspace, arguments.visit, context.texts.language, moment)
        finished = finish_visit(workspace, opened, moment)
    texts = context.texts
    lines = [texts("The visit {visit} is finished.", visit=opened.visit.id[:8])]
    if finished.gaps:
        lines += [texts("Left open:"), *(f"  {gap.label}" for gap in finished.gaps)]
    document = {
        "visit": opened.visit.id,
        "result": finished.record,
        "gaps": [{"ref": gap.ref, "label": gap.label} for gap in finished.gaps],
    }
    warnings = kept_warnings(finished.result, texts.language)
    return context.show(lines, document, [replace(one, severity=Severity.WARNING) for one in warnings])


VISIT_FINISH = Command(("visit", "finish"), mark("finish a visit and write its result"), _run, _arguments)
