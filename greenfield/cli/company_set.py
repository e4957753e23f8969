"""`greenfield company set COMPANY`: changes what is noted about a company."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.values import people
from greenfield.records.scopes import PhotoPermission
from greenfield.services.companies import change_company, find_company_by

_FIELDS = {
    "name": mark("the name of the company"),
    "country": mark("the country, by its code"),
    "currency": mark("the currency of its figures, by its code"),
    "sector": mark("the sector, by its code"),
    "city": mark("the town"),
    "employees": mark("how many people work there"),
    "photos": mark("for what photos may be used"),
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "company", metavar="COMPANY", help=mark("the company: its name, or the beginning of its id")
    )
    for name, told in _FIELDS.items():
        kind = people if name == "employees" else str
        choices = [str(one) for one in PhotoPermission] if name == "photos" else None
        parser.add_argument(f"--{name}", type=kind, choices=choices, help=told)


def _run(arguments: argparse.Namespace, context: Context) -> int:
    given = {name: getattr(arguments, name) for name in _FIELDS if getattr(arguments, name) is not None}
    with context.writing() as workspace:
        company = find_company_by(workspace, arguments.company)
        changed = change_company(workspace, company, given)
    return context.show([f"{changed.id[:8]}  {changed.name}"], {"company": changed.id})


COMPANY_SET = Command(("company", "set"), mark("change what is noted about a company"), _run, _arguments)
