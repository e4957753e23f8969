"""`greenfield conflict undo RECORD FIELD`: puts an earlier value in place of a decision, by a new change."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.conflict_words import words_in
from greenfield.services.sync.ended import take_back
from greenfield.services.sync.naming_fields import field_named, fields_with_values, record_named


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="RECORD", help=mark("the record: its id, or the beginning of it"))
    parser.add_argument(
        "field", metavar="FIELD", help=mark("the field, as the list of conflicts or the history names it")
    )
    parser.add_argument(
        "--change",
        metavar="CHANGE",
        default="",
        help=mark("the change whose value stands again; else the one before the decision"),
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with context.writing() as workspace:
        record = record_named(workspace, arguments.record)
        field = field_named(record.id, arguments.field, fields_with_values(workspace, record.id))
        value = take_back(workspace, record.id, field, arguments.change)
        details = words_in(workspace, context).details(record.id, field)
    stands = next((side.value for side in details.history if side.side.stands), "")
    line = context.texts("{field}: {value} stands again.", field=details.described.title, value=stands)
    return context.show([line], {"record": record.id, "field": field, "value": value})


CONFLICT_UNDO = Command(
    ("conflict", "undo"), mark("put an earlier value in place of a decision"), _run, _arguments
)
