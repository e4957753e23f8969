"""`greenfield conflict end`: decides which value of a field stands, or of all fields of a visit."""

import argparse

from greenfield.base.problem import Problem, Severity, fail
from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.sync.conflicts import OpenConflict, Side, conflicts, count_conflicts
from greenfield.services.sync.field_names import named
from greenfield.services.sync.resolving import Decision, cids_of, decide, decide_all, other_side, own_side
from greenfield.services.sync.written_values import read_value
from greenfield.services.workspaces import now
from greenfield.store.reading.visits import find_visit
from greenfield.store.workspace import Workspace


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="RECORD", nargs="?", default="")
    parser.add_argument("field", metavar="FIELD", nargs="?", default="")
    parser.add_argument("--visit", metavar="VISIT", default="")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--own", action="store_true")
    way.add_argument("--other", action="store_true")
    way.add_argument("--change", metavar="CHANGE")
    way.add_argument("--value")


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with context.writing() as workspace:
        if arguments.visit:
            with workspace.read() as connection:
                visit = find_visit(connection, arguments.visit).id
            ended = decide_all(workspace, visit, lambda found: _side(found, arguments))
            left = count_conflicts(workspace, visit)
        else:
            ended, left = [_end_one(workspace, arguments, context)], 0
    line = context.texts.plural(
        "{count} field has one value now.", "{count} fields have one value now.", len(ended)
    )
    problems = [Problem("sync.still_open", values={"count": left}, severity=Severity.WARNING)] if left else []
    document = {"ended": [{"record": each.record, "field": each.field} for each in ended]}
    return context.show([line], document, problems)


def _end_one(workspace: Workspace, arguments: argparse.Namespace, context: Context) -> Decision:
    found = [
        each
        for each in conflicts(workspace)
        if each.belonging.record.startswith(arguments.record) and each.field == arguments.field
    ]
    if len(found) != 1 or not arguments.record:
        raise fail("sync.no_conflict", arguments.record, field=named(arguments.field))
    (one,) = found
    if arguments.value is not None:
        value = read_value(workspace, one, arguments.value, context.texts.language, now())
        return decide(workspace, one.belonging.record, one.field, value, seen=cids_of(one))
    side = _side(one, arguments)
    if side is None:
        raise fail("sync.which_value", arguments.record, field=named(arguments.field))
    return decide(workspace, one.belonging.record, one.field, side.value, seen=cids_of(one))


def _side(found: OpenConflict, arguments: argparse.Namespace) -> Side | None:
    if arguments.change:
        named = [side for side in found.sides if side.cid.startswith(arguments.change)]
        return named[0] if len(named) == 1 else None
    return own_side(found) if arguments.own else other_side(found)


CONFLICT_END = Command(("conflict", "end"), mark("decide which value stands"), _run, _arguments)
