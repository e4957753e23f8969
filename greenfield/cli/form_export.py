"""`greenfield form export TOOLKIT --out FILE`: a toolkit's questionnaire for the field apps."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.forms import export_form


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("toolkit", metavar="TOOLKIT")
    parser.add_argument("--out", type=Path, metavar="FILE", required=True)


def _run(arguments: argparse.Namespace, context: Context) -> int:
    export_form(arguments.toolkit, arguments.out)
    line = context.texts("The questionnaire is in {path}.", path=arguments.out)
    return context.show([line], {"file": str(arguments.out)})


FORM_EXPORT = Command(("form", "export"), mark("write the form of a toolkit as XForm XML"), _run, _arguments)
