"""A hub that serves beside other work of the same program, for as long as it is wanted."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from greenfield.base.problem import fail
from greenfield.services.hub import OpenHub, Serving
from greenfield.sync.hub.opening import certificate_of, note_address

_SECONDS_TO_START = 30.0
_SECONDS_TO_STOP = 30.0


@contextmanager
def serving_here(hub: OpenHub, host: str = "127.0.0.1", port: int = 0) -> Iterator[Serving]:
    """Serve a hub with TLS in a thread of its own until the context ends; requests under way are answered before.

    Port 0 takes a free one. Raises ProblemError `hub.port_taken`.
    """
    from greenfield.sync.hub.hub import Hub  # noqa: PLC0415  these load a web server, which only this needs
    from greenfield.sync.hub.serving import Service  # noqa: PLC0415

    certificate, _ = certificate_of(hub.database)
    ports: list[int] = []
    ready = threading.Event()

    def tell(taken: int) -> None:
        ports.append(taken)
        ready.set()

    service = Service(Hub(hub.database), host, port, certificate, tell)

    def serve() -> None:
        service.serve()
        ready.set()  # also where it could not start

    thread = threading.Thread(target=serve, name="hub")
    thread.start()
    try:
        ready.wait(_SECONDS_TO_START)
        if not ports:
            raise fail("hub.port_taken", f"{host}:{port}")
        url = f"https://{host}:{ports[0]}"
        note_address(hub.database, url)
        yield Serving(url, certificate.fingerprint)
    finally:
        service.stop()
        thread.join(_SECONDS_TO_STOP)
