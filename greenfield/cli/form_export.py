"""`greenfield form export TOOLKIT|--submission VISIT --out FILE`: a questionnaire, or answers, for the field apps."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.forms import export_form
from greenfield.services.open_visit import Opening
from greenfield.services.submissions.exporting import export_submission
from greenfield.services.workspaces import now


def _arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "toolkit", metavar="TOOLKIT", nargs="?", help=mark("the toolkit whose questionnaire is written")
    )
    what.add_argument("--submission", metavar="VISIT", help=mark("write the answers of this visit instead"))
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE|FOLDER",
        required=True,
        help=mark("the file or folder to be written"),
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    out: Path = arguments.out
    if arguments.submission is None:
        export_form(arguments.toolkit, out)
        return context.show([context.texts("The questionnaire is in {path}.", path=out)], {"file": str(out)})
    with context.reading() as workspace:
        opening = Opening(now(), context.texts.language)
        written, problems = export_submission(workspace, arguments.submission, out, opening)
    line = context.texts("The submission is in {path}.", path=written[0])
    document = {"file": str(written[0]), "media": [str(path) for path in written[1:]]}
    return context.show([line], document, problems)


FORM_EXPORT = Command(
    ("form", "export"),
    mark("write the form of a toolkit, or the submission of a visit, as ODK has them"),
    _run,
    _arguments,
)
