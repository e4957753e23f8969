"""`greenfield visit attach VISIT FILE`: keeps a photo with a visit."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.open_visit import open_visit
from greenfield.services.photos import attach_photo, read_photo
from greenfield.services.workspaces import now


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))
    parser.add_argument("file", type=Path, metavar="FILE", help=mark("the photo or document"))
    parser.add_argument(
        "--question", default="", metavar="NAME", help=mark("the question that it belongs to")
    )
    parser.add_argument("--caption", default="", help=mark("a line below the photo"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    photo = read_photo(arguments.file)
    with context.writing() as workspace:
        opened = open_visit(workspace, arguments.visit, context.texts.language, now())
        record = attach_photo(
            workspace, opened, photo, question=arguments.question, caption=arguments.caption
        )
    line = context.texts("The photo {name} is kept with the visit.", name=photo.name)
    left_out = context.texts("Place, time and device, if the camera noted them, were left out.")
    return context.show([line, left_out], {"attachment": record})


VISIT_ATTACH = Command(("visit", "attach"), mark("keep a photo with a visit"), _run, _arguments)
