"""`greenfield conflict list`: where two people set different values, with who and when."""

import argparse
from collections.abc import Iterator
from typing import Any

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.sync.conflicts import OpenConflict, Side, conflicts
from greenfield.store.reading.visits import find_visit


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--visit", metavar="VISIT", default="")


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with context.reading() as workspace:
        below = ""
        if arguments.visit:
            with workspace.read() as connection:
                below = find_visit(connection, arguments.visit).id
        found = conflicts(workspace, below)
    lines = [line for each in found for line in _lines(each, context)]
    return context.show(
        lines or [context.texts("No field has two values.")], {"conflicts": [as_json(each) for each in found]}
    )


def _lines(found: OpenConflict, context: Context) -> Iterator[str]:
    belonging = found.belonging
    place = "  ".join(part for part in (belonging.company_name, belonging.visit_date, belonging.name) if part)
    yield f"{belonging.record[:8]}  {found.field}  {place}"
    for side in found.sides:
        who = side.author_name or (context.texts("this device") if side.is_own else side.device[:8])
        yield f"  {side.cid[:8]}  {side.value}  {who}  {side.at_device}"


def as_json(found: OpenConflict) -> dict[str, Any]:
    """Return a conflict for scripts."""
    belonging = found.belonging
    return {
        "record": belonging.record,
        "kind": belonging.kind,
        "field": found.field,
        "company": belonging.company_name,
        "visit": belonging.visit,
        "visit_date": belonging.visit_date,
        "values": [_side_json(side) for side in found.sides],
    }


def _side_json(side: Side) -> dict[str, Any]:
    return {
        "change": side.cid,
        "value": side.value,
        "author": side.author_name,
        "device": side.device,
        "own": side.is_own,
        "at_device": side.at_device,
        "photos": list(side.photos),
    }


CONFLICT_LIST = Command(("conflict", "list"), mark("list fields with two values"), _run, _arguments)
