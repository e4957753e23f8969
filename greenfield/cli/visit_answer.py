"""`greenfield visit answer VISIT --script FILE`: gives answers, each kept for good before the next one."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.common_arguments import take_script
from greenfield.cli.files import read_json
from greenfield.services.open_visit import open_visit
from greenfield.services.scripted_answers import run_answers
from greenfield.services.workspaces import now


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))
    take_script(parser)


def _run(arguments: argparse.Namespace, context: Context) -> int:
    script = read_json(arguments.script)
    with context.writing() as workspace:
        opened = open_visit(workspace, arguments.visit, context.texts.language, now())
        kept, problems = run_answers(opened, script)
    texts = context.texts
    line = texts.plural("{count} answer is kept.", "{count} answers are kept.", kept)
    return context.show([line], {"visit": opened.visit.id, "kept": kept}, problems)


VISIT_ANSWER = Command(("visit", "answer"), mark("give answers by a script"), _run, _arguments)
