"""What happened to a field, and where people disagree."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, select

from greenfield.records.change import DELETED, Json
from greenfield.records.merge import TRUE
from greenfield.store.tables import any_entry, change, record

_PLACE: Final = "order_key"


@dataclass(frozen=True, slots=True)
class Version:
    """One value that a field had or has. `at_device` is what the device's clock said, for people to read."""

    cid: str
    value: Json
    author: str
    device: str
    at_device: str
    replaced: tuple[str, ...]
    stands: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field with more than one value, the one that counts meanwhile first."""

    kind: str
    record: str
    field: str
    versions: tuple[Version, ...]


def history_of(connection: Connection, identity: str, field: str) -> list[Version]:
    """Return all values that a field ever had: each after those that it replaced, else by what the clocks said.

    The order is the same on all devices.
    """
    return _in_order([version for _, version in _versions(connection, identity, field)])


def open_conflicts(connection: Connection) -> list[Conflict]:
    """Return all conflicts by record and field; `deleted` stands for a delete against edits.

    A record that is deleted, and nobody disagrees, has none: whoever deleted it saw the values that stood. Nor has the place
    of a record in its list: one place counts on every device, and nobody could say which is right.
    """
    query = (
        select(record.c.id, record.c.kind)
        .where(record.c.conflicts > 0, record.c.deleted == 0)
        .order_by(record.c.id)
    )
    return [found for row in connection.execute(query) for found in _conflicts(connection, row.id, row.kind)]


def edits_beside_delete(connection: Connection, identity: str) -> list[tuple[str, Version]]:
    """Return by field the values of a record that stand and that no delete of it saw: what was changed while it was removed."""
    deletes = [
        each for each in history_of(connection, identity, DELETED) if each.stands and each.value is True
    ]
    names = connection.execute(
        select(any_entry.c.field).distinct().where(any_entry.c.record == identity, any_entry.c.standing > 0)
    ).scalars()
    found = []
    for name in sorted(each for each in names if each not in {DELETED, ""}):
        versions = history_of(connection, identity, name)
        for delete in deletes:
            seen = _seen_by(connection, identity, name, delete.cid)
            values = [each.value for each in versions if each.cid in seen]
            found += [
                (name, each)
                for each in versions
                if each.stands and each.cid not in seen and each.value not in values
            ]
    return found


def _seen_by(connection: Connection, identity: str, field: str, cid: str) -> frozenset[str]:
    query = select(any_entry.c.named).where(
        any_entry.c.record == identity, any_entry.c.field == field, any_entry.c.cid == cid
    )
    return frozenset((connection.execute(query).scalar() or "").split())


def _conflicts(connection: Connection, identity: str, kind: str) -> list[Conflict]:
    query = select(any_entry.c.field, any_entry.c.cid, any_entry.c.value, any_entry.c.standing).where(
        any_entry.c.record == identity, any_entry.c.standing > 0, any_entry.c.field != _PLACE
    )
    heads: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        heads[row.field].append(row)
    found = []
    for name, rows in sorted(heads.items()):
        differs = len({row.value for row in rows}) > 1
        if differs or (name == DELETED and rows[0].value == TRUE):
            current = {row.cid: row.standing for row in rows}
            versions = [v for _, v in _versions(connection, identity, name) if v.stands]
            versions.sort(key=lambda version: (current[version.cid], version.cid))
            found.append(Conflict(kind, identity, name, tuple(versions)))
    return found


def _in_order(versions: list[Version]) -> list[Version]:
    """Return versions by time and id, but none before one that it replaced, whatever the clocks said."""
    left = {each.cid: each for each in sorted(versions, key=lambda each: (each.at_device, each.cid))}
    found: list[Version] = []
    while left:
        ready = (each for each in left.values() if not any(cid in left for cid in each.replaced))
        found.append(left.pop(next(ready, next(iter(left.values()))).cid))
    return found


def _versions(connection: Connection, identity: str, field: str) -> list[tuple[int, Version]]:
    query = (
        select(change.c.device, change.c.body, any_entry)
        .join(change, change.c.seq == any_entry.c.seq)
        .where(any_entry.c.record == identity, any_entry.c.field == field, any_entry.c.value.is_not(None))
        .order_by(change.c.seq)
    )
    found = []
    for row in connection.execute(query):
        body = msgspec.json.decode(row.body or b"{}")
        version = Version(
            cid=row.cid,
            value=msgspec.json.decode(row.value),
            author=body.get("author", ""),
            device=row.device,
            at_device=body.get("at_device", ""),
            replaced=tuple(row.named.split()),
            stands=row.standing > 0,
        )
        found.append((row.seq, version))
    return found
