"""`greenfield company show COMPANY`: a company with its sites and visits."""

import argparse
from dataclasses import asdict

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.companies import find_company_by
from greenfield.store.reading.companies import sites_of
from greenfield.store.reading.visits import visits_of


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "company", metavar="COMPANY", help=mark("the company: its name, or the beginning of its id")
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with context.reading() as workspace:
        company = find_company_by(workspace, arguments.company)
        with workspace.read() as connection:
            sites, visits = sites_of(connection, company.id), visits_of(connection, company.id)
    known = (company.city, company.country, company.sector, company.currency, company.photos)
    lines = [", ".join(part for part in (company.name, *known) if part)]
    lines += [f"  {site.id[:8]}  {site.name}" for site in sites]
    lines += [f"  {visit.id[:8]}  {visit.date}  {visit.state}" for visit in visits]
    return context.show(
        lines,
        {**asdict(company), "sites": [asdict(s) for s in sites], "visits": [asdict(v) for v in visits]},
    )


COMPANY_SHOW = Command(("company", "show"), mark("show a company"), _run, _arguments)
