"""`greenfield company new`: notes a company and its main site."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.values import people
from greenfield.records.scopes import PhotoPermission
from greenfield.services.companies import NewCompany, new_company


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help=mark("the name of the company"))
    parser.add_argument("--country", required=True, metavar="SEN", help=mark("the country, by its code"))
    parser.add_argument(
        "--currency", required=True, metavar="XOF", help=mark("the currency of its figures, by its code")
    )
    parser.add_argument("--sector", default="", metavar="C10", help=mark("the sector, by its code"))
    parser.add_argument("--city", default="", help=mark("the town"))
    parser.add_argument("--site", default="", help=mark("the name of its first site"))
    parser.add_argument("--employees", type=people, help=mark("how many people work there"))
    parser.add_argument(
        "--photos",
        choices=[str(one) for one in PhotoPermission],
        default="none",
        help=mark("for what photos may be used"),
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    new = NewCompany(
        name=arguments.name,
        country=arguments.country,
        currency=arguments.currency,
        sector=arguments.sector,
        city=arguments.city,
        site=arguments.site,
        employees=arguments.employees,
        photos=PhotoPermission(arguments.photos),
    )
    with context.writing() as workspace:
        company, site = new_company(workspace, new)
    return context.show([f"{company[:8]}  {arguments.name}"], {"company": company, "site": site})


COMPANY_NEW = Command(("company", "new"), mark("note a company"), _run, _arguments)
