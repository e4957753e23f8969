"""A hub in a process of its own, as `greenfield hub serve` runs it, with a line before it that counts and cuts."""

import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from greenfield.bench.sync_line import Counted, CuttingLine
from greenfield.services import hub as hubs
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.hub.serving import Service
from greenfield.vault.passphrase import Passphrase

_SECRET: Final = Passphrase("bench of a hub")
_PATIENCE_S: Final = 60


class HubProcess:
    """Speaks to the process: where the hub listens, codes to join, and what goes over its line."""

    def __init__(self, pipe: "Connection[Any, Any]") -> None:
        """Use the parent's end of a pipe."""
        self._pipe = pipe

    @property
    def url(self) -> str:
        """Where devices reach the hub, by way of the line that counts."""
        return str(self._ask("url"))

    def code(self, member: str) -> str:
        """Return a code by which a device of a member joins."""
        return str(self._ask("code", member))

    def begin(self, cut_every: int = 0) -> None:
        """Count from nothing, and break the line after so many bytes, again and again; 0 never."""
        self._ask("begin", cut_every)

    def counted(self) -> Counted:
        """Return what went over the line since `begin`."""
        found = self._ask("counted")
        assert isinstance(found, Counted)
        return found

    def _ask(self, *words: object) -> object:
        self._pipe.send(words)
        if not self._pipe.poll(_PATIENCE_S):
            raise TimeoutError
        return self._pipe.recv()


@contextmanager
def hub_process(folder: Path) -> Iterator[HubProcess]:
    """Make a hub in a folder and serve it in a process of its own, for as long as the context lasts."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, folder), daemon=True)
    process.start()
    theirs.close()
    try:
        yield HubProcess(ours)
    finally:
        ours.close()
        process.join(_PATIENCE_S)
        if process.is_alive():
            process.kill()


def _serve(pipe: "Connection[Any, Any]", folder: Path) -> None:
    hubs.make_hub(folder, _SECRET, "Bench")
    ports: list[int] = []
    ready = threading.Event()

    def tell(port: int) -> None:
        ports.append(port)
        ready.set()

    with hubs.opened(folder, _SECRET) as hub:
        hubs.add_organisation(hub, "Centre")
        service = Service(Hub(hub.database, hub.surroundings, UNHURRIED), "127.0.0.1", 0, None, tell)
        thread = threading.Thread(target=service.serve)
        thread.start()
        ready.wait(_PATIENCE_S)
        line = CuttingLine(ports[0])
        try:
            _answer(pipe, hub, line)
        finally:
            line.close()
            service.stop()
            thread.join()


def _answer(pipe: "Connection[Any, Any]", hub: hubs.OpenHub, line: CuttingLine) -> None:
    url = f"http://127.0.0.1:{line.port}"
    while True:
        try:
            word, *given = pipe.recv()
        except EOFError:
            return
        if word == "url":
            pipe.send(url)
        elif word == "code":
            pipe.send(hubs.invite(hub, given[0], url=url, days=1, out=None).code)
        elif word == "begin":
            line.begin(given[0])
            pipe.send(None)
        else:
            pipe.send(line.counted)
