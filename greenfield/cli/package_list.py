"""`greenfield package list`: the packages that come with the program, and those of the workspace."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.packages import PackageRow, kept_packages, shipped


def _run(_arguments: argparse.Namespace, context: Context) -> int:
    rows: list[PackageRow] = list(shipped())
    if context.folder is not None:
        with context.reading() as workspace:
            rows += kept_packages(workspace)
    lines = [
        f"{row.id} {row.version}  {row.where}  {row.sha256[:12]}{_shared_by(row, context)}" for row in rows
    ]
    return context.show(lines, {"packages": [row.as_json() for row in rows]})


def _shared_by(row: PackageRow, context: Context) -> str:
    if not row.shared_by:
        return ""
    return "  " + context.texts("also from {people}", people=context.formats.enumeration(list(row.shared_by)))


PACKAGE_LIST = Command(("package", "list"), mark("list packages"), _run)
