"""A device's line to its hub: requests with token and limits, what each kind of answer means, and patience."""

import time
from collections.abc import Mapping
from typing import Final, TypeVar
from urllib.parse import urlencode

import msgspec

from greenfield import __version__
from greenfield.base.problem import ProblemError, fail
from greenfield.sync.device.conduct import Conduct
from greenfield.sync.messages import PROTO, Refusal, Said
from greenfield.sync.transport import LineError, Reply, Request, Transport
from greenfield.sync.wire import ENCODING, MEDIA_TYPE, pack, unpack

LONGEST_RETRY_AFTER: Final = 300
"""Seconds; a hub that asks for more patience is asked again with the next sync."""
_FINE: Final = frozenset({200, 201, 204, 206})
_LATER: Final = frozenset({408, 425, 429})
_NO_CONTENT: Final = b""
OF_MESSAGE: Final[Mapping[str, str]] = {"content-type": MEDIA_TYPE, "content-encoding": ENCODING}
"""Headers of a request with a message."""
_TOO_LARGE: Final = 413

ENDING: Final = frozenset(
    {
        *(
            "device.unknown",
            "device.revoked",
            "device.taken",
            "token.expired",
            "client.too_old",
            "proto.newer",
        ),
        *("code.unknown", "code.used", "enrol.malformed"),
    }
)
"""What a hub says to end a sync, or an enrolment; a person reads it in the words of the catalogue."""

Answer = TypeVar("Answer", bound=Said)


class AgainError(Exception):
    """No usable answer came: the line broke, the hub failed or is busy. `retry_after` in seconds if it said so.

    `is_broken`: the line did; `part` is what came of the answer then.
    """

    def __init__(
        self,
        reason: str,
        retry_after: float = 0,
        *,
        busy: bool = False,
        is_broken: bool = False,
        part: Reply | None = None,
    ) -> None:
        """Keep why."""
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
        self.busy = busy
        self.is_broken = is_broken
        self.part = part


class EpochChangedError(Exception):
    """The hub was restored from a backup since it was last heard."""


class RefusedError(Exception):
    """The hub refused a request for good: HTTP status, and a code of the catalogue of problems if it gave one."""

    def __init__(self, status: int, code: str, headers: Mapping[str, str]) -> None:
        """Keep what the hub said."""
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.headers = headers


class HubLine:
    """Speaks to one organisation of a hub in the name of a device; counts what goes over the line.

    `epoch` is what answers must carry, empty for any.
    """

    def __init__(self, transport: Transport, token: str, organisation: str, conduct: Conduct) -> None:
        """Use a transport that the caller closes."""
        self.token = token
        self.epoch = ""
        self.bytes_sent = 0
        self.bytes_received = 0
        self.requests = 0
        self.conduct = conduct
        self._transport = transport
        self._base = f"/v1/orgs/{organisation}/"
        self._failures = 0
        conduct.cancel.watch(transport)

    def ask(
        self,
        method: str,
        path: str,
        kind: type[Answer],
        message: msgspec.Struct | None = None,
    ) -> Answer:
        """Send a message until an answer comes, with waits between; raises as `once` does, but for AgainError.

        ProblemError `sync.line`, `sync.hub_fails` or `sync.busy` when patience ends.
        """
        body = pack(message) if message is not None else _NO_CONTENT
        while True:
            try:
                return self.read(self.once(method, path, body), kind)
            except AgainError as error:
                self.be_patient(error)

    def once(
        self,
        method: str,
        path: str,
        body: bytes = _NO_CONTENT,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str | int] | None = None,
    ) -> Reply:
        """Send one request and return its answer if it is one of success.

        Raises AgainError, RefusedError, EpochChangedError, CancelledError, and ProblemError with one of the codes in ENDING.
        """
        self.conduct.cancel.check()
        where = path if path.startswith("/") else self._base + path
        if query is not None:
            where += "?" + urlencode({"proto": PROTO, **query})
        sent = {"greenfield-program": __version__, "accept-encoding": ENCODING}
        if self.token:  # there is none yet when a device joins
            sent["authorization"] = f"Bearer {self.token}"
        if headers is not None:
            sent |= headers
        elif body:
            sent |= OF_MESSAGE
        self.requests += 1
        self.bytes_sent += len(body)
        try:
            reply = self._transport.send(Request(method, where, sent, body))
        except LineError as error:
            self.conduct.cancel.check()
            if error.part is not None:
                self.bytes_received += len(error.part.body)
            raise AgainError(str(error), is_broken=True, part=error.part) from error
        self.bytes_received += len(reply.body)
        return self._judged(reply, is_file=path.startswith("blobs/"))

    def read(self, reply: Reply, kind: type[Answer], *, is_progress: bool = True) -> Answer:
        """Read the message of an answer; AgainError for what is none, as a hotel's log-in page is.

        Failures are counted anew from here, unless the answer `is_progress` to nobody.
        """
        try:
            if reply.headers.get("content-encoding", "") == ENCODING:
                said = unpack(reply.body, kind)
            else:
                said = msgspec.json.decode(reply.body, type=kind)
        except (ProblemError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise AgainError(str(error)) from error
        if self.epoch and said.epoch != self.epoch:
            raise EpochChangedError
        if is_progress:
            self._failures = 0
        return said

    def went_well(self) -> None:
        """Begin to count failures anew."""
        self._failures = 0

    def be_patient(self, error: AgainError) -> None:
        """Wait for the next attempt; ProblemError when there were too many, CancelledError when nobody waits any more."""
        self._failures += 1
        if self._failures >= self.conduct.attempts or error.retry_after > LONGEST_RETRY_AFTER:
            if error.busy:
                raise fail("sync.busy", seconds=max(1, round(error.retry_after))) from error
            raise fail("sync.line", reason=error.reason) from error
        self.conduct.wait(self._failures, error.retry_after)

    def _judged(self, reply: Reply, *, is_file: bool) -> Reply:
        status = reply.status
        if status in _FINE:
            return reply
        if status in _LATER or status >= 500 or 300 <= status < 400 or status < 200:
            refusal = self._refusal(reply)
            seconds = refusal.retry_after if refusal else 0
            raise AgainError(_named(status), seconds or _seconds(reply), busy=status in {429, 503})
        refusal = self._refusal(reply)
        code = refusal.code if refusal else ""
        if status == 409 and code == "epoch.changed":
            raise EpochChangedError
        if code in ENDING:
            raise fail(code)
        says_nothing = is_file and not reply.body
        if not code and (status in {401, 403, 407} or not (says_nothing or status == _TOO_LARGE)):
            # not our hub: something on the way wants to be asked first; or what it said was cut off
            raise AgainError(_named(status))
        raise RefusedError(status, code, reply.headers)

    @staticmethod
    def _refusal(reply: Reply) -> Refusal | None:
        try:
            if reply.headers.get("content-encoding", "") == ENCODING:
                return unpack(reply.body, Refusal, limit=65536)
            return msgspec.json.decode(reply.body, type=Refusal)
        except (ProblemError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None


def _named(status: int) -> str:
    return f"HTTP {status}"


def _seconds(reply: Reply) -> float:
    """Return what the header `retry-after` says; 0 for none, and for a date, which no clock here can judge."""
    said = reply.headers.get("retry-after", "")
    return float(said) if said.isdecimal() and len(said) < 7 else 0


def now() -> float:
    """Return seconds that only grow, to see how long something takes; no clock that can be set."""
    return time.monotonic()
