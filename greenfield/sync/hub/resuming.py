"""A push and a page that a broken line cut go on where it broke: what the requests say of it, over `greenfield.sync.hub.unfinished`."""

import re
from typing import Final, NamedTuple

from greenfield.sync.hub.callers import Caller, Organisation
from greenfield.sync.hub.database import Database
from greenfield.sync.hub.pages import took_away
from greenfield.sync.hub.refusal import Refused
from greenfield.sync.hub.routing import Route
from greenfield.sync.hub.surroundings import hashed
from greenfield.sync.hub.unfinished import Beginning, KeptPage, Unfinished, name_of
from greenfield.sync.messages import Pushed
from greenfield.sync.transport import Reply
from greenfield.sync.wire import ENCODING, MEDIA_TYPE

LEAST_OF_A_PAGE: Final = 4096
"""Bytes; a smaller one is as soon sent again."""
_REST: Final = re.compile(r"bytes=([0-9]{1,9})-")


class Standing(NamedTuple):
    """How far a push came: its answer, or the bytes that are here."""

    answered: Pushed | None
    came: bytes


class Resuming:
    """Keeps pushes and pages of devices, each found again by the secret of its device alone."""

    def __init__(self, database: Database, unfinished: Unfinished) -> None:
        """Keep them in memory; the database says whether a page is still all that may be read."""
        self._database = database
        self._unfinished = unfinished

    def arriving(self, route: Route) -> Beginning:
        """Return where to put the body of a push as it arrives."""
        return self._unfinished.begin(hashed(route.token), route.number("from", 0))

    def body(self, route: Route) -> bytes:
        """Return the body of a push with what came of it before; 409 where that is not here any more."""
        after = route.number("from", 0)
        if not after:
            return route.request.body
        body = self._unfinished.came(hashed(route.token))[:after] + route.request.body
        if name_of(body) != route.query.get("name"):
            raise Refused(409, "sync.malformed")
        return body

    def answer_to(self, route: Route, now: Organisation, name: str) -> Pushed | None:
        """Return the answer to a push, if it was answered and the hub was not set back since."""
        found = self._unfinished.answer_to(hashed(route.token), name)
        return found if found and found.epoch == now.epoch and found.head <= now.head else None

    def standing(self, route: Route, now: Organisation) -> Standing:
        """Return how far a push came."""
        answered = self.answer_to(route, now, route.query.get("name", ""))
        return Standing(answered, b"" if answered else self._unfinished.came(hashed(route.token)))

    def forget(self) -> None:
        """Keep nothing that anybody sent or got, because something of it may be erased now."""
        self._unfinished.forget()

    def keep_answer(self, route: Route, body: bytes, said: Pushed) -> None:
        """Keep the answer to a push."""
        self._unfinished.note_answer(hashed(route.token), name_of(body), said)

    def keep_page(self, route: Route, reply: Reply, organisation: Organisation) -> Reply:
        """Keep a compressed page that is worth it until the device asks for another one, and name it in its answer."""
        if len(reply.body) < LEAST_OF_A_PAGE or reply.headers.get("content-encoding") != ENCODING:
            self._unfinished.note_page(hashed(route.token), None)
            return reply
        name = f'"{name_of(reply.body)[:16]}"'
        page = KeptPage(name, reply.body, organisation.epoch, organisation.head)
        self._unfinished.note_page(hashed(route.token), page)
        return reply._replace(headers={**reply.headers, "etag": name})

    def rest_of_page(self, route: Route, caller: Caller, now: Organisation) -> Reply | None:
        """Return what a device lacks of its last page, if that is still what it may read."""
        headers = route.request.headers
        asked, kept = _REST.fullmatch(headers.get("range", "")), self._unfinished.page(hashed(route.token))
        if not asked or kept is None or headers.get("if-range") != kept.name:
            return None
        begin, size = int(asked[1]), len(kept.body)
        is_same = kept.epoch == now.epoch and kept.head <= now.head
        if begin >= size or not is_same or took_away(self._database, caller, kept.head):
            return None
        said = {
            "content-type": MEDIA_TYPE,
            "content-encoding": ENCODING,
            "etag": kept.name,
            "content-range": f"bytes {begin}-{size - 1}/{size}",
        }
        return Reply(206, said, kept.body[begin:])
