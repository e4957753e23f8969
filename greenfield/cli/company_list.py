"""`greenfield company list`: the companies of the workspace."""

import argparse
from dataclasses import asdict

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.store.reading.companies import list_companies


def _run(_arguments: argparse.Namespace, context: Context) -> int:
    with context.reading() as workspace, workspace.read() as connection:
        companies = list_companies(connection)
    lines = [f"{one.id[:8]}  {one.name}  {one.city} {one.country}".rstrip() for one in companies]
    return context.show(
        lines or [context.texts("No company yet.")], {"companies": [asdict(one) for one in companies]}
    )


COMPANY_LIST = Command(("company", "list"), mark("list the companies"), _run)
