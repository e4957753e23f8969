"""`greenfield visit new`: prepares a visit to a company."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context, iso_date
from greenfield.services.companies import find_company_by
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.services.workspaces import now


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--company", required=True)
    parser.add_argument("--toolkit", default="quick-scan")
    parser.add_argument("--date", type=iso_date, metavar="2026-03-10")
    parser.add_argument("--purpose", default="")


def _run(arguments: argparse.Namespace, context: Context) -> int:
    moment = now()
    with context.writing() as workspace:
        company = find_company_by(workspace, arguments.company)
        new = NewVisit(
            company=company.id,
            toolkit=arguments.toolkit,
            on=arguments.date or moment.date(),
            language=context.texts.language,
            purpose=arguments.purpose,
        )
        prepared, problems = prepare_visit(workspace, new, moment)
    visit = prepared.visit.id
    return context.show([visit[:8]], {"visit": visit, "state": str(prepared.visit.state)}, problems)


VISIT_NEW = Command(("visit", "new"), mark("prepare a visit"), _run, _arguments)
