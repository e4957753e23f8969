"""A connection to the hub that nobody can hold for nothing: whoever asks, or reads the answer, has to get on with it."""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from greenfield.sync.hub.bodies import LEFT

HEAD_SECONDS: Final = 30.0
"""For the first line and the headers of a request, from its first byte or from connecting; a device sends them in one piece."""
READ_SECONDS: Final = 120.0
"""For taking some of an answer: on the slowest line the part that is waited for takes a quarter of this."""


class BoundedConnection(H11Protocol):
    """HTTP/1.1 with an end to waiting, which uvicorn itself has only between requests."""

    head_seconds = HEAD_SECONDS
    read_seconds = READ_SECONDS

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Begin with nothing to wait for."""
        super().__init__(*arguments, **named)
        self._waiting_for_head: asyncio.TimerHandle | None = None
        self._waiting_for_reader: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Go on waiting for the head of a request until it is whole; more bytes of it win no more time."""
        self._wait_for_head()
        super().data_received(data)
        if self._is_answering:
            self._stop_waiting_for_head()

    def on_response_complete(self) -> None:
        """Leave the time between requests to uvicorn, but not the rest of a request that has begun already."""
        super().on_response_complete()
        if not self._is_answering and self.conn.trailing_data[0]:
            self._wait_for_head()

    def pause_writing(self) -> None:
        """Begin to wait for somebody who does not read."""
        super().pause_writing()
        if self._waiting_for_reader is None:
            self._waiting_for_reader = self.loop.call_later(self.read_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """Stop waiting, some was read."""
        super().resume_writing()
        self._stop_waiting_for_reader()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more; what came of a body and was not read is left with its request."""
        if self._is_answering and self.cycle.body:
            self.cycle.scope[LEFT] = bytes(self.cycle.body)  # type: ignore[typeddict-unknown-key]  # a key of our own
        self._stop_waiting_for_head()
        self._stop_waiting_for_reader()
        super().connection_lost(exc)
        self._stop_waiting_for_reader()

    @property
    def _is_answering(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _wait_for_head(self) -> None:
        if self._waiting_for_head is None and not self._is_answering:
            self._waiting_for_head = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _stop_waiting_for_head(self) -> None:
        if self._waiting_for_head is not None:
            self._waiting_for_head.cancel()
            self._waiting_for_head = None

    def _stop_waiting_for_reader(self) -> None:
        if self._waiting_for_reader is not None:
            self._waiting_for_reader.cancel()
            self._waiting_for_reader = None
