"""P7 on the hub itself: while several threads push at the same time, a reader gets each change once, and misses none."""

import random
import threading
from pathlib import Path

import msgspec
import pytest
from sync_crash_run import CHEAP, SECRET, enrol

from greenfield.base.ids import new_id
from greenfield.records.change import CREATE, Change, FieldEdit, decode, encode, seal
from greenfield.sync.hub.administration import add_member, add_organisation
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.hub.opening import create_hub, opened_hub
from greenfield.sync.hub.surroundings import Surroundings
from greenfield.sync.messages import PROTO, Page, Push, Pushed
from greenfield.sync.transport import Request
from greenfield.sync.wire import ENCODING, pack, unpack

WRITERS = 4


def a_change(device: str, number: int, *, genuine: bool = True) -> Change:
    made = seal(
        Change(
            cid=new_id(),
            hash="",
            device=device,
            author="",
            dseq=number,
            kind="group",
            record=new_id(),
            op=CREATE,
            fields={"name": FieldEdit(f"Group {number}")},
            at_device="",
        )
    )
    return made if genuine else msgspec.structs.replace(made, hash="0" * 64)


class Line:
    """What a device asks of the hub."""

    def __init__(self, hub: Hub, organisation: str, member: str) -> None:
        self.device = new_id()
        link = enrol(hub, organisation, member, self.device)
        self._hub = hub
        self._base = f"/v1/orgs/{organisation}/"
        self._headers = {"authorization": f"Bearer {link.token}", "content-encoding": ENCODING}

    def push(self, changes: list[Change]) -> list[str]:
        """Push and return the ids of what was taken; the hub may be busy for a moment."""
        body = pack(Push(proto=PROTO, changes=[msgspec.Raw(encode(change)) for change in changes]))
        while True:
            reply = self._hub.answer(Request("POST", self._base + "push", self._headers, body))
            if reply.status == 200:
                said = unpack(reply.body, Pushed)
                return [each.cid for each in said.outcomes if each.rev is not None]
            assert reply.status == 503

    def page(self, since: int) -> Page:
        """Return the next page of the feed."""
        reply = self._hub.answer(
            Request("GET", f"{self._base}changes?since={since}&max_bytes=900", self._headers)
        )
        assert reply.status == 200
        return unpack(reply.body, Page)


@pytest.mark.parametrize("pushes", [15, pytest.param(1_500, marks=pytest.mark.long)])
def test_a_reader_gets_every_change_once_while_others_push(tmp_path: Path, pushes: int):
    create_hub(tmp_path / "hub", [SECRET], "Hub", Surroundings(), cost=CHEAP)
    with opened_hub(tmp_path / "hub", SECRET) as (database, _vault):
        hub = Hub(database, Surroundings(), UNHURRIED)
        organisation = add_organisation(database, hub.surroundings, "Centre")
        member = add_member(database, hub.surroundings, organisation, "Somebody", "visitor")
        lines = [Line(hub, organisation, member) for _ in range(WRITERS)]
        reader = Line(hub, organisation, member)
        taken: list[list[str]] = [[] for _ in lines]

        def write(number: int) -> None:
            source = random.Random(number)
            for count in range(pushes):
                batch = [
                    a_change(lines[number].device, count, genuine=source.random() < 0.8)
                    for _ in range(source.randrange(1, 6))
                ]
                taken[number] += lines[number].push(batch)

        threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
        for thread in threads:
            thread.start()
        read: list[tuple[int, str]] = []
        since, writing, more = 0, True, True
        while writing or more:
            writing = any(thread.is_alive() for thread in threads)
            page = reader.page(since)
            read += [(item.rev, decode(bytes(item.change)).cid) for item in page.items if item.change]
            since, more = page.next, page.more
        for thread in threads:
            thread.join()
    assert [rev for rev, _ in read] == list(range(1, len(read) + 1))
    assert sorted(cid for _, cid in read) == sorted(cid for each in taken for cid in each)
