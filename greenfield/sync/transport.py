"""One request and its answer, so that the same device speaks over HTTP, inside a process, and over a faulty line."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol


class Request(NamedTuple):
    """A request: method, path with query below the hub's address, headers, body."""

    method: str
    path: str
    headers: Mapping[str, str] = {}
    body: bytes = b""


class Reply(NamedTuple):
    """An answer: HTTP status, headers with names in small letters, body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class LineError(Exception):
    """The line broke, was never there, or hung: nobody knows whether the request arrived. `part` is what came of the answer."""

    def __init__(self, reason: str = "", part: Reply | None = None) -> None:
        """Keep why, and an answer whose body is not whole."""
        super().__init__(reason)
        self.part = part


class Transport(Protocol):
    """Carries requests to a hub, one at a time."""

    def send(self, request: Request) -> Reply:
        """Return the answer, whatever its status; LineError if none came."""

    def close(self) -> None:
        """End the line; a request under way in another thread ends with LineError."""
