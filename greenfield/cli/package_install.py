"""`greenfield package install FILE`: keeps a package in the workspace."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.packages import install


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=mark("the file of the package"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with context.writing() as workspace:
        installed = install(workspace, arguments.file)
    manifest = installed.manifest
    line = context.texts("{name} {version} is in the workspace.", name=manifest.id, version=manifest.version)
    return context.show([line], {"sha256": installed.sha256})


PACKAGE_INSTALL = Command(("package", "install"), mark("keep a package in the workspace"), _run, _arguments)
