"""`greenfield visit answer VISIT --script FILE`: gives answers, each kept for good before the next one."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.files import read_json
from greenfield.services.open_visit import open_visit
from greenfield.services.scripted_answers import run_answers
from greenfield.services.workspaces import now


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))
    parser.add_argument(
        "--script",
        type=Path,
        metavar="FILE",
        required=True,
        help=mark("a file with the answers, in their order"),
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    script = read_json(arguments.script)
    with context.writing() as workspace:
        opened = open_visit(workspace, arguments.visit, context.texts.language, now())
        kept, problems = run_answers(opened, script)
    texts = context.texts
    line = texts.plural("{count} answer is kept.", "{count} answers are kept.", kept)
    return context.show([line], {"visit": opened.visit.id, "kept": kept}, problems)


VISIT_ANSWER = Command(("visit", "answer"), mark("give answers by a script"), _run, _arguments)
