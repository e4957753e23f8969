"""A hub in memory with an organisation and its members: asked as over a line, and looked into as its keeper may."""

import random
from datetime import UTC, datetime
from functools import cache
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, select, update
from sync_workspace_machine import dump

from greenfield.records.change import AnyChange, ErasedChange, decode
from greenfield.records.merge import RecordState
from greenfield.sync.device.link import Link
from greenfield.sync.hub import tables
from greenfield.sync.hub.administration import add_member, add_organisation, begin_epochs, invite, revoke
from greenfield.sync.hub.callers import ADMINISTRATOR, VISITOR
from greenfield.sync.hub.database import Database, memory_database
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.hub.shelf import Shelf
from greenfield.sync.hub.surroundings import Surroundings
from greenfield.sync.messages import PROTO, Digest, Enrol, Enrolled
from greenfield.sync.transport import Reply, Request
from greenfield.sync.wire import ENCODING, pack, unpack

DEVICES = 4
_idle: list[Database] = []
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


class HubPlace:
    """The hub of a history; the first member is its administrator, all others are visitors."""

    def __init__(self, members: int, chance: random.Random) -> None:
        prepared, self.organisation, self._links = _prepared(members)
        self._surroundings = Surroundings(lambda: NOON, chance.randbytes)
        self._revoked: set[str] = set()
        self._hub = self._with(_filled(prepared))

    def _with(self, database: Database) -> Hub:
        return Hub(database, self._surroundings, UNHURRIED)

    def take_beginning(self, request: Request) -> None:
        """Let a request arrive in part; its line broke."""
        if isinstance(self._hub.look_at_head(request), int):
            beginning = self._hub.arriving(request)
            if beginning is not None:
                beginning.add(request.body)

    def answer(self, request: Request) -> Reply:
        """Answer a request."""
        return self._hub.answer(request)

    def link(self, number: int, member: int) -> tuple[str, Link]:
        """Return the id of one of the prepared devices, and its link."""
        return self._links[number, member]

    @staticmethod
    def is_administrator(member: int) -> bool:
        """Tell whether a member may erase."""
        return member == 0

    def revoke(self, device: str) -> None:
        """Let a device in no more."""
        self._revoked.add(device)
        revoke(self._hub.database, self.organisation, device)

    def back_up(self) -> Any:
        """Return a backup, and tell the devices how far it goes."""
        found = _image(self._hub.database)
        columns = tables.organisation.c
        with self._hub.database.writing() as connection:
            connection.execute(update(tables.organisation).values(durable_upto=columns.head))
        return found

    def restore(self, backup: Any) -> None:
        """Put a backup in place; whoever was revoked since is revoked again by hand."""
        self.close()
        self._hub = self._with(_filled(backup))
        begin_epochs(self._hub.database, self._hub.surroundings)
        for device in self._revoked:
            revoke(self._hub.database, self.organisation, device)

    def close(self) -> None:
        """End it; its database is filled anew for another one."""
        _idle.append(self._hub.database)

    # what its keeper sees

    def head(self) -> tuple[str, int]:
        """Return epoch and last number."""
        columns = tables.organisation.c
        with self._hub.database.reading() as connection:
            epoch, head = connection.execute(select(columns.epoch, columns.head)).one()
        return str(epoch), int(head)

    def cids(self) -> set[str]:
        """Return the ids of all changes."""
        with self._hub.database.reading() as connection:
            return set(connection.execute(select(tables.change.c.cid)).scalars())

    def log(self) -> dict[str, AnyChange]:
        """Return all changes in the order of their numbers."""
        columns = tables.change.c
        query = select(
            columns.cid,
            columns.hash,
            columns.device,
            columns.dseq,
            columns.kind,
            columns.record,
            columns.op,
            columns.body,
        ).order_by(columns.rev)
        with self._hub.database.reading() as connection:
            rows = connection.execute(query).all()
        return {row[0]: ErasedChange(*row[:7]) if row[7] is None else decode(row[7]) for row in rows}

    def states(self) -> dict[str, RecordState]:
        """Return the state of every record, as the hub itself keeps it."""
        with self._hub.database.reading() as connection:
            ids = list(connection.execute(select(tables.record.c.id)).scalars())
            shelf = Shelf(connection, 1)
            rows = shelf.rows(ids)
            states = shelf.states(rows, ids)
        return {
            each: RecordState(each, row.kind, erased=True)
            if row.erased
            else states.get(each) or RecordState(each, row.kind)
            for each, row in rows.items()
        }

    def digest(self, machine: Any) -> dict[str, str]:
        """Return the checksums that the hub gives to a machine."""
        link = machine.store.link()
        path = f"/v1/orgs/{self.organisation}/digest?upto={2**52}"
        reply = self.answer(Request("GET", path, {"authorization": f"Bearer {link.token}"}))
        return unpack(reply.body, Digest).buckets

    def everything(self) -> bytes:
        """Return all that its keeper could read."""
        with self._hub.database.reading() as connection:
            return dump(connection.connection.driver_connection)


def _image(database: Database) -> Any:
    """Return what a database holds, as a connection to a copy in memory."""
    image = sqlcipher3.dbapi2.connect(":memory:")
    with database.reading() as connection:
        _driver(connection).backup(image)
    return image


def _filled(image: Any) -> Database:
    """Return a database that holds what an image does; tables and compiled statements are made once only."""
    database = _idle.pop() if _idle else memory_database()
    with database.engine.connect() as connection:
        image.backup(_driver(connection))
    return database


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


@cache
def _prepared(members: int) -> tuple[Any, str, dict[tuple[int, int], tuple[str, Link]]]:
    """Make a hub in which every device is enrolled for every member, to be copied for each history."""
    database = memory_database()
    surroundings = Surroundings(lambda: NOON, random.Random(members).randbytes)
    hub = Hub(database, surroundings, UNHURRIED)
    organisation = add_organisation(database, surroundings, "Centre")
    links = {}
    for number in range(members):
        role = VISITOR if number else ADMINISTRATOR
        member = add_member(database, surroundings, organisation, f"Member {number}", role)
        for device in range(DEVICES):
            identity = f"{number:016x}{device:016x}"
            code = invite(database, surroundings, organisation, member).code
            asked = Enrol(proto=PROTO, code=code, device=identity, name="laptop", program="1")
            headers = {"content-encoding": ENCODING}
            reply = hub.answer(Request("POST", "/v1/devices/enrol", headers, pack(asked)))
            said = unpack(reply.body, Enrolled)
            links[device, number] = (
                identity,
                Link(
                    url="",
                    organisation=organisation,
                    organisation_name="Centre",
                    member=member,
                    member_name=said.member_name,
                    role=said.role,
                    token=said.token,
                    expires=said.expires,
                    epoch=said.epoch,
                ),
            )
    return _image(database), organisation, links
