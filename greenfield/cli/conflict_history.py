"""`greenfield conflict history RECORD [FIELD]`: every value that a field ever had, and what became of each."""

import argparse
from collections.abc import Iterator

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.common_arguments import take_field
from greenfield.cli.conflict_words import place_json, side_json, side_line, words_in
from greenfield.services.sync.conflicts import belonging_in
from greenfield.services.sync.naming_fields import changes_left, field_named, fields_with_values, record_named
from greenfield.services.sync.shown_conflicts import ConflictDetails, ShownSide
from greenfield.store.workspace import Workspace


def _arguments(parser: argparse.ArgumentParser) -> None:
    take_field(parser, of_any=False)


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with context.reading() as workspace:
        record = record_named(workspace, arguments.record)
        if record.is_erased:
            return _show_erased(workspace, record.id, context)
        fields = fields_with_values(workspace, record.id)
        if not arguments.field:
            return _show_fields(workspace, record.id, fields, context)
        field = field_named(record.id, arguments.field, fields)
        details = words_in(workspace, context).details(record.id, field)
        place = place_json(belonging_in(workspace, record.id), field, details.described.title)
    ended = {
        side.side.cid: [each.side.cid for each in details.history if side.side.cid in each.side.replaced]
        for side in details.history
    }
    counting = _counting(details)
    values = [
        {
            **side_json(side),
            "counts": side.side.cid == counting,
            "stands": side.side.stands,
            "replaced_by": ended[side.side.cid],
        }
        for side in details.history
    ]
    lines = [
        f"{details.described.where}",
        f"  {details.described.title}  [{record.id[:8]} {field}]",
        *(f"    {line}" for line in _lines(details, ended, counting, context)),
    ]
    return context.show(lines, {**place, "erased": False, "values": values})


def _lines(
    details: ConflictDetails, ended: dict[str, list[str]], counting: str, context: Context
) -> Iterator[str]:
    for side in details.history:
        yield side_line(side, _became(side, ended[side.side.cid], counting, context))


def _became(side: ShownSide, ended: list[str], counting: str, context: Context) -> str:
    texts = context.texts
    if side.side.cid == counting:
        return texts("← counts")
    if side.side.stands:
        return texts("← stands as well, in conflict")
    if not ended:
        return texts("ended by an equal value")
    return texts("ended by {changes}", changes=context.formats.enumeration([cid[:8] for cid in ended]))


def _counting(details: ConflictDetails) -> str:
    """Return the change whose value counts: of those that stand the one that a conflict shows first."""
    if details.shown is not None:
        return next((side.side.cid for side in details.shown.sides if side.counts), "")
    return next((side.side.cid for side in details.history if side.side.stands), "")


def _show_erased(workspace: Workspace, record: str, context: Context) -> int:
    count = changes_left(workspace, record)
    line = context.plural(
        "This record was removed for good. {count} change of it is known, without what it said.",
        "This record was removed for good. {count} changes of it are known, without what they said.",
        count,
    )
    return context.show([line], {"record": record, "erased": True, "changes": count})


def _show_fields(workspace: Workspace, record: str, fields: dict[str, int], context: Context) -> int:
    words = words_in(workspace, context)
    titles = {name: words.title(record, name) for name in fields}
    lines = [
        context.plural(
            "{name}  {title}: {count} value",
            "{name}  {title}: {count} values",
            count,
            name=name,
            title=titles[name],
        )
        for name, count in fields.items()
    ]
    document = {
        "record": record,
        "erased": False,
        "fields": [{"field": name, "label": titles[name], "values": count} for name, count in fields.items()],
    }
    return context.show(lines, document)


CONFLICT_HISTORY = Command(
    ("conflict", "history"), mark("show every value that a field ever had"), _run, _arguments
)
