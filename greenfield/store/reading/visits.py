"""Visits: the list, one by the beginning of its id, its answers, and what it left behind."""

from collections.abc import Collection
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, Row, Select, func, select, text

from greenfield.base.problem import fail
from greenfield.records.change import Json
from greenfield.store.projected_tables import company, instance, result, site, visit
from greenfield.store.reading.companies import merged_companies
from greenfield.store.tables import any_entry, record


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit in a list. `updated` is the time of the last change as its device's clock had it."""

    id: str
    company: str
    company_name: str
    site: str
    site_name: str
    toolkit: str
    state: str
    date: str
    answered: int
    updated: str
    in_conflict: bool
    order: int
    """The later a visit was worked on here, the greater."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit with all its own fields; `gwp` empty: weighed with the usual set; `usd_rate` is what one US dollar costs."""

    id: str
    company: str
    site: str
    toolkit: str
    state: str
    date: str
    period_start: str
    period_end: str
    language: str
    currency: str
    sharing: str
    purpose: str
    visitor: str
    follow_up_of: str
    gwp: str = ""
    usd_rate: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance of a repeat: `repeat` is the path of the repeat below its parent instance or the root."""

    id: str
    parent: str
    repeat: str
    order_key: str
    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Answers:
    """The current answers of a visit: by path below the root, and those of each repeat instance in order."""

    root: dict[str, str]
    instances: tuple[Instance, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What finishing a visit wrote; `content` as it was written."""

    id: str
    toolkit: str
    method: str
    finished_at: str
    content: Json
    gaps: Json


def _list(only: Collection[str] | None = None) -> Select[*tuple[object, ...]]:
    within_query = (
        select(
            instance.c.visit.label("visit"),
            func.sum(record.c.answered).label("answered"),
            func.max(record.c.last).label("last"),
        )
        .join(record, record.c.id == instance.c.id)
        .group_by(instance.c.visit)
    )
    if only is not None:
        within_query = within_query.where(instance.c.visit.in_(only))
    within = within_query.subquery()
    found = (
        select(
            visit.c.id,
            func.coalesce(visit.c.company, site.c.company).label("company"),
            company.c.name.label("company_name"),
            visit.c.site,
            site.c.name.label("site_name"),
            visit.c.toolkit,
            visit.c.state,
            visit.c.date,
            (record.c.answered + func.coalesce(within.c.answered, 0)).label("answered"),
            record.c.updated,
            record.c.conflicts,
            func.max(record.c.last, func.coalesce(within.c.last, 0)).label("order"),
        )
        .join(record, record.c.id == visit.c.id)
        .outerjoin(site, site.c.id == visit.c.site)
        .outerjoin(company, company.c.id == func.coalesce(visit.c.company, site.c.company))
        .outerjoin(within, within.c.visit == visit.c.id)
    )
    return found if only is None else found.where(visit.c.id.in_(only))


def list_visits(connection: Connection) -> list[VisitRow]:
    """Return all visits, the one first of which something was last noted or came in on this device."""
    return _rows(connection, _list())


_LATEST_FIRST = text(
    "SELECT visit.id FROM record LEFT JOIN instance ON instance.id = record.id"
    " CROSS JOIN visit ON visit.id = coalesce(instance.visit, record.id)"
    " WHERE record.kind IN ('visit', 'instance') ORDER BY record.last DESC"
)
"""CROSS JOIN keeps SQLite from beginning with the visits, and sorting them all."""


def latest_visits(connection: Connection, most: int) -> list[VisitRow]:
    """Return the visits that were last worked on; neither more visits nor more answers make it slower.

    It looks at the records of the visits that it returns, and at deleted ones that were worked on since.
    """
    recent: dict[str, None] = {}
    with connection.execute(_LATEST_FIRST) as rows:
        for row in rows:
            recent[row.id] = None
            if len(recent) == most:
                break
    return _rows(connection, _list(recent)) if recent else []


def visit_rows(connection: Connection, identities: Collection[str]) -> list[VisitRow]:
    """Return the visits of these ids that are there, the one that was last worked on first."""
    return _rows(connection, _list(identities))


def visits_of(connection: Connection, company_id: str) -> list[VisitRow]:
    """Return the visits of a company and of those merged into it, the latest first."""
    return [each for each in list_visits(connection) if each.company == company_id]


def find_visit(connection: Connection, beginning: str) -> Visit:
    """Return the one visit whose id begins so; `visit.unknown`, `visit.ambiguous`."""
    query = select(visit.c.id).where(visit.c.id >= beginning, visit.c.id < beginning + "g").limit(6)
    ids = [row.id for row in connection.execute(query.order_by(visit.c.id))]
    if not ids or not beginning:
        raise fail("visit.unknown", beginning)
    if len(ids) > 1:
        short = " ".join(each[: len(beginning) + 4] for each in ids[:5])
        raise fail("visit.ambiguous", beginning, count=len(ids), ids=short)
    row = connection.execute(
        select(
            visit.c.id,
            func.coalesce(visit.c.company, site.c.company),
            visit.c.site,
            visit.c.toolkit,
            visit.c.state,
            visit.c.date,
            visit.c.period_start,
            visit.c.period_end,
            visit.c.language,
            visit.c.currency,
            visit.c.sharing,
            visit.c.purpose,
            visit.c.visitor,
            visit.c.follow_up_of,
            visit.c.gwp,
            visit.c.usd_rate,
        )
        .outerjoin(site, site.c.id == visit.c.site)
        .where(visit.c.id == ids[0])
    ).one()
    return Visit(*(value or "" for value in row))


def state_of(connection: Connection, identity: str) -> str:
    """Return the state of a visit, empty if there is no such visit."""
    return connection.execute(select(visit.c.state).where(visit.c.id == identity)).scalar() or ""


def answers_of(connection: Connection, identity: str) -> Answers:
    """Return all current answers of a visit; an answer that was cleared is left out."""
    query = select(instance).where(instance.c.visit == identity).order_by(instance.c.order_key, instance.c.id)
    instances = connection.execute(query).all()
    return Answers(
        _answers(connection, identity),
        tuple(
            Instance(
                row.id, row.parent or "", row.repeat or "", row.order_key or "", _answers(connection, row.id)
            )
            for row in instances
        ),
    )


def results_of(connection: Connection, identity: str) -> list[Result]:
    """Return the results of a visit: the one that counts first, then the newest by what was noted when the visit was finished.

    The visit names the one that counts, so that two people who finish it unseen by each other see the same, and a conflict.
    """
    counts = select(visit.c.result).where(visit.c.id == identity).scalar_subquery()
    query = (
        select(result)
        .where(result.c.visit == identity)
        .order_by((result.c.id == counts).desc(), result.c.finished_at.desc(), result.c.id)
    )
    return [
        Result(
            row.id,
            row.toolkit or "",
            row.method or "",
            row.finished_at or "",
            msgspec.json.decode(row.content or "null"),
            msgspec.json.decode(row.gaps or "null"),
        )
        for row in connection.execute(query)
    ]


def _answers(connection: Connection, identity: str) -> dict[str, str]:
    query = select(any_entry.c.field, any_entry.c.value).where(
        any_entry.c.record == identity,
        any_entry.c.field >= "answers/",
        any_entry.c.field < "answers0",
        any_entry.c.standing == 1,
    )
    values = {row.field.removeprefix("answers/"): row.value for row in connection.execute(query)}
    plain = {name: msgspec.json.decode(value) for name, value in values.items()}
    return {name: value for name, value in plain.items() if isinstance(value, str) and value}


def _rows(connection: Connection, query: Select[*tuple[object, ...]]) -> list[VisitRow]:
    merged = merged_companies(connection)
    names = _names(connection) if merged else {}
    found = [_visit_row(row, merged, names) for row in connection.execute(query)]
    return sorted(found, key=lambda each: (-each.order, each.id))


def _names(connection: Connection) -> dict[str, str]:
    return {row.id: row.name or "" for row in connection.execute(select(company.c.id, company.c.name))}


def _visit_row(row: Row[*tuple[object, ...]], merged: dict[str, str], names: dict[str, str]) -> VisitRow:
    owner = row.company or ""
    stands = merged.get(owner, owner)
    return VisitRow(
        id=row.id,
        company=stands,
        company_name=names.get(stands) or row.company_name or "",
        site=row.site or "",
        site_name=row.site_name or "",
        toolkit=row.toolkit or "",
        state=row.state or "",
        date=row.date or "",
        answered=row.answered,
        updated=row.updated or "",
        in_conflict=row.conflicts > 0,
        order=row.order,
    )
