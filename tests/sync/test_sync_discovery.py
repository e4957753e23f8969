"""A hub on the network is found by those who look for it, and forgotten when it goes. Loopback only."""

import asyncio
import secrets
import threading
import time

import pytest

from greenfield.base.problem import ProblemError
from greenfield.services.sync.discovery import hubs_nearby
from greenfield.sync import discovery
from greenfield.sync.discovery import FoundHub, announced, find_hubs

HERE = ["127.0.0.1"]
FINGERPRINT = "0123456789abcdef" * 4
SEARCHES = (1.0, *[discovery.SECONDS] * 15)
"""The second question, after a second, is answered to all; the answer to the first one may go to another test beside this."""


def found_in_the_end(count, look=find_hubs):
    """Search until so many are found: how soon a hub answers depends on what else its computer does."""
    for seconds in SEARCHES:
        if len(found := look(seconds, interfaces=HERE)) >= count:
            return found
    return pytest.fail(f"{found} is all that was found")


def threads():
    return [thread.name for thread in threading.enumerate() if "zeroconf" in thread.name.lower()]


@pytest.mark.usefixtures("own_network")
def test_a_hub_is_found_while_it_is_there_and_not_afterwards():
    with announced("Laptop of Awa", 8443, "Centre de Thiès", FINGERPRINT, interfaces=HERE):
        found = found_in_the_end(1, hubs_nearby)
    assert found == [FoundHub("Laptop of Awa", "https://127.0.0.1:8443", "Centre de Thiès", FINGERPRINT[:16])]
    assert hubs_nearby(0.5, interfaces=HERE) == []
    assert threads() == []


def test_hubs_are_announced_as_those_of_greenfield():
    """The service that all programs have in common, where others may be heard, too."""
    name = f"Hub {secrets.token_hex(6)}"
    with announced(name, 8443, "Centre", "", interfaces=HERE):
        assert any(hub.name == name for seconds in SEARCHES for hub in find_hubs(seconds, interfaces=HERE))
    assert discovery.SERVICE == "_greenfield._tcp.local."


@pytest.mark.usefixtures("own_network")
def test_hubs_of_one_name_are_told_apart_and_names_are_cut():
    with (
        announced("Hub. of\ta very " + "l" * 100 + "ong name", 8443, "é" * 200, FINGERPRINT, interfaces=HERE),
        announced("Hub. of\ta very " + "l" * 100 + "ong name", 8444, "Other", "", interfaces=HERE),
    ):
        first, second = found_in_the_end(2)
    assert {first.url, second.url} == {"https://127.0.0.1:8443", "https://127.0.0.1:8444"}
    assert first.name != second.name
    assert {first.organisation, second.organisation} == {"é" * 28, "Other"}
    assert all(len(hub.name) <= 63 for hub in (first, second))
    assert {first.fingerprint, second.fingerprint} == {FINGERPRINT[:16], ""}


@pytest.mark.usefixtures("own_network")
def test_a_hub_that_starts_in_an_event_loop_is_found_as_well():
    async def serve():
        with announced("Hub", 8443, "Centre", FINGERPRINT, interfaces=HERE):
            return await asyncio.to_thread(found_in_the_end, 1)

    assert [hub.name for hub in asyncio.run(serve())] == ["Hub"]
    assert threads() == []


def test_the_search_can_be_ended_before_its_time():
    stop = threading.Event()
    stop.set()
    began = time.monotonic()
    find_hubs(300, interfaces=HERE, stop=stop)
    assert time.monotonic() - began < 150


def test_a_network_that_is_not_there_is_named():
    with pytest.raises(ProblemError) as caught:
        find_hubs(0.2, interfaces=["203.0.113.9"])
    assert caught.value.code == "discovery.network"
    with pytest.raises(ProblemError) as caught, announced("x", 1, "y", "", interfaces=["203.0.113.9"]):
        pytest.fail("announced where there is no network")
    assert caught.value.code == "discovery.network"
    assert threads() == []
