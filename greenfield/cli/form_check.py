"""`greenfield form check FILE`: every problem of all sheets of a questionnaire or toolkit."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.forms import check_form


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=mark("the file of the questionnaire"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    problems = check_form(arguments.file)
    texts = context.texts
    lines = [
        texts.plural("{count} problem found.", "{count} problems found.", len(problems))
        if problems
        else texts("No problem found.")
    ]
    return context.show(lines, {"file": str(arguments.file)}, problems)


FORM_CHECK = Command(("form", "check"), mark("list every problem of a questionnaire"), _run, _arguments)
