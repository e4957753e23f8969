"""Bodies of requests: none is kept in memory for somebody who may not ask, and never more of them than the hub has room for."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast

from greenfield.sync.hub.refusal import Refused
from greenfield.sync.hub.unfinished import Beginning

if TYPE_CHECKING:
    from litestar import Request

WAIT: Final = 120
"""Seconds in which a body has to be here."""
_AGAIN: Final = 5


class Room:
    """Room for so many bytes of bodies at once, of all connections together; used on one event loop."""

    def __init__(self, size: int) -> None:
        """Begin with all of it free."""
        self._free = size

    @contextmanager
    def take(self, size: int) -> Iterator[None]:
        """Keep room while the context lasts; refuses with 503 `hub.busy` where there is none."""
        if size > self._free:
            raise Refused(503, "hub.busy", retry_after=_AGAIN)
        self._free -= size
        try:
            yield
        finally:
            self._free += size


def announced(headers: Any, most: int) -> int:
    """Return how many bytes a body may have by what its head says; 413 `sync.too_large` for more than `most`."""
    said = headers.get("content-length", "")
    if not (said.isascii() and said.isdecimal() and len(said) <= 16):
        return most if headers.get("transfer-encoding") else 0
    if int(said) > most:
        raise Refused(413, "sync.too_large")
    return int(said)


LEFT: Final = "greenfield.left"
"""What of a body had come when its connection was lost, and nobody had read, in the scope of the request."""


async def read_body(
    request: "Request[Any, Any, Any]", most: int, beginning: Beginning | None = None
) -> bytes:
    """Read a body of at most so many bytes; 413 `sync.too_large`, 408 `sync.malformed` if it does not come.

    All that comes goes into the `beginning` at once, also where the rest never does.
    """
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(WAIT):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise Refused(413, "sync.too_large")
                parts.append(part)
                if beginning is not None:
                    beginning.add(part)
    except TimeoutError:
        raise Refused(408, "sync.malformed") from None
    finally:
        if beginning is not None:
            beginning.add(cast("bytes", request.scope.get(LEFT, b"")))
    return b"".join(parts)


async def pass_over(request: "Request[Any, Any, Any]", most: int) -> None:
    """Let a body of at most so many bytes go by: a device hears a refusal only after it has sent all."""
    size = 0
    try:
        async with asyncio.timeout(WAIT):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    return
    except TimeoutError:
        return
