"""A line to the hub on which anything may go wrong, each request by a plan."""

from collections.abc import Callable
from enum import IntEnum
from typing import Any, Protocol

import msgspec

from greenfield.base.problem import ProblemError
from greenfield.sync.transport import LineError, Reply, Request
from greenfield.sync.wire import ENCODING, LEVEL, unpacked, zstd


class Fault(IntEnum):
    """What happens to one request; the more frequent ones have several numbers, see `FAULTS`."""

    FINE = 0
    REQUEST_LOST = 1
    ANSWER_LOST = 2
    REQUEST_CUT = 3
    ANSWER_CUT = 4
    TWICE = 5
    LATER = 6
    BUSY = 7
    TOO_MANY = 8
    BROKEN = 9
    PORTAL = 10
    NEWER = 11
    MEANWHILE = 12
    REQUEST_TORN = 13
    ANSWER_TORN = 14


FAULTS = tuple(Fault)
BUSY = {
    Fault.BUSY: Reply(503, {}, b""),
    Fault.TOO_MANY: Reply(429, {"retry-after": "1"}, b""),
    Fault.BROKEN: Reply(500, {"content-type": "text/plain"}, b"oh"),
    Fault.PORTAL: Reply(200, {"content-type": "text/html"}, b"<html>Please pay for your room first"),
}


class AnyHub(Protocol):
    """The hub at the other end."""

    def answer(self, request: Request) -> Reply: ...

    def take_beginning(self, request: Request) -> None: ...


class FaultyLine:
    """A `Transport` to a hub inside this process.

    `next_fault` says what happens to the next request; `meanwhile` works on while an answer is under way. What is
    delayed goes into `late`, to arrive at the hub when nobody waits for it any more. `overheard` gets every answer.
    """

    def __init__(
        self,
        hub: "AnyHub",
        next_fault: Callable[[], Fault],
        meanwhile: Callable[[], None],
        late: list[Request],
        overheard: Callable[[Request, bytes], None],
    ) -> None:
        self._hub = hub
        self._next_fault = next_fault
        self._meanwhile = meanwhile
        self._late = late
        self._overheard = overheard

    def send(self, request: Request) -> Reply:
        fault = self._next_fault()
        if fault == Fault.REQUEST_LOST:
            raise LineError("lost")
        if fault == Fault.LATER:
            self._late.append(request)
            raise LineError("hangs")
        if fault in BUSY:
            return BUSY[fault]
        if fault == Fault.REQUEST_TORN:
            self._hub.take_beginning(request._replace(body=request.body[: len(request.body) // 2]))
            raise LineError("torn")
        if fault == Fault.REQUEST_CUT:
            self._ask(request._replace(body=request.body[: len(request.body) // 2]))
            raise LineError("cut")
        reply = self._ask(request)
        if fault == Fault.TWICE:
            reply = self._ask(request)
        if fault == Fault.MEANWHILE:
            self._meanwhile()
        if fault == Fault.ANSWER_LOST:
            raise LineError("silence")
        if fault == Fault.ANSWER_TORN:
            raise LineError("torn", reply._replace(body=reply.body[: len(reply.body) // 2]))
        if fault == Fault.ANSWER_CUT:
            return reply._replace(body=reply.body[: len(reply.body) // 2]) if reply.body else reply
        if fault == Fault.NEWER:
            return _newer(reply)
        return reply

    def close(self) -> None:
        """Nothing is under way in other threads."""

    def _ask(self, request: Request) -> Reply:
        reply = self._hub.answer(request)
        assert reply.status < 500, f"the hub broke: {reply}"
        self._overheard(request, content_of(reply))
        return reply


def content_of(reply: Reply) -> bytes:
    """Return what an answer says, unpacked; nothing for the rest of a page, which was whole when the line broke."""
    if reply.status == 206 and reply.headers.get("content-encoding") == ENCODING:
        return b""
    return (
        unpacked(reply.body)
        if reply.body and reply.headers.get("content-encoding") == ENCODING
        else reply.body
    )


def _newer(reply: Reply) -> Reply:
    """Return an answer as a newer hub would write it, with keys that nobody here knows."""
    try:
        said: Any = msgspec.json.decode(content_of(reply))
    except (msgspec.DecodeError, UnicodeDecodeError, ProblemError):
        return reply
    if not isinstance(said, dict):
        return reply
    said["weather"] = {"sky": ["clear"]}
    for key in ("items", "outcomes"):
        said[key] = [{**each, "mood": 7} for each in said[key]] if key in said else None
    written = msgspec.json.encode({key: value for key, value in said.items() if value is not None})
    return Reply(reply.status, {**reply.headers, "content-encoding": ENCODING}, zstd.compress(written, LEVEL))
