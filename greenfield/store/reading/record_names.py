"""What a record is called, whatever its kind, for lists of records."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, func, select

from greenfield.store.projected_tables import company, site, visit
from greenfield.store.tables import any_entry, record

_NAMING = ("name", "title", "caption", "text", "date", "identifier", "finished_at")


class Named(NamedTuple):
    """A record with its kind and what it is called; empty where nothing names it."""

    record: str
    kind: str
    name: str


def names_of(connection: Connection, records: Iterable[str]) -> list[Named]:
    """Return what records are called, in the order in which they are given; those that are not here are left out."""
    found = []
    for each in records:
        kind = connection.execute(select(record.c.kind).where(record.c.id == each)).scalar()
        if kind is not None:
            date, company_name = visit_in_short(connection, each) if kind == "visit" else ("", "")
            name = f"{company_name} {date}".strip() or _text_of(connection, each)
            found.append(Named(each, kind, name))
    return found


def name_of_company(connection: Connection, identity: str) -> str:
    """Return the name of a company, or an empty text for one that is not here."""
    return connection.execute(select(company.c.name).where(company.c.id == identity)).scalar() or ""


def visit_in_short(connection: Connection, identity: str) -> tuple[str, str]:
    """Return the date of a visit and the name of its company, empty texts where they are not known here."""
    query = (
        select(visit.c.date, company.c.name)
        .outerjoin(site, site.c.id == visit.c.site)
        .outerjoin(company, company.c.id == func.coalesce(visit.c.company, site.c.company))
        .where(visit.c.id == identity)
    )
    row = connection.execute(query).first()
    return ("", "") if row is None else (row[0] or "", row[1] or "")


def _text_of(connection: Connection, identity: str) -> str:
    query = select(any_entry.c.field, any_entry.c.value).where(
        any_entry.c.record == identity, any_entry.c.field.in_(_NAMING), any_entry.c.standing == 1
    )
    values = dict(connection.execute(query).all())
    for name in _NAMING:
        value = values.get(name)
        if value:
            said = msgspec.json.decode(value)
            if isinstance(said, str) and said:
                return said[:80]
    return ""
