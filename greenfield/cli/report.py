"""`greenfield report VISIT --out FILE`: writes the action plan of a visit as PDF."""

import argparse
from pathlib import Path

from greenfield.base.problem import ProblemError
from greenfield.base.texts import mark, pick_document_language
from greenfield.cli.command import WRONG_USE, Command, Context
from greenfield.services.files import write_file
from greenfield.services.handing_over import hand_over_plan, make_plan, only_asks
from greenfield.services.open_visit import open_visit
from greenfield.services.visit_states import VisitState
from greenfield.services.workspaces import now

KINDS = ("plan",)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))
    parser.add_argument("--format", choices=["pdf"], default="pdf", help=mark("the format of the file"))
    parser.add_argument("--kind", choices=KINDS, default="plan", help=mark("which document"))
    parser.add_argument(
        "--out", type=Path, metavar="FILE", required=True, help=mark("the file to be written")
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    """Hand the plan of a finished visit over; while another program writes, or of an open visit, only write it."""
    if arguments.out.is_dir():
        context.err.write(context.texts("{path} is a folder. Name a file.", path=arguments.out) + "\n")
        return WRONG_USE
    pick_document_language(context.texts.language)
    try:
        return _handed_over(arguments, context)
    except ProblemError as error:
        if error.code not in {"workspace.in_use", "visit.not_finished"}:
            raise
    return _only_written(arguments, context)


def _handed_over(arguments: argparse.Namespace, context: Context) -> int:
    moment, language = now(), context.texts.language
    with context.writing() as workspace:
        opened = open_visit(workspace, arguments.visit, language, moment)
        made = hand_over_plan(workspace, opened, language, moment, arguments.out)
    line = context.texts("The action plan is in {path}, and kept with the visit.", path=arguments.out)
    if only_asks(opened.toolkit):
        line = context.texts(
            "The report of the answers is in {path}, and kept with the visit.", path=arguments.out
        )
    return context.show([line], {"file": str(arguments.out), "document": made.record}, made.problems)


def _only_written(arguments: argparse.Namespace, context: Context) -> int:
    moment, texts = now(), context.texts
    with context.reading() as workspace:
        opened = open_visit(workspace, arguments.visit, texts.language, moment)
        made = make_plan(workspace, opened, texts.language, moment)
    write_file(arguments.out, made.content)
    lines = [texts("The action plan is in {path}.", path=arguments.out)]
    if only_asks(opened.toolkit):
        lines = [texts("The report of the answers is in {path}.", path=arguments.out)]
    if opened.visit.state != VisitState.FINISHED:
        lines.append(texts("The visit is not finished yet, so this is a draft and not kept with the visit."))
    return context.show(lines, {"file": str(arguments.out), "document": None}, made.problems)


REPORT = Command(("report",), mark("write the action plan of a visit"), _run, _arguments)
