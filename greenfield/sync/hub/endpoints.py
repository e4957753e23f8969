"""What each endpoint does with a request: who asks, what for, and the reply."""

import hashlib
from collections.abc import Callable
from typing import Final, TypedDict

from greenfield.sync.collecting import CollectingLater
from greenfield.sync.hub.administration import begin_epoch
from greenfield.sync.hub.bodies import announced
from greenfield.sync.hub.callers import Caller, Organisation, identify, organisation_of
from greenfield.sync.hub.database import Database
from greenfield.sync.hub.enrolment import enrol, find_token, names_since, rename, rotate
from greenfield.sync.hub.file_requests import answer_file
from greenfield.sync.hub.limits import MEGABYTE, Limits
from greenfield.sync.hub.pages import find_missing, read_page, sum_up
from greenfield.sync.hub.pushing import take_push
from greenfield.sync.hub.rate import Rate
from greenfield.sync.hub.refusal import Refused
from greenfield.sync.hub.replying import LOWEST_PROTO, check_proto, read_message, reply_with
from greenfield.sync.hub.resuming import Resuming
from greenfield.sync.hub.routing import Route
from greenfield.sync.hub.surroundings import Surroundings, iso
from greenfield.sync.hub.unfinished import Beginning, Unfinished, name_of
from greenfield.sync.messages import (
    PROTO,
    Came,
    Digest,
    Enrol,
    Enrolled,
    Head,
    Known,
    Missing,
    Page,
    Push,
    Pushed,
    Rename,
    Said,
    Token,
)
from greenfield.sync.transport import Reply

RULES: Final = 1
"""The version of the rules of who may read what; another one makes devices read the feed anew."""


class _Said(TypedDict):
    """What every answer carries; see `greenfield.sync.messages.Said`."""

    proto: int
    epoch: str
    head: int
    server_time: str
    durable_upto: int
    tables: bool
    folded: bool


class _Names(TypedDict):
    """What devices are called; see `greenfield.sync.messages.Page`."""

    names: int
    devices: dict[str, str]


class Endpoints:
    """The endpoints of a hub."""

    def __init__(self, database: Database, surroundings: Surroundings, limits: Limits) -> None:
        """Answer from a database."""
        self._database = database
        self._surroundings = surroundings
        self._limits = limits
        self._requests = Rate(limits.requests_a_minute, surroundings)
        self._collecting = CollectingLater()
        self._resuming = Resuming(database, Unfinished(limits.unfinished_bytes, surroundings.now))
        self._codes = Rate(limits.codes_a_minute, surroundings)

    def look_at_head(self, route: Route) -> int:
        """Return how many bytes the body of a request may have; refuses what its head shows to be nothing for this hub."""
        check_proto(route.number("proto", PROTO))
        if route.endpoint in {"enrol", "token"}:
            return announced(route.request.headers, self._limits.enrol_bytes)
        identify(self._database, self._surroundings, route.organisation, route.token)
        return announced(route.request.headers, self._limits.body_bytes)

    def arriving(self, route: Route) -> Beginning | None:
        """Return where to put the body of a push as it arrives; None for what nobody goes on with."""
        return self._resuming.arriving(route) if route.endpoint == "push" else None

    def answer(self, route: Route, peer: str) -> Reply:
        """Return the reply to a request of a peer; raises Refused and ProblemError."""
        check_proto(route.number("proto", PROTO))
        if route.endpoint == "enrol":
            self._codes.take(peer)
            return self._enrol(route)
        if route.endpoint == "token":
            return self._token(route)
        caller = identify(self._database, self._surroundings, route.organisation, route.token)
        self._requests.take(caller.device)
        if route.endpoint == "blobs":
            return answer_file(self._database, self._surroundings, self._limits, caller, route)
        doors: dict[str, Callable[[Route, Caller], Reply]] = {
            "head": self._head,
            "push": self._push,
            "came": self._came,
            "changes": self._changes,
            "known": self._known,
            "digest": self._digest,
            "name": self._name,
        }
        return doors[route.endpoint](route, caller)

    def _enrol(self, route: Route) -> Reply:
        joined = enrol(self._database, self._surroundings, read_message(route.request, Enrol, self._limits))
        organisation = joined.organisation
        said = Enrolled(
            **self._said(organisation),
            token=joined.token,
            expires=iso(joined.expires),
            organisation=organisation.id,
            organisation_name=organisation.name,
            member=joined.member,
            member_name=joined.member_name,
            role=joined.role,
            recipient=organisation.recipient,
        )
        return reply_with(route.request, said)

    def _token(self, route: Route) -> Reply:
        found = find_token(self._database, route.token)
        if found is None:
            raise Refused(401, "device.unknown")
        caller = identify(self._database, self._surroundings, found[0].id, route.token)
        self._requests.take(caller.device)
        organisation, token, expires = rotate(self._database, self._surroundings, caller, route.token)
        return reply_with(route.request, Token(**self._said(organisation), token=token, expires=iso(expires)))

    def _head(self, route: Route, caller: Caller) -> Reply:
        organisation = self._organisation(caller)
        said = Head(
            **self._said(organisation),
            scope=scope_of(caller),
            role=caller.role,
            lowest_client=str(LOWEST_PROTO),
            organisation_name=organisation.name,
        )
        return reply_with(route.request, said)

    def _push(self, route: Route, caller: Caller) -> Reply:
        name = route.query.get("name", "")
        if name and (known := self._answer_to(route, caller, name)):
            return reply_with(route.request, known)
        body = self._resuming.body(route)
        push = read_message(route.request._replace(body=body), Push, self._limits)
        if len(push.changes) + sum(each.many for each in (*push.tables, *push.folded)) > self._limits.changes:
            raise Refused(413, "sync.too_many")
        self._check_epoch(route, caller)
        with self._collecting.hold_off():
            taken = take_push(self._database, caller, push, self._limits)
        if taken.erased:
            self._resuming.forget()
        if route.query.get("short") != "1":
            return reply_with(route.request, Pushed(**self._said(taken.organisation), outcomes=taken.answers))
        answers, runs = taken.in_short()
        said = Pushed(**self._said(taken.organisation), outcomes=answers, runs=runs, before=taken.before)
        self._resuming.keep_answer(route, body, said)
        return reply_with(route.request, said)

    def _answer_to(self, route: Route, caller: Caller, name: str) -> Pushed | None:
        self._check_epoch(route, caller)
        return self._resuming.answer_to(route, self._organisation(caller), name)

    def _came(self, route: Route, caller: Caller) -> Reply:
        self._check_epoch(route, caller)
        organisation = self._organisation(caller)
        answered, came = self._resuming.standing(route, organisation)
        name = name_of(came) if came else ""
        said = Came(**self._said(organisation), answered=answered, size=len(came), name=name)
        return reply_with(route.request, said)

    def _changes(self, route: Route, caller: Caller) -> Reply:
        self._check_epoch(route, caller)
        if "range" in route.request.headers:
            rest = self._resuming.rest_of_page(route, caller, self._organisation(caller))
            if rest is not None:
                return rest
        size = min(route.number("max_bytes", MEGABYTE), self._limits.page_bytes)
        full = route.query.get("own") == "full"
        short = route.query.get("short") == "1"
        section = read_page(
            self._database,
            caller,
            route.number("since", 0),
            size,
            own_in_full=full,
            short=short,
            noted=route.runs("noted"),
        )
        said = Page(
            **self._said(section.organisation),
            scope=scope_of(caller),
            role=caller.role,
            items=section.items,
            next=section.next,
            more=section.more,
            left=section.left,
            **self._names(route, section.organisation),
        )
        return self._resuming.keep_page(route, reply_with(route.request, said), section.organisation)

    def _names(self, route: Route, organisation: Organisation) -> _Names:
        """Return the names of devices for one that asks for them and does not have the newest."""
        if "names" not in route.query or (since := route.number("names", 0)) >= organisation.names:
            return _Names(names=0, devices={})
        found = names_since(self._database, organisation.org, since)
        return _Names(names=organisation.names, devices=found)

    def _known(self, route: Route, caller: Caller) -> Reply:
        asked = read_message(route.request, Known, self._limits)
        if len(asked.cids) > self._limits.known:
            raise Refused(413, "sync.too_many")
        self._check_epoch(route, caller)
        organisation, missing = find_missing(self._database, caller, asked.cids)
        return reply_with(route.request, Missing(**self._said(organisation), cids=missing))

    def _digest(self, route: Route, caller: Caller) -> Reply:
        upto = route.number("upto", 2**53)
        organisation, buckets = sum_up(self._database, caller, upto)
        said = Digest(**self._said(organisation), upto=min(upto, organisation.head), buckets=buckets)
        return reply_with(route.request, said)

    def _name(self, route: Route, caller: Caller) -> Reply:
        rename(self._database, caller, read_message(route.request, Rename, self._limits).name)
        return reply_with(route.request, Said(**self._said(self._organisation(caller))))

    def _organisation(self, caller: Caller) -> Organisation:
        with self._database.reading() as connection:
            return organisation_of(connection, caller.org)

    def _check_epoch(self, route: Route, caller: Caller) -> None:
        """Refuse with 409 `epoch.changed` what was asked of the hub before it was restored.

        Who knows a place in this epoch's feed that the hub never came to shows that it was set back without `hub restore`, by a
        copy of its folder or of its machine: this is another epoch then.
        """
        found = self._organisation(caller)
        said, epoch = route.query.get("epoch", ""), found.epoch
        if said and said == epoch and route.number("since", 0) > found.head:
            epoch = begin_epoch(self._database, self._surroundings, caller.org, epoch)
        if said not in {"", epoch}:
            raise Refused(409, "epoch.changed", epoch=epoch)

    def _said(self, organisation: Organisation) -> _Said:
        now = self._surroundings.clock().isoformat(timespec="seconds")
        return _Said(
            proto=PROTO,
            epoch=organisation.epoch,
            head=organisation.head,
            server_time=now,
            durable_upto=organisation.durable_upto,
            tables=True,
            folded=True,
        )


def scope_of(caller: Caller) -> str:
    """Return what changes when a device may read something else otherwise than record by record."""
    return hashlib.sha256(f"{RULES} {caller.member}".encode()).hexdigest()[:16]
