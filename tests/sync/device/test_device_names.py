"""What a device is called: the hub is told once, and an older hub, which knows no such message, stops nothing."""

import msgspec
import pytest
from device_sample import Centre, Direct
from test_device_restored import restore

from greenfield.services.sync.connecting import name_device
from greenfield.store.connecting import driver_of
from greenfield.store.syncing.device_names import names
from greenfield.sync.hub.administration import list_devices
from greenfield.sync.messages import Refusal
from greenfield.sync.transport import Reply


def hub_says(centre: Centre):
    return [each.name for each in list_devices(centre.hub.database, centre.organisation)]


def test_a_new_name_is_told_with_the_next_sync_and_once(join):
    device = join("first")
    name_device(device.workspace, "tablet")
    line = Direct(device.centre.hub)
    assert device.sync(line).problem is None
    assert hub_says(device.centre) == ["tablet"]
    assert device.sync(line).requests == 1
    assert len(line.of("/name")) == 1


def test_a_hub_that_knows_no_names_stops_nothing(join):
    device = join("first")
    name_device(device.workspace, "tablet")

    def older(request):
        said = msgspec.json.encode(Refusal(proto=1, code="hub.no_such_page"))
        return Reply(404, {}, said) if request.path.endswith("/name") else None

    assert device.sync(Direct(device.centre.hub, before=older)).problem is None
    assert hub_says(device.centre) == ["laptop"]


def test_a_name_that_is_changed_while_it_is_told_is_told_again(join):
    device = join("first")
    name_device(device.workspace, "tablet")

    def meanwhile(request, _reply):
        if request.path.endswith("/name"):
            name_device(device.workspace, "phone")

    assert device.sync(Direct(device.centre.hub, after=meanwhile)).problem is None
    assert hub_says(device.centre) == ["tablet"]
    assert device.sync(Direct(device.centre.hub)).problem is None
    assert hub_says(device.centre) == ["phone"]


def known_to(device):
    with device.workspace.read() as connection:
        return names(driver_of(connection))


def test_the_others_learn_what_a_device_is_called_without_a_request_of_its_own(join):
    first, second = join("first"), join("second")
    both = {first.workspace.device: "laptop", second.workspace.device: "laptop"}
    assert first.sync().requests == 1
    assert known_to(first) == both
    name_device(second.workspace, "tablet")
    second.sync()
    line = Direct(first.centre.hub)
    assert first.sync(line).requests == 1
    assert known_to(first) == both | {second.workspace.device: "tablet"}
    again = Direct(first.centre.hub)
    assert first.sync(again).requests == 1
    assert len(again.replies[0].body) < len(line.replies[0].body), "names come once"


@pytest.mark.parametrize("has_new", [False, True], ids=["nobody joined since", "somebody joined since"])
def test_a_hub_that_was_restored_tells_the_names_that_it_knows(join, has_new):
    first, second = join("first"), join("second")
    first.sync()
    backup = first.centre.backup()
    for name in ("a", "b", "c"):
        name_device(second.workspace, name)
        second.sync()
    first.sync()
    restore(first.centre, backup)
    third = join("third") if has_new else None
    assert second.sync().problem is None
    first.sync()
    found = known_to(first)
    assert found[second.workspace.device] == "c", "the device says again what it is called"
    if third:
        assert found[third.workspace.device] == "laptop"
