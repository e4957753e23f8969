"""`greenfield conflict list`: where people set different values, with who and when."""

import argparse
from collections.abc import Iterator

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.conflict_words import place_json, side_json, side_line, words_in
from greenfield.services.sync.shown_conflicts import ShownConflict
from greenfield.store.reading.visits import find_visit

_ALL = 1_000_000


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--visit", metavar="VISIT", default="", help=mark("of this visit only"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with context.reading() as workspace:
        below = ""
        if arguments.visit:
            with workspace.read() as connection:
                below = find_visit(connection, arguments.visit).id
        _, found = words_in(workspace, context).all(below, _ALL)
    document = {
        "conflicts": [
            {
                **place_json(each.conflict.belonging, each.conflict.field, each.described.title),
                "values": [side_json(side) for side in each.sides],
            }
            for each in found
        ]
    }
    return context.show(list(_lines(found, context)) or [context.texts("No field has two values.")], document)


def _lines(found: list[ShownConflict], context: Context) -> Iterator[str]:
    texts, where = context.texts, ""
    for each in found:
        if each.described.where != where:
            where = each.described.where
            yield where
        yield f"  {each.described.title}  [{each.conflict.belonging.record[:8]} {each.conflict.field}]"
        for side in each.sides:
            note = texts("counts until somebody decides") if side.counts else ""
            if not side.side.cid:
                note = texts("kept by --value false")
            yield "    " + side_line(side, f"← {note}" if note else "")


CONFLICT_LIST = Command(("conflict", "list"), mark("list fields with two values"), _run, _arguments)
