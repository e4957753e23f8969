"""`greenfield package check FILE`: tells whether a package is whole, and what it is."""

import argparse
from pathlib import Path

import msgspec

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.packages import read_package


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=mark("the file of the package"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    package = read_package(arguments.file)
    manifest = package.manifest
    lines = [
        f"{manifest.id} {manifest.version} ({manifest.kind}), {manifest.publisher}, {manifest.licence}",
        f"sha256 {package.sha256}",
        context.texts("The package is whole."),
    ]
    return context.show(lines, {"sha256": package.sha256, **msgspec.to_builtins(manifest)})


PACKAGE_CHECK = Command(("package", "check"), mark("check a package"), _run, _arguments)
