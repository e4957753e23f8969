"""Who may not ask fills no memory with a body, and all bodies together have an end."""

import asyncio
import tracemalloc

import pytest
from hub_sample import Place
from msgspec import json

from greenfield.sync.hub.asgi import make_application
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.messages import PROTO, Push
from greenfield.sync.wire import pack

MEGABYTE = 1024 * 1024
EMPTY = pack(Push(proto=PROTO, changes=[]))


@pytest.fixture
def place():
    made = Place(limits=UNHURRIED._replace(bodies_bytes=100_000))
    yield made
    made.hub.close()


class Asked:
    """A request to the application whose body comes in parts, as a test gives them."""

    def __init__(self, application, path, token="", length=None, method="POST"):
        headers = [(b"authorization", f"Bearer {token}".encode()), (b"content-encoding", b"zstd")]
        headers.append(
            (b"transfer-encoding", b"chunked") if length is None else (b"content-length", b"%d" % length)
        )
        headers.append((b"accept-encoding", b"identity"))
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": path, "raw_path": path.encode(), "query_string": b"", "headers": headers,
            "server": ("hub", 80), "client": ("peer", 1), "root_path": "", "state": {},
        }  # fmt: skip
        self.parts = asyncio.Queue()
        self.is_read = asyncio.Event()
        self.taken = 0
        self.said = []
        self.task = asyncio.create_task(application(scope, self.receive, self.send))

    async def receive(self):
        self.is_read.set()
        part = await self.parts.get()
        self.taken += len(part or b"")
        return {"type": "http.request", "body": part or b"", "more_body": part is not None}

    async def send(self, message):
        self.said.append(message)

    def give(self, *parts):
        for each in (*parts, None):
            self.parts.put_nowait(each)

    async def answer(self):
        await asyncio.wait_for(self.task, 60)
        code = json.decode(b"".join(each.get("body", b"") for each in self.said)).get("code", "")
        return self.said[0]["status"], code


def play(place, scene):
    """Run a scene with the application of a hub."""
    asyncio.run(scene(make_application(place.hub)))


def test_a_body_of_somebody_unknown_goes_by_without_being_kept(place):
    push = f"/v1/orgs/{place.centre}/push"

    async def scene(application):
        asked = Asked(application, push, "A" * 43, 7 * MEGABYTE)
        tracemalloc.start()
        part = bytes(65536)
        asked.give(*[part] * (7 * MEGABYTE // 65536))
        found = await asked.answer()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert found == (401, "device.unknown")
        assert asked.taken == 7 * MEGABYTE  # so that it hears the answer
        assert peak < 2 * MEGABYTE

    play(place, scene)


@pytest.mark.parametrize("length", [65537, None], ids=["announced", "not-announced"])
def test_whoever_joins_sends_little(place, length):
    async def scene(application):
        asked = Asked(application, "/v1/devices/enrol", length=length)
        asked.give(bytes(65537))
        assert await asked.answer() == (413, "sync.too_large")

    play(place, scene)


def test_bodies_that_come_at_once_have_room_together_or_are_asked_again_later(place):
    ana = place.join("Ana")
    push = f"/v1/orgs/{place.centre}/push"

    async def scene(application):
        first = Asked(application, push, ana.token, 60_000)
        await asyncio.wait_for(first.is_read.wait(), 60)
        second = Asked(application, push, ana.token, 60_000)
        second.give(bytes(60_000))
        assert await second.answer() == (503, "hub.busy")
        assert dict(second.said[0]["headers"])[b"retry-after"] == b"5"
        small = Asked(application, push, ana.token, len(EMPTY))
        small.give(EMPTY)
        assert (await small.answer())[0] == 200
        first.give(bytes(60_000))
        assert await first.answer() == (400, "sync.malformed")
        again = Asked(application, push, ana.token, 60_000)
        again.give(bytes(60_000))
        assert await again.answer() == (400, "sync.malformed")

    play(place, scene)


def test_room_is_given_back_when_the_line_breaks(place):
    ana = place.join("Ana")
    push = f"/v1/orgs/{place.centre}/push"

    async def scene(application):
        for _ in range(3):
            broken = Asked(application, push, ana.token, 90_000)
            await asyncio.wait_for(broken.is_read.wait(), 60)
            broken.task.cancel()
            await asyncio.gather(broken.task, return_exceptions=True)
        whole = Asked(application, push, ana.token, len(EMPTY))
        whole.give(EMPTY)
        assert (await whole.answer())[0] == 200

    play(place, scene)
