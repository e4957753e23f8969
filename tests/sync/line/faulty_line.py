"""A TCP line between a device and a hub that is slow and late, breaks, falls silent, or says everything twice."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable
from typing import NamedTuple

PIECE = 1024
WAITING = 8
SLOW_BUFFER = 8192
"""Small, so that a slow line is felt at its other end."""


class Fault(NamedTuple):
    """What befalls one connection after so many bytes both ways; 0 never. A mirrored one says all that goes up twice."""

    cut_after: int = 0
    silent_after: int = 0
    mirrored: bool = False


GOOD = Fault()


class FaultyLine:
    """Forwards `port` to another port of this computer, in a thread of its own, until it is closed.

    `fault` says what befalls the connection of a number, from 0. `bytes_a_second` limits each way (0: not at all), and every
    piece comes `seconds_late`. `cuts_answer` breaks the connection when the hub says something next.
    """

    def __init__(
        self,
        target: int,
        fault: Callable[[int], Fault] = lambda _number: GOOD,
        *,
        bytes_a_second: float = 0,
        seconds_late: float = 0,
    ) -> None:
        self.fault = fault
        self.bytes_a_second = bytes_a_second
        self.seconds_late = seconds_late
        self.cuts_answer = False
        self.connections = 0
        self.cuts = 0
        self.carried = 0
        self._target = target
        # the protocol is named, since asyncio sends small pieces at once only where it is
        self._listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if bytes_a_second:
            self._listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SLOW_BUFFER)
        self._listening.bind(("127.0.0.1", 0))
        self._listening.listen()
        self.port = int(self._listening.getsockname()[1])
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="faulty line")
        self._thread.start()

    def close(self) -> None:
        """Break all connections and listen no more."""
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(60)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        self._loop.run_until_complete(self._listen())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def _listen(self) -> None:
        under_way: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(
            lambda reader, writer: under_way.add(asyncio.ensure_future(self._connect(reader, writer))),
            sock=self._listening,
            limit=2 * PIECE,
        )
        await self._end.wait()
        server.close()
        for each in under_way:
            each.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await asyncio.sleep(0)  # closed sockets are let go of in the next round

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = self.fault(self.connections)
        self.connections += 1
        ends = [writer]
        try:
            hub_reader, hub_writer = await self._to_hub(ends)
            up = [hub_writer]
            tasks = []
            if fault.mirrored:
                mirror_reader, mirror_writer = await self._to_hub(ends)
                up.append(mirror_writer)
                tasks.append(asyncio.ensure_future(self._swallow(mirror_reader)))
            count = [0]
            tasks.append(asyncio.ensure_future(self._carry(reader, up, fault, count, down=False)))
            tasks.append(asyncio.ensure_future(self._carry(hub_reader, [writer], fault, count, down=True)))
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for each in tasks:
                    each.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
        except OSError:
            pass
        finally:
            for each in ends:
                each.transport.abort()

    async def _to_hub(
        self, ends: list[asyncio.StreamWriter]
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._target, limit=2 * PIECE)
        ends.append(writer)
        return reader, writer

    async def _carry(
        self,
        source: asyncio.StreamReader,
        targets: list[asyncio.StreamWriter],
        fault: Fault,
        count: list[int],
        *,
        down: bool,
    ) -> None:
        """Carry one way until it ends or is cut; pieces are on their way at the same time, in their order."""
        on_the_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(WAITING)
        delivering = asyncio.ensure_future(self._deliver(on_the_way, targets))
        free_at = self._loop.time()
        try:
            while piece := await source.read(PIECE):
                count[0] += len(piece)
                self.carried += len(piece)
                if (fault.cut_after and count[0] >= fault.cut_after) or (down and self.cuts_answer):
                    self.cuts += 1
                    self.cuts_answer = False
                    return
                if fault.silent_after and count[0] >= fault.silent_after:
                    continue
                free_at = max(free_at, self._loop.time())
                free_at += len(piece) / self.bytes_a_second if self.bytes_a_second else 0
                await on_the_way.put((free_at + self.seconds_late, piece))
            await on_the_way.put((self._loop.time(), b""))
            await delivering
        finally:
            delivering.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError):
                await delivering

    async def _deliver(
        self, on_the_way: "asyncio.Queue[tuple[float, bytes]]", targets: list[asyncio.StreamWriter]
    ) -> None:
        while True:
            due, piece = await on_the_way.get()
            if not piece:
                return
            await asyncio.sleep(max(0, due - self._loop.time()))
            for each in targets:
                each.write(piece)
                await each.drain()

    @staticmethod
    async def _swallow(source: asyncio.StreamReader) -> None:
        while await source.read(PIECE):
            pass
        await asyncio.Event().wait()  # its end ends nothing
