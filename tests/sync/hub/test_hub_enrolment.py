"""Codes and tokens: once, for a while, hashed, rate limited; a lost answer locks nobody out."""

import pytest
from hub_sample import Device, Place

from greenfield.sync.hub.administration import list_devices, revoke
from greenfield.sync.hub.callers import identify
from greenfield.sync.hub.enrolment import rotate
from greenfield.sync.hub.limits import Limits
from greenfield.sync.hub.refusal import Refused
from greenfield.sync.messages import Refusal
from greenfield.sync.wire import unpack


def refusal(reply):
    return reply.status, unpack(reply.body, Refusal).code


def test_a_device_joins_by_a_code_and_learns_where_it_is(place):
    device = Device(place, "Ana", place.centre)
    joined = device.enrol(place.code("Ana", "administrator"))
    assert (joined.organisation, joined.organisation_name) == (place.centre, "Centre")
    assert (joined.member_name, joined.role) == ("Ana", "administrator")
    assert joined.recipient.startswith("age1")
    assert joined.expires == "2027-04-05T08:00:00+00:00"
    device.token = joined.token
    assert device.pull() == []


def test_neither_code_nor_token_stands_in_the_database(place):
    code = place.code("Ana")
    joined = Device(place, "Ana", place.centre).enrol(code)
    rows = repr(place.rows("SELECT * FROM invite") + place.rows("SELECT * FROM device"))
    assert code not in rows
    assert code.replace("-", "") not in rows
    assert joined.token not in rows


def test_a_code_is_read_as_people_type_it(place):
    code = place.code("Ana")
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert Device(place, "Ana", place.centre).try_enrol(typed).status == 200


def test_a_code_works_once_but_again_for_a_device_whose_answer_was_lost(place):
    code, device, other = (
        place.code("Ana"),
        Device(place, "Ana", place.centre),
        Device(place, "Ana", place.centre),
    )
    first = device.enrol(code)
    again = device.enrol(code)
    assert first.token != again.token
    assert refusal(other.try_enrol(code)) == (401, "code.used")
    place.pass_time(minutes=31)
    assert refusal(device.try_enrol(code)) == (401, "code.used")
    device.token = again.token
    assert device.pull() == []


def test_a_code_ends_and_an_unknown_one_gets_the_same_answer(place):
    code = place.code("Ana")
    place.pass_time(days=14)
    device = Device(place, "Ana", place.centre)
    assert (
        refusal(device.try_enrol(code))
        == refusal(device.try_enrol("0000-0000-0000"))
        == (401, "code.unknown")
    )


def test_nobody_takes_the_id_of_somebody_elses_device(place, ana):
    thief = Device(place, "Theo", place.centre)
    assert refusal(thief.try_enrol(place.code("Theo"), device=ana.id)) == (409, "device.taken")
    assert ana.enrol(place.code("Ana")).member == ana.joined.member


@pytest.mark.parametrize(
    "wrong", [{"device": "x"}, {"name": "n" * 201}, {"name": "\0"}, {"recipient": "r" * 300}]
)
def test_a_device_that_describes_itself_badly_does_not_use_the_code_up(place, wrong):
    code, device = place.code("Ana"), Device(place, "Ana", place.centre)
    assert refusal(device.try_enrol(code, **wrong)) == (400, "enrol.malformed")
    assert device.try_enrol(code).status == 200


def test_codes_cannot_be_guessed_quickly():
    place = Place(limits=Limits(codes_a_minute=3))
    device = Device(place, "Eve", place.centre)
    assert [device.try_enrol("0000-0000-000" + str(each)).status for each in range(4)] == [401, 401, 401, 429]
    reply = device.try_enrol(place.code("Eve"))
    assert (reply.status, reply.headers["retry-after"]) == (429, "21")
    place.pass_time(seconds=21)
    assert device.try_enrol(place.code("Eve")).status == 200
    place.hub.close()


def test_a_replaced_token_serves_on_until_the_new_one_was_used(ana):
    old = ana.token
    lost = ana.rotate()
    assert ana.pull() == []
    ana.token = ana.rotate().token
    assert lost.token == ana.token != old
    assert ana.pull() == []
    ana.token = old
    assert ana.refused("GET", "changes") == (401, "device.unknown")


def test_of_a_request_for_a_token_that_came_twice_either_answer_serves(ana):
    first, second = ana.rotate(), ana.rotate()
    old, ana.token = ana.token, first.token
    assert ana.pull() == []
    ana.token = second.token
    assert ana.pull() == []
    # and one that was on its way for long takes nothing away
    caller = identify(ana.place.database, ana.place.surroundings, ana.organisation, second.token)
    with pytest.raises(Refused, match=r"device\.unknown"):
        rotate(ana.place.database, ana.place.surroundings, caller, old)
    assert ana.pull() == []


def test_a_token_that_was_just_replaced_is_not_forgotten_by_a_request_beside(ana, monkeypatch):
    """The request reads who asks, another one replaces the token, then the first one notes that it was there."""
    ana.token = ana.rotate().token
    database, old = ana.place.database, ana.token
    begin = database.writing
    replaced = []

    def replace_first():
        if not replaced:
            replaced.append("now")
            replaced.append(ana.rotate())
        return begin()

    monkeypatch.setattr(database, "writing", replace_first)
    assert ana.pull() == []
    assert replaced[1].token != old
    assert ana.pull() == []  # the answer with the new token may have been lost


def test_a_replaced_token_ends_after_some_days(place, ana):
    ana.rotate()
    place.pass_time(days=7)
    assert ana.refused("GET", "changes") == (401, "token.expired")


def test_a_revoked_device_comes_back_by_a_new_code_only(place, ana):
    revoke(place.database, place.centre, ana.id[:6])
    assert ana.refused("GET", "changes") == (403, "device.revoked")
    assert [each.revoked for each in list_devices(place.database, place.centre)] == [True]
    ana.token = ana.enrol(place.code("Ana")).token
    assert ana.pull() == []


def test_a_revoked_device_does_not_come_back_by_the_code_that_it_used(place):
    code, device = place.code("Ana"), Device(place, "Ana", place.centre)
    device.token = device.enrol(code).token
    revoke(place.database, place.centre, device.id)
    assert refusal(device.try_enrol(code)) == (401, "code.used")
    assert device.refused("GET", "changes") == (403, "device.revoked")


def test_a_device_of_another_member_reads_under_another_scope(place, ana, ben):
    assert ana.page().scope != ben.page().scope
    assert ana.page().scope == place.join("Ana").page().scope


def test_a_device_that_joined_as_somebody_else_joins_rightly_once_it_is_let_out(place):
    """Two people took each other's invitation: a workspace must not be lost for that."""
    wrong = Device(place, "Binta", place.centre)
    wrong.enrol(place.code("Binta"), recipient="age1own")
    own = place.code("Awa")
    assert refusal(wrong.try_enrol(own, recipient="age1own")) == (409, "device.taken")
    revoke(place.database, place.centre, wrong.id)
    joined = wrong.enrol(own, recipient="age1own")
    assert joined.member_name == "Awa"
    wrong.token = joined.token
    assert wrong.pull() == []


@pytest.mark.parametrize("recipient", ["", "age1other"])
def test_nobody_takes_over_what_a_device_wrote_that_was_let_out(place, ana, ben, recipient):
    """Its id stands in every change, and what it did not send yet comes in a file: it would be shown to the wrong person."""
    lost = Device(place, "Ben", place.centre)
    lost.enrol(place.code("Ben"), recipient=recipient and "age1own")
    private = lost.create("company", name="Mill", sharing="own")
    revoke(place.database, place.centre, lost.id)
    thief = Device(place, "Ana", place.centre)
    thief.id = lost.id
    assert refusal(thief.try_enrol(place.code("Ana"), recipient=recipient)) == (409, "device.taken")
    place.join("Carl").push(private)
    assert ana.pull() == []
    assert len(ben.pull()) == 1
