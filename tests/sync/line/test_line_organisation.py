"""A whole organisation at one hub over TLS, all at the same time: everybody has the same in the end."""

import random
import threading

import pytest
from line_sample import assert_equal, over

from greenfield.services.sync.conflicts import conflicts, count_conflicts
from greenfield.services.sync.resolving import decide_all
from greenfield.store.check import check

FIELDS = 8


def make_visits(device, number, visits, chance):
    """Note companies with visits and answers; return the visits."""
    made = []
    with device.workspace.unit() as unit:
        for each in range(visits):
            if each % 10 == 0:
                company = unit.create("company", {"name": f"Mill {number}-{each}", "sharing": "organisation"})
            answers = {f"answers/q{field}": str(chance.randrange(1000)) for field in range(FIELDS)}
            made.append(unit.create("visit", {"company": company, "sharing": "organisation", **answers}))
    return made


def edit(device, visits, chance):
    """Change answers in visits of anybody, as they are seen here."""
    with device.workspace.unit() as unit:
        for visit in visits:
            unit.set(visit, {f"answers/q{chance.randrange(FIELDS)}": str(chance.randrange(1000))})


def sync_all(hub, devices):
    """Let all devices sync at the same time."""
    reports = {}

    def one(device):
        reports[device.workspace.device] = over(None, hub, device, stall=120, attempts=30)

    threads = [threading.Thread(target=one, args=(device,)) for device in devices]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [report.problem for report in reports.values()] == [None] * len(devices)
    return list(reports.values())


@pytest.mark.parametrize(("count", "visits"), [(4, 10), pytest.param(20, 200, marks=pytest.mark.long)])
def test_all_devices_of_a_hub_end_equal(hub, make_workspace, count, visits):
    chance = random.Random(count)
    devices = [hub.join(make_workspace(f"laptop-{number}"), f"Member {number}") for number in range(count)]
    made = []
    for number, device in enumerate(devices):
        made += make_visits(device, number, visits, chance)
    sync_all(hub, devices)
    sync_all(hub, devices)
    assert_equal(devices, [])
    # everybody edits, the same visits among others, before anybody hears of anybody
    for device in devices:
        edit(device, chance.sample(made, visits // 5) + made[:2], chance)
    sync_all(hub, devices)
    sync_all(hub, devices)
    assert {device.store.count_unsent() for device in devices} == {0}
    open_ones = {count_conflicts(device.workspace) for device in devices}
    assert len(open_ones) == 1
    assert open_ones.pop() > 0
    for visit in {each.belonging.record for each in conflicts(devices[0].workspace)}:
        decide_all(devices[0].workspace, visit, lambda conflict: conflict.sides[0])
    sync_all(hub, devices[:1])
    sync_all(hub, devices[1:])
    assert_equal(devices, [])
    assert len(made) == count * visits
    assert check(devices[-1].workspace) == []
    quiet = sync_all(hub, devices)
    assert {report.requests for report in quiet} == {1}
