"""P5: the same change id with other content is refused, and both are kept."""

import msgspec
from sync_world import World

from greenfield.records.change import FieldEdit, canonical, encode, seal
from greenfield.sync.messages import PROTO, Push, Pushed
from greenfield.sync.transport import Request
from greenfield.sync.wire import ENCODING, pack, unpack


def push(world, machine, *changes):
    link = machine.store.link()
    headers = {"authorization": f"Bearer {link.token}", "content-encoding": ENCODING}
    body = pack(Push(proto=PROTO, changes=[msgspec.Raw(encode(change)) for change in changes]))
    reply = world.hub.answer(Request("POST", f"/v1/orgs/{world.hub.organisation}/push", headers, body))
    return unpack(reply.body, Pushed).outcomes


def test_the_same_id_with_other_content_is_refused_and_both_are_kept():
    world = World(2, 2)
    first, second = world.machines
    world.create_company(0, 1)
    world.sync(first)
    (made,) = first.log().values()
    forged = seal(msgspec.structs.replace(made, fields={**made.fields, "name": FieldEdit("forged content")}))
    (outcome,) = push(world, second, forged)
    assert (outcome.status, outcome.rev) == ("refused", None)
    (again,) = push(world, first, made)
    assert (again.status, again.rev) == ("duplicate", 1)
    assert world.hub.log() == {made.cid: made}
    assert b"forged content" in world.hub.everything()
    world.sync(second)
    assert second.state(made.record).current("name").value == canonical(made.fields["name"].value)
    world.close()


def test_a_bad_change_in_a_push_never_stops_the_next():
    world = World(2, 2)
    first, second = world.machines
    world.create_company(0, 1)
    world.create_company(0, 2)
    one, two = first.log().values()
    wrong = msgspec.structs.replace(one, hash="0" * 64)
    assert [each.status for each in push(world, first, wrong, two, wrong)] == [
        "refused",
        "applied",
        "refused",
    ]
    world.settle()
    world.check()
    assert second.records("company") == first.records("company")
    world.close()
