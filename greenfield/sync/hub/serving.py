"""Serving a hub over HTTP with TLS, until it is told to stop."""

import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

import uvicorn

from greenfield.sync.hub.asgi import make_application
from greenfield.sync.hub.certificate import Certificate, server_context
from greenfield.sync.hub.connection import BoundedConnection
from greenfield.sync.hub.hub import Hub

_STOPPING: Final = (signal.SIGINT, signal.SIGTERM)
_BACKLOG: Final = 128
_CONNECTIONS: Final = 128
_PATIENCE: Final = 10
_IDLE: Final = 60
"""Seconds between two requests. It is counted from when an answer was handed to the system, which may need half a minute to get it
over a slow line; a connection that ended meanwhile costs a device a new handshake and a smaller batch."""


def own_address() -> str:
    """Return the address of this computer in its network; that of the computer itself where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        try:
            line.connect(("192.0.2.1", 9))  # documentation's address: nothing is sent
        except OSError:
            return "127.0.0.1"
        return str(line.getsockname()[0])


def _is_worth_a_line(said: logging.LogRecord) -> bool:
    """Tell whether it is more than the system's words for an address that cannot be taken, which `serve` answers for."""
    return not isinstance(said.msg, OSError)


class _Server(uvicorn.Server):
    """Tells when it is ready, and stops at a signal without passing it on."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[int], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: Any = None) -> None:
        log = logging.getLogger("uvicorn.error")
        log.addFilter(_is_worth_a_line)
        try:
            await super().startup(sockets)
        finally:
            log.removeFilter(_is_worth_a_line)
        if not self.should_exit:
            self._ready(int(self.servers[0].sockets[0].getsockname()[1]))

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def stop(_number: int, _frame: FrameType | None) -> None:
            self.should_exit = True

        before = {number: signal.signal(number, stop) for number in _STOPPING}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


class Service:
    """A hub on an address. `serve` runs until `stop` is called from any thread, or a signal comes."""

    def __init__(
        self, hub: Hub, host: str, port: int, certificate: Certificate | None, ready: Callable[[int], None]
    ) -> None:
        """Prepare; port 0 takes a free one, and `ready` is called with it. Without a certificate it is plain HTTP."""
        config = uvicorn.Config(
            make_application(hub),
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=certificate is None,
            backlog=_BACKLOG,
            limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=_PATIENCE,
            timeout_keep_alive=_IDLE,
            http=BoundedConnection,
            lifespan="off",
        )
        config.load()
        if certificate is not None:
            config.ssl = server_context(certificate)
        self._server = _Server(config, ready)

    def serve(self) -> bool:
        """Serve until stopped; False if the address could not be taken."""
        try:
            self._server.run()
        except SystemExit:  # uvicorn's way to say that the port is taken
            return False
        return self._server.started

    def stop(self) -> None:
        """Let requests under way end, and return from `serve`."""
        self._server.should_exit = True
