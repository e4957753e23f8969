"""What a device is called: the hub is told once, and an older hub, which knows no such message, stops nothing."""

import msgspec
from device_sample import Centre, Direct

from greenfield.services.sync.connecting import name_device
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
