"""`greenfield company erase COMPANY` and `greenfield visit erase VISIT`: remove it for good, with all that belongs to it."""

import argparse
from typing import Final

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.companies import find_company_by
from greenfield.services.erasing import erase_for_good, erased_with
from greenfield.services.sync.conflicts import belonging_in
from greenfield.services.sync.field_words import FieldWords
from greenfield.services.workspaces import now
from greenfield.store.reading.visits import find_visit
from greenfield.store.workspace import Workspace

_HELP: Final = mark("remove it for good, with all that belongs to it")


def _of_company(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "company", metavar="COMPANY", help=mark("the company: its name, or the beginning of its id")
    )
    parser.add_argument(
        "--for-good",
        action="store_true",
        dest="for_good",
        help=mark("remove it; without this, only what would go is said"),
    )


def _of_visit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))
    parser.add_argument(
        "--for-good",
        action="store_true",
        dest="for_good",
        help=mark("remove it; without this, only what would go is said"),
    )


def _erase_company(arguments: argparse.Namespace, context: Context) -> int:
    with context.writing() as workspace:
        company = find_company_by(workspace, arguments.company)
        return _erase(workspace, context, company.id, for_good=arguments.for_good)


def _erase_visit(arguments: argparse.Namespace, context: Context) -> int:
    with context.writing() as workspace:
        with workspace.read() as connection:
            visit = find_visit(connection, arguments.visit).id
        return _erase(workspace, context, visit, for_good=arguments.for_good)


def _erase(workspace: Workspace, context: Context, record: str, *, for_good: bool) -> int:
    texts = context.texts
    where = FieldWords(workspace, texts, context.formats, now()).where(belonging_in(workspace, record))
    count = erase_for_good(workspace, record) if for_good else erased_with(workspace, record)
    if for_good:
        lines = [
            texts(
                "{record} was removed for good, with all that belongs to it. Records: {count}.",
                record=where,
                count=context.formats.number(count),
            )
        ]
    else:
        lines = [
            texts(
                "{record}: records that would be removed for good, here and on every device: {count}.",
                record=where,
                count=context.formats.number(count),
            ),
            texts("Nothing was removed. Nobody can take it back; give --for-good to do it."),
        ]
    return context.show(lines, {"record": record, "records": count, "erased": for_good})


COMPANY_ERASE = Command(("company", "erase"), _HELP, _erase_company, _of_company)
VISIT_ERASE = Command(("visit", "erase"), _HELP, _erase_visit, _of_visit)
