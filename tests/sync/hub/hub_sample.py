"""A hub in memory with a clock that a test moves, and devices that speak with it as a conversation."""

import random
from datetime import UTC, datetime, timedelta

from msgspec import Raw

from greenfield.records.change import Change, FieldEdit, decode, encode, seal
from greenfield.sync.hub import administration
from greenfield.sync.hub.database import memory_database
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.hub.surroundings import Surroundings
from greenfield.sync.messages import (
    PROTO,
    Digest,
    Enrol,
    Enrolled,
    Known,
    Missing,
    Page,
    Push,
    Pushed,
    Refusal,
    Token,
)
from greenfield.sync.transport import Request
from greenfield.sync.wire import pack, unpack

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
ZSTD = {"content-encoding": "zstd"}


class Place:
    """A hub, its clock, and one organisation (more by `organisation`)."""

    def __init__(self, database=None, limits=UNHURRIED, seed=1):
        self.now = START
        self._chance = random.Random(seed)
        self.surroundings = Surroundings(lambda: self.now, self._chance.randbytes)
        self.hub = Hub(database or memory_database(), self.surroundings, limits)
        self.centre = self.organisation("Centre")

    @property
    def database(self):
        return self.hub.database

    def pass_time(self, **amount):
        self.now += timedelta(**amount)

    def organisation(self, name):
        return administration.add_organisation(self.database, self.surroundings, name)

    def code(self, name, role="visitor", organisation=None):
        organisation = organisation or self.centre
        known = administration.find_member(self.database, organisation, name)
        member = (
            known.id
            if known
            else administration.add_member(self.database, self.surroundings, organisation, name, role)
        )
        return administration.invite(self.database, self.surroundings, organisation, member).code

    def join(self, name, role="visitor", organisation=None):
        device = Device(self, name, organisation or self.centre)
        device.joined = device.enrol(self.code(name, role, organisation))
        device.token = device.joined.token
        return device

    def rows(self, query):
        with self.database.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]


class Device:
    """A device of a member; every method is one request, and fails on a refusal unless it is asked for."""

    def __init__(self, place, name, organisation):
        self.place = place
        self.name = name
        self.organisation = organisation
        self.id = self.new_id()
        self.token = ""
        self.dseq = 0
        self.since = 0
        self.answer = lambda request, peer: place.hub.answer(request, peer)  # noqa: PLW0108  the hub may become another one

    def new_id(self):
        return self.place.surroundings.new_id()

    # the line
    def ask(self, method, path, body=b"", **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"authorization": f"Bearer {self.token}", **named}
        return self.answer(Request(method, path, sent, body), f"peer of {self.name}")

    def here(self, method, rest, body=b"", **headers):
        return self.ask(method, f"/v1/orgs/{self.organisation}/{rest}", body, **headers)

    def refused(self, method, rest, body=b"", **headers):
        reply = self.here(method, rest, body, **headers)
        return reply.status, unpack(reply.body, Refusal).code

    def said(self, reply, kind):
        assert reply.status == 200, (reply.status, unpack(reply.body, Refusal))
        return unpack(reply.body, kind)

    # the endpoints
    def try_enrol(self, code, **other):
        asked = Enrol(
            **{"proto": PROTO, "code": code, "device": self.id, "name": self.name, "program": "1", **other}
        )
        return self.ask("POST", "/v1/devices/enrol", pack(asked), content_encoding="zstd")

    def enrol(self, code, **other):
        return self.said(self.try_enrol(code, **other), Enrolled)

    def rotate(self):
        return self.said(self.ask("POST", "/v1/devices/token"), Token)

    def push(self, *changes, seals=None, query=""):
        raw = [Raw(each if isinstance(each, bytes) else encode(each)) for each in changes]
        body = pack(Push(proto=PROTO, changes=raw, seals=seals or {}))
        return self.said(self.here("POST", f"push{query}", body, content_encoding="zstd"), Pushed).outcomes

    def statuses(self, *changes, **other):
        return [each.status for each in self.push(*changes, **other)]

    def page(self, since=0, max_bytes=1_000_000, more=""):
        reply = self.here("GET", f"changes?since={since}&max_bytes={max_bytes}{more}")
        return self.said(reply, Page)

    def pull(self):
        """Follow the cursor to the end, and return the lines."""
        items, more = [], True
        while more:
            page = self.page(self.since)
            items += page.items
            self.since, more = page.next, page.more
        return items

    def known(self, *cids):
        body = pack(Known(proto=PROTO, cids=list(cids)))
        return self.said(self.here("POST", "known", body, content_encoding="zstd"), Missing).cids

    def digest(self, upto=""):
        return self.said(self.here("GET", f"digest?upto={upto}"), Digest).buckets

    def send_file(self, content, sha256, pieces=1):
        size = len(content)
        step = -(-size // pieces)
        replies = []
        for at in range(0, size, step):
            headers = {"upload_offset": str(at), "upload_length": str(size)}
            replies.append(self.here("PATCH", f"blobs/{sha256}", content[at : at + step], **headers))
        return replies[-1].status

    def file(self, sha256):
        return self.here("GET", f"blobs/{sha256}")

    # changes
    def change(self, op, kind, record, *, parent=None, blobs=(), device=None, **values):
        self.dseq += 1
        fields = {name: FieldEdit(value, parent) for name, value in values.items()}
        return seal(
            Change(
                cid=self.new_id(), hash="", device=device or self.id, author=self.name, dseq=self.dseq, kind=kind,
                record=record, op=op, fields=fields, at_device="2026-03-01T08:00:00+00:00", blobs=tuple(blobs),
            )
        )  # fmt: skip

    def create(self, kind, **values):
        return self.change("create", kind, self.new_id(), **values)

    def set(self, before, **values):
        return self.change("set", before.kind, before.record, parent=before.cid, **values)

    def erase(self, before):
        return self.change("erase", before.kind, before.record)


def as_before_names(connection):
    """Leave out what a hub of schema 2 did not have yet."""
    connection.exec_driver_sql("ALTER TABLE organisation DROP COLUMN names")
    for column in ("named", "leaves", "left_at"):
        connection.exec_driver_sql(f"ALTER TABLE device DROP COLUMN {column}")
    connection.exec_driver_sql("PRAGMA user_version = 2")


def cids(items):
    """The cids of a feed's lines, in its order: of changes, and of own ones."""
    return [each.mine or decode(bytes(each.change)).cid for each in items if not each.hide]


def hidden(items):
    return [each.hide for each in items if each.hide]
