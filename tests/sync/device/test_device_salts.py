"""A device tells its hub with which salts its ids were made, forgets them then, and sends ids in full where they do not follow."""

from device_sample import Direct, heads
from test_device_work import fill

from greenfield.services.sync.connecting import become_new_device
from greenfield.store.rebuild import read_log
from greenfield.store.salts import known_salts
from greenfield.sync.hub.administration import begin_epochs
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.messages import Push
from greenfield.sync.wire import pack, unpack, unpacked


def pushes(line):
    return [unpack(each.body, Push) for each in line.of("/push")]


def told(device, line):
    """Return how many ids of the device's changes stand in what it sent."""
    said = b"".join(unpacked(each.body) for each in line.of("/push")).decode()
    log = [change for _, change in read_log(device.workspace.writing_connection)]
    return sum(each.cid in said for each in log) + sum(each in said for each in {each.record for each in log})


def kept(device):
    return known_salts(device.workspace.writing_connection)


def settle(first, second):
    for each in (first, second, first):
        assert each.sync().problem is None
    assert heads(first.workspace) == heads(second.workspace)
    assert first.store.digest(10**6) == second.store.digest(10**6)


def test_ids_that_were_made_here_do_not_travel_and_their_salt_goes_with_them(join):
    first, second = join("first", "Awa"), join("second", "Badou")
    for _ in range(2):
        fill(first, 60)
        ((_, salt),) = kept(first)
        report = first.sync(line := Direct(first.centre.hub))
        assert report.outcomes == {"applied": 61}
        assert [each.salts for each in pushes(line)] == [[salt.hex()]]
        assert told(first, line) == 0
        assert kept(first) == []
    settle(first, second)


def test_each_opening_since_the_last_sync_has_a_salt_of_its_own(join, make_workspace):
    first, second = join("first", "Awa"), join("second", "Badou")
    for _ in range(3):
        fill(first, 10)
        first.workspace.close()
        first = type(first)(make_workspace("first"), first.store, first.centre)
        first.store = type(second.store)(first.workspace)
    line = Direct(first.centre.hub)
    assert first.sync(line).outcomes == {"applied": 33}
    assert [len(each.salts) for each in pushes(line)] == [3]
    assert told(first, line) == 0
    settle(first, second)


def test_what_a_restored_hub_lacks_is_sent_again_with_its_ids(join, centre):
    first, second = join("first", "Awa"), join("second", "Badou")
    backup = centre.backup()
    fill(first, 60)
    first.sync()
    begin_epochs(backup, centre.hub.surroundings)
    centre.hub = Hub(backup, limits=UNHURRIED)
    line = Direct(centre.hub)
    assert first.sync(line).problem is None
    assert [bool(each.folded) for each in pushes(line)] == [True]
    assert [each.salts for each in pushes(line)] == [[]]
    assert told(first, line) > 100
    settle(first, second)


def test_what_a_former_device_did_not_send_goes_without_its_ids_too(join, make_workspace):
    first, second = join("first", "Awa"), join("second", "Badou")
    fill(first, 30)
    become_new_device(first.workspace)
    fill(first, 30)
    first = first.centre.join(first.workspace)
    line = Direct(first.centre.hub)
    assert first.sync(line).outcomes == {"applied": 62}
    assert told(first, line) == 0
    settle(first, second)


def test_a_hub_that_finds_other_ids_takes_nothing_and_gets_them_in_full_in_the_end(join):
    """A version that made ids otherwise, say: the check differs, and changes go in fewer and fewer until they go as rows."""
    first, second = join("first", "Awa"), join("second", "Badou")
    fill(first, 30)

    def garbled(request):
        push = unpack(request.body, Push) if "/push" in request.path else None
        if push is None or not push.salts:
            return None
        push.salts = ["00" * 32 for _ in push.salts]
        return first.centre.hub.answer(request._replace(body=pack(push)))

    report = first.sync(line := Direct(first.centre.hub, before=garbled))
    assert (report.problem, report.outcomes) == (None, {"applied": 31})
    first_one, *_, last_one = pushes(line)
    assert first_one.salts
    assert not last_one.salts
    settle(first, second)


def test_what_others_made_travels_with_its_ids(join):
    """Changes that came by a stick, between own ones."""
    first, second = join("first", "Awa"), join("second", "Badou")
    fill(first, 20)
    fill(second, 20)
    brought = [change for _, change in read_log(second.workspace.writing_connection)]
    with first.workspace.unit() as unit:
        unit.apply(brought)
    fill(first, 20)
    line = Direct(first.centre.hub)
    first.sync(line)
    assert sum(each.cid in unpacked(line.of("/push")[0].body).decode() for each in brought) == len(brought)
    assert told(first, line) <= 2 * len(brought)
    settle(first, second)
