"""What protects the hub: sizes, numbers, rates; the limits themselves are well above what a device does."""

import tracemalloc

import pytest
from hub_sample import Place

from greenfield.sync.hub.limits import UNHURRIED, Limits
from greenfield.sync.messages import PROTO, Known, Push
from greenfield.sync.wire import pack, zstd


@pytest.fixture
def small():
    limits = UNHURRIED._replace(
        body_bytes=20_000,
        unpacked_bytes=100_000,
        changes=3,
        change_bytes=2_000,
        known=2,
        page_bytes=3_000,
        piece_bytes=50,
    )
    place = Place(limits=limits)
    yield place
    place.hub.close()


def post(device, page, body, **headers):
    return device.refused("POST", page, body, **headers)


def test_a_large_body_a_bomb_and_too_many_of_anything_are_refused(small):
    ana = small.join("Ana")
    packed = {"content_encoding": "zstd"}
    assert post(ana, "push", b"x" * 20_001) == (413, "sync.too_large")
    assert post(ana, "push", zstd.compress(b" " * 100_001), **packed) == (413, "sync.too_large")
    assert ana.here("POST", "push", pack(Push(proto=PROTO, changes=[])), **packed).status == 200
    changes = [ana.create("company", name=str(each)) for each in range(4)]
    with pytest.raises(AssertionError, match=r"sync\.too_many"):
        ana.push(*changes)
    body = pack(Known(proto=PROTO, cids=["a", "b", "c"]))
    assert post(ana, "known", body, **packed) == (413, "sync.too_many")


def test_a_change_that_is_too_large_is_refused_by_itself(small):
    ana = small.join("Ana")
    large, good = ana.create("company", name="x" * 2_000), ana.create("company", name="x")
    assert [(each.status, each.reason) for each in ana.push(large, good)] == [
        ("refused", "size"),
        ("applied", ""),
    ]


def test_a_page_is_no_larger_than_the_hub_wants_whatever_is_asked(small):
    ana = small.join("Ana")
    for _ in range(4):
        ana.push(*[ana.create("company", name="x" * 500) for _ in range(3)])
    page = ana.page(max_bytes=2**50, more="&own=full")
    assert (len(page.items), page.more) == (3, True)


def test_a_bomb_costs_no_more_memory_than_its_limit(ana):
    bomb = zstd.compress(b" " * 1_000_000_000)
    tracemalloc.start()
    assert post(ana, "push", bomb, content_encoding="zstd") == (413, "sync.too_large")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5 * UNHURRIED.unpacked_bytes


def test_who_asks_too_often_is_told_how_long_to_wait_and_others_are_not():
    place = Place(limits=Limits(requests_a_minute=5))
    ana, ben = place.join("Ana"), place.join("Ben")
    assert [ana.here("GET", "head").status for _ in range(6)] == [200] * 5 + [429]
    reply = ana.here("GET", "head")
    assert (reply.status, reply.headers["retry-after"]) == (429, "13")
    assert ben.here("GET", "head").status == 200
    place.pass_time(seconds=13)
    assert ana.here("GET", "head").status == 200
    place.hub.close()
