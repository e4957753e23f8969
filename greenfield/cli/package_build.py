"""`greenfield package build FILE [--out FOLDER]`: compiles a toolkit into a package."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.packages import build_to


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=mark("the source of the package"))
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER", default=Path(), help=mark("the folder for the package")
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    path, sha256 = build_to(arguments.file, arguments.out)
    return context.show([f"{path}", f"sha256 {sha256}"], {"file": str(path), "sha256": sha256})


PACKAGE_BUILD = Command(("package", "build"), mark("compile a toolkit into a package"), _run, _arguments)
