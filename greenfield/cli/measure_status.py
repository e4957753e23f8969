"""`greenfield measure status VISIT [NAME]`: what became of the measures of the last plan."""

import argparse

from greenfield.base.formats import Formats
from greenfield.base.problem import fail
from greenfield.base.texts import Texts, mark
from greenfield.cli.command import Command, Context
from greenfield.cli.values import iso_date
from greenfield.cli.words import status_word
from greenfield.records.measure_status import MeasureStatus
from greenfield.services.follow_up_result import ResultStatus
from greenfield.services.last_plan import Noted, last_plan, note_status
from greenfield.services.open_visit import open_visit
from greenfield.services.visit_result import in_language
from greenfield.services.workspaces import now


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))
    parser.add_argument(
        "name", metavar="NAME", nargs="?", default="", help=mark("the measure, by its name in the toolkit")
    )
    parser.add_argument(
        "--status", choices=[str(status) for status in MeasureStatus], help=mark("what became of it")
    )
    parser.add_argument("--reason", default="", help=mark("why it is so"))
    parser.add_argument(
        "--verified-saving",
        default="",
        metavar="NUMBER",
        help=mark("what it saves a year, as verified on site"),
    )
    parser.add_argument("--date", type=iso_date, metavar="2026-06-30", help=mark("when it was done"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    if bool(arguments.name) != bool(arguments.status):
        raise fail(
            "follow.status",
            arguments.status or "",
            value=arguments.status or arguments.name,
            known=", ".join(MeasureStatus),
        )
    opening = context.writing() if arguments.name else context.reading()
    with opening as workspace:
        opened = open_visit(workspace, arguments.visit, context.texts.language, now())
        if arguments.name:
            noted = Noted(
                MeasureStatus(arguments.status), arguments.reason, arguments.verified_saving, arguments.date
            )
            note_status(workspace, opened, arguments.name, noted)
        plan = last_plan(workspace, opened)
    if plan is None:
        short = (opened.visit.follow_up_of or opened.visit.id)[:8]
        raise fail("follow.no_result" if opened.visit.follow_up_of else "follow.no_last_visit", short)
    currency = plan.result.currency
    lines = [_line(one, currency, context.texts, context.formats) for one in plan.measures]
    rows = [
        {
            "name": one.name,
            "title": in_language(one.title, context.texts.language),
            "status": str(one.status),
            "reason": one.reason,
            "date": one.on.isoformat() if one.on else None,
            "agreed_on": day.isoformat() if (day := one.agreed_on or plan.visited_on) else None,
            "estimated_saving": None if one.estimated_saving is None else str(one.estimated_saving),
            "verified_saving": None if one.verified_saving is None else str(one.verified_saving),
        }
        for one in plan.measures
    ]
    document = {"visit": opened.visit.id, "last_visit": plan.visit, "currency": currency, "measures": rows}
    return context.show(lines, document)


def _line(one: ResultStatus, currency: str, texts: Texts, formats: Formats) -> str:
    amounts = [
        texts("not known") if value is None else formats.rough_money(value, currency)
        for value in (one.estimated_saving, one.verified_saving)
    ]
    figures = texts("estimated {estimated}, verified {verified}", estimated=amounts[0], verified=amounts[1])
    return f"{one.name:<18} {status_word(one.status, texts):<16} {figures}  {one.reason}".rstrip()


MEASURE_STATUS = Command(
    ("measure", "status"), mark("note what became of a measure of the last plan"), _run, _arguments
)
