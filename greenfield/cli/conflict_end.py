"""`greenfield conflict end`: decides which value of a field stands, or of all fields of a visit."""

import argparse

from greenfield.base.problem import Place, Problem, ProblemError, Severity, fail
from greenfield.base.texts import mark
from greenfield.cli.command import WRONG_USE, Command, Context
from greenfield.cli.common_arguments import take_field
from greenfield.cli.conflict_words import words_in
from greenfield.services.sync.conflicts import OpenConflict, Side, conflicts
from greenfield.services.sync.field_names import named
from greenfield.services.sync.resolving import Decision, cids_of, decide, decide_all, other_side, own_side
from greenfield.services.sync.written_values import read_value
from greenfield.services.workspaces import now
from greenfield.store.reading.visits import find_visit
from greenfield.store.workspace import Workspace


def _arguments(parser: argparse.ArgumentParser) -> None:
    take_field(parser, of_any=True)
    parser.add_argument(
        "--visit", metavar="VISIT", default="", help=mark("all fields of this visit, with --own or --other")
    )
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--own", action="store_true", help=mark("your value stands"))
    way.add_argument("--other", action="store_true", help=mark("the value of the other person stands"))
    way.add_argument("--change", metavar="CHANGE", help=mark("the value of this change stands"))
    way.add_argument("--value", help=mark("another value stands, written here"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.visit:
        if arguments.record or not (arguments.own or arguments.other):
            context.show([], {}, [Problem("sync.all_or_one")])
            return WRONG_USE
        return _end_all(arguments, context)
    with context.writing() as workspace:
        ended = _end_one(workspace, arguments, context)
        details = words_in(workspace, context).details(ended.record, ended.field)
    stands = next((side.value for side in details.history if side.side.stands), "")
    line = context.texts("{field}: {value} stands now.", field=details.described.title, value=stands)
    return context.show([line], _document([ended]))


def _end_all(arguments: argparse.Namespace, context: Context) -> int:
    with context.writing() as workspace:
        with workspace.read() as connection:
            visit = find_visit(connection, arguments.visit).id
        ended = decide_all(workspace, visit, lambda found: _side(found, arguments))
        left = conflicts(workspace, visit)
    problems = [_unclear(each, arguments, severity=Severity.WARNING) for each in left]
    if left and not ended:
        problems.insert(0, Problem("sync.none_ended", Place(visit[:8])))
    if ended:
        lines = [_count_line(len(ended), context)]
    else:
        lines = [] if left else [context.texts("No field has two values.")]
    return context.show(lines, _document(ended), problems)


def _count_line(count: int, context: Context) -> str:
    return context.plural("{count} field has one value now.", "{count} fields have one value now.", count)


def _document(ended: list[Decision]) -> dict[str, object]:
    return {"ended": [{"record": each.record, "field": each.field, "change": each.cid} for each in ended]}


def _end_one(workspace: Workspace, arguments: argparse.Namespace, context: Context) -> Decision:
    one = _named(workspace, arguments)
    record = one.belonging.record
    if arguments.value is not None:
        value = read_value(workspace, one, arguments.value, context.texts.language, now())
        return decide(workspace, record, one.field, value, seen=cids_of(one))
    side = _side(one, arguments)
    if side is None:
        raise ProblemError(_unclear(one, arguments))
    return decide(workspace, record, one.field, side.value, seen=cids_of(one))


def _named(workspace: Workspace, arguments: argparse.Namespace) -> OpenConflict:
    """Return the conflict that is meant: by the beginning of its record's id, and its field or the last part of it."""
    open_here = [
        each
        for each in conflicts(workspace)
        if arguments.record and each.belonging.record.startswith(arguments.record.lower())
    ]
    if len({each.belonging.record for each in open_here}) > 1:
        raise fail("sync.which_record", arguments.record)
    exact = [each for each in open_here if each.field == arguments.field]
    ending = [each for each in open_here if each.field.endswith(f"/{arguments.field}")]
    found = exact or ending
    if len(found) != 1 or not arguments.field:
        raise fail("sync.no_conflict", arguments.record, field=named(arguments.field))
    return found[0]


def _side(found: OpenConflict, arguments: argparse.Namespace) -> Side | None:
    if arguments.change:
        named = [side for side in found.sides if side.cid.startswith(arguments.change.lower())]
        return named[0] if len(named) == 1 else None
    return own_side(found) if arguments.own else other_side(found)


def _unclear(
    found: OpenConflict, arguments: argparse.Namespace, severity: Severity = Severity.ERROR
) -> Problem:
    """Return why no value was named: which ones there are on the side that was asked for."""
    here = sum(side.is_own for side in found.sides)
    count = here if arguments.own else len(found.sides) - here
    if arguments.change:
        code = "sync.no_such_value"
    elif found.is_delete:
        code = "sync.keep_or_remove"
    elif arguments.own:
        code = "sync.several_here" if here else "sync.none_here"
    else:
        code = "sync.several_elsewhere" if count else "sync.none_elsewhere"
    values = {"field": named(found.field), "count": count, "change": arguments.change or ""}
    return Problem(code, Place(found.belonging.record[:8]), values, severity)


CONFLICT_END = Command(("conflict", "end"), mark("decide which value stands"), _run, _arguments)
