"""`greenfield form run FILE --script FILE`: runs a form without a window and tells everything about it."""

import argparse
from pathlib import Path
from typing import Any

from greenfield.base.texts import mark
from greenfield.cli.command import ERROR, FINE, Command, Context
from greenfield.cli.common_arguments import take_script
from greenfield.cli.files import read_json
from greenfield.services.forms import run_form


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=mark("the file of the questionnaire"))
    take_script(parser)


def _run(arguments: argparse.Namespace, context: Context) -> int:
    outcome: dict[str, Any] = run_form(
        arguments.file, read_json(arguments.script), arguments.script.parent, context.texts
    )
    if context.as_json:
        context.write_json(outcome)
    else:
        for node in outcome["nodes"]:
            if node["relevant"] and node["type"] not in {"group", "repeat"}:
                context.out.write(f"{node['ref']} = {node['value']}\n")
        for node in outcome["nodes"]:
            if node["relevant"] and not (node["constraint_ok"] and node["required_ok"]):
                context.out.write(f"{node['ref']}: {node['message']}\n")
        valid = (
            context.texts("The form is valid.")
            if outcome["valid"]
            else context.texts("The form is not valid.")
        )
        context.out.write(valid + "\n")
        for problem in outcome["problems"]:
            context.err.write(f"{problem['step']}: {problem['text']} ({problem['code']})\n")
    return ERROR if outcome["problems"] else FINE


FORM_RUN = Command(("form", "run"), mark("run a questionnaire by a script"), _run, _arguments)
