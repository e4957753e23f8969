"""`greenfield visit new`: prepares a visit to a company, or a follow-up of an earlier visit."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.values import iso_date
from greenfield.services.companies import find_company_by
from greenfield.services.follow_ups import FollowUp, prepare_follow_up
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.services.workspaces import now

_TOOLKIT = "quick-scan"


def _arguments(parser: argparse.ArgumentParser) -> None:
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--company", help=mark("the company: its name, or the beginning of its id"))
    whom.add_argument("--follow", metavar="VISIT", help=mark("the earlier visit that this one follows up"))
    parser.add_argument("--toolkit", default="", help=mark("the toolkit, by its id"))
    parser.add_argument("--date", type=iso_date, metavar="2026-03-10", help=mark("the day of the visit"))
    parser.add_argument("--purpose", default="", help=mark("what the visit is for"))
    parser.add_argument(
        "--gwp",
        default="",
        metavar="AR5",
        help=mark("the set of warming potentials by which greenhouse gases are weighed"),
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    moment = now()
    with context.writing() as workspace:
        on = arguments.date or moment.date()
        if arguments.follow:
            follow = FollowUp(
                arguments.follow,
                on,
                arguments.toolkit,
                context.texts.language,
                arguments.purpose,
                arguments.gwp,
            )
            prepared, problems = prepare_follow_up(workspace, follow, moment)
        else:
            new = NewVisit(
                company=find_company_by(workspace, arguments.company).id,
                toolkit=arguments.toolkit or _TOOLKIT,
                on=on,
                language=context.texts.language,
                purpose=arguments.purpose,
                gwp=arguments.gwp,
            )
            prepared, problems = prepare_visit(workspace, new, moment)
    visit = prepared.visit
    document = {"visit": visit.id, "state": str(visit.state), "follow_up_of": visit.follow_up_of or None}
    return context.show([visit.id[:8]], document, problems)


VISIT_NEW = Command(("visit", "new"), mark("prepare a visit"), _run, _arguments)
