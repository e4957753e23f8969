"""Where a line broke, the next one goes on: what the hub has of a push, and this device of a page, is not sent twice.

A hub keeps both for some minutes in memory (`greenfield.sync.hub.unfinished`). One that does not, because it is an older one, was started anew
or stands behind something that hands on whole requests only, has all of it sent again, as ever.
"""

import hashlib
from collections.abc import Mapping
from typing import Final, NamedTuple

from greenfield.sync.device.hub_line import OF_MESSAGE, AgainError, HubLine, RefusedError, now
from greenfield.sync.messages import Came, Pushed
from greenfield.sync.transport import Reply

LEAST: Final = 2048
"""Of fewer bytes it is not worth a question."""
_IN_VAIN: Final = 3
_STUCK: Final = 2
"""Lines that brought nothing more of a push: what they bear is less than its rest."""
_GONE: Final = 409
_UNFIT: Final = "another part"


class PartOfPage(NamedTuple):
    """The beginning of a page beyond a place of the feed, under the name that the hub gave it."""

    since: int
    name: str
    body: bytes
    began: float

    @property
    def headers(self) -> dict[str, str]:
        """What asks for the rest of it, and for a whole page where that is not to be had."""
        return {"range": f"bytes={len(self.body)}-", "if-range": self.name}

    def whole(self, reply: Reply) -> Reply:
        """Return the answer with what came before; AgainError for what does not fit."""
        if reply.status != 206:
            return reply
        if not _goes_on(reply.headers, self):
            raise AgainError(_UNFIT)
        body = self.body + reply.body
        if f'"{name_of(body)[:16]}"' != self.name:
            raise AgainError(_UNFIT)
        return reply._replace(status=200, body=body)


def part_of_page(error: AgainError, since: int, before: PartOfPage | None, began: float) -> PartOfPage | None:
    """Return what is here of the page beyond a place after a line broke; None where it brought nothing more of it."""
    part = error.part
    name = part.headers.get("etag", "") if part else ""
    if part is None or not part.body or not name:
        return None
    if part.status == 200:
        return PartOfPage(since, name, part.body, began)
    if part.status == 206 and before is not None and _goes_on(part.headers, before):
        return before._replace(body=before.body + part.body)
    return None


def _goes_on(headers: Mapping[str, str], before: PartOfPage) -> bool:
    first = headers.get("content-range", "").startswith(f"bytes {len(before.body)}-")
    return first and headers.get("etag") == before.name


class GoingOn:
    """Sends what a hub lacks of a push, for as long as each line brings some of it."""

    def __init__(self, hub: HubLine) -> None:
        """Ask this hub."""
        self._hub = hub
        self._in_vain = 0
        self._furthest = ("", 0)
        self._stuck_with = ""
        self.is_size_to_blame = True
        self.borne: int | None = None
        """Bytes that one of the lines bore which broke until none brought more; None where that is not known."""

    def rest_of_push(
        self, body: bytes, query: Mapping[str, str | int], error: AgainError
    ) -> tuple[Pushed, float] | None:
        """Wait as after any failure, then send the rest; return the answer and the seconds, None for all of it to be sent again.

        `is_size_to_blame` tells then whether less at once would help: not where a hub that keeps what comes got nothing for the
        first time. Raises as `HubLine` does when patience ends, but no AgainError.
        """
        began, there, name = now(), 0, name_of(body)
        lines = stuck = 0
        self.borne = None
        while True:
            self.is_size_to_blame = True
            lines += 1
            self._hub.be_patient(error)
            if not error.is_broken or len(body) < LEAST or self._in_vain >= _IN_VAIN:
                return None
            try:
                came = self._came(name, query)
                if came is not None and came.answered is not None:
                    return came.answered, now() - began
                if came is None or not self._fits(came, body, there):
                    return None
                stuck = 0 if came.size > there else stuck + 1
                if stuck == _STUCK:
                    if name != self._stuck_with:
                        self._hub.went_well()
                    self._stuck_with = name
                    self.borne = max(1, there // lines)
                    return None
                if not stuck:
                    there = came.size
                    self._note_progress(name, there)
                asked = {**query, "from": there, "name": name}
                # no byte may be left to send: the whole is a message all the same
                reply = self._hub.once("POST", "push", body[there:], headers=OF_MESSAGE, query=asked)
                return self._hub.read(reply, Pushed), now() - began
            except AgainError as again:
                error = again
                self._in_vain += not again.is_broken
            except RefusedError as refused:
                if refused.status != _GONE:
                    raise
                return None

    def _note_progress(self, name: str, there: int) -> None:
        """Have new patience where more of a push is there than ever; one that ends at the same place each time has to end."""
        furthest = self._furthest[1] if self._furthest[0] == name else 0
        if there > furthest:
            self._furthest = (name, there)
            self._hub.went_well()

    def _fits(self, came: Came, body: bytes, there: int) -> bool:
        """Tell whether what the hub has is a beginning of the push, and none that it cannot answer."""
        self._in_vain = 0 if came.size else self._in_vain + 1
        self.is_size_to_blame = self._in_vain != 1
        if not there <= came.size <= len(body) or came.size == there == len(body):
            return False
        return came.size > 0 and came.name == name_of(body[: came.size])

    def _came(self, name: str, query: Mapping[str, str | int]) -> Came | None:
        """Return what the hub has of a push; None for a hub that keeps nothing."""
        try:
            reply = self._hub.once("GET", "came", query={"epoch": query["epoch"], "name": name})
        except RefusedError:
            self._in_vain = _IN_VAIN
            return None
        return self._hub.read(reply, Came, is_progress=False)


def name_of(body: bytes) -> str:
    """Return the name of some bytes, as the hub gives them: half of their SHA-256."""
    return hashlib.sha256(body).hexdigest()[:32]
