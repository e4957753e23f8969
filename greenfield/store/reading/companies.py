"""Companies, their sites, and the groups that they are in."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from greenfield.base.problem import fail
from greenfield.records.merged_companies import standing
from greenfield.store.projected_tables import company, site


@dataclass(frozen=True, slots=True)
class Company:
    """A company as it stands now."""

    id: str
    name: str
    country: str
    city: str
    sector: str
    employees: int | None
    language: str
    currency: str
    photos: str
    sharing: str


@dataclass(frozen=True, slots=True)
class Site:
    """A site of a company."""

    id: str
    company: str
    name: str
    city: str
    country: str
    sector: str


_COMPANY = select(
    company.c.id,
    company.c.name,
    company.c.country,
    company.c.city,
    company.c.sector,
    company.c.employees,
    company.c.language,
    company.c.currency,
    company.c.photos,
    company.c.sharing,
)
_SITE = select(site.c.id, site.c.company, site.c.name, site.c.city, site.c.country, site.c.sector)


def merged_companies(connection: Connection) -> dict[str, str]:
    """Return for each company that was merged the one that stands for it."""
    query = select(company.c.id, company.c.merged_into).where(company.c.merged_into.is_not(None))
    links = {row.id: row.merged_into for row in connection.execute(query) if row.merged_into}
    found = {each: standing(each, links) for each in links}
    return {each: target for each, target in found.items() if target != each}


def list_companies(connection: Connection) -> list[Company]:
    """Return all companies by name, without those that were merged into others."""
    merged = merged_companies(connection)
    rows = connection.execute(_COMPANY.order_by(company.c.name, company.c.id))
    return [_company(row) for row in rows if row.id not in merged]


def find_company(connection: Connection, identity: str) -> Company:
    """Return a company, or the one that stands for it after a merge; `record.unknown`."""
    wanted = merged_companies(connection).get(identity, identity)
    row = connection.execute(_COMPANY.where(company.c.id == wanted)).first()
    if row is None:
        raise fail("record.unknown", identity)
    return _company(row)


def sites_of(connection: Connection, identity: str) -> list[Site]:
    """Return the sites of a company, and of those merged into it, by name."""
    merged = merged_companies(connection)
    owners = [identity, *(each for each, target in merged.items() if target == identity)]
    rows = connection.execute(_SITE.where(site.c.company.in_(owners)).order_by(site.c.name, site.c.id))
    return [Site(row[0], identity, *(value or "" for value in row[2:])) for row in rows]


def _company(row: Iterable[object]) -> Company:
    values = list(row)
    texts = [value if isinstance(value, str) else "" for value in values]
    employees = values[5] if isinstance(values[5], int) else None
    return Company(texts[0], texts[1], texts[2], texts[3], texts[4], employees, *texts[6:])
