"""What a hub keeps of pushes and pages whose line broke: for their own device alone, not for long, not too much, and nothing erased."""

import random

import pytest
from hub_sample import Place
from msgspec import Raw

from greenfield.records.change import encode
from greenfield.sync.hub import quota
from greenfield.sync.hub.limits import MEGABYTE, UNHURRIED
from greenfield.sync.hub.unfinished import MOST_OF_A_PUSH, SECONDS, KeptPage, Unfinished, name_of
from greenfield.sync.messages import PROTO, Answered, Came, Page, Push, Pushed
from greenfield.sync.transport import Request
from greenfield.sync.wire import pack, unpack


@pytest.fixture
def place():
    made = Place(limits=UNHURRIED)
    yield made
    made.hub.close()


def push_of(device, count=40):
    """Return changes that hardly compress, and the body of a push of them."""
    chance = random.Random(count)
    made = [
        device.create("company", name=chance.randbytes(200).hex(), sharing="organisation")
        for _ in range(count)
    ]
    return made, pack(Push(proto=PROTO, changes=[Raw(encode(each)) for each in made]))


def begin(device, body, after=0):
    """Let the beginning of a push arrive, as the line does that breaks then."""
    path = f"/v1/orgs/{device.organisation}/push?from={after}"
    request = Request("POST", path, {"authorization": f"Bearer {device.token}"})
    assert isinstance(device.place.hub.look_at_head(request), int)
    device.place.hub.arriving(request).add(body)


def came(device, body=b""):
    return device.said(device.here("GET", f"came?name={name_of(body)}"), Came)


def rest(device, body, after, short="&short=1"):
    query = f"from={after}&name={name_of(body)}{short}"
    return device.here("POST", f"push?{query}", body[after:], content_encoding="zstd")


def page(device, **headers):
    return device.here("GET", "changes?since=0&short=1", **headers)


def rest_of_page(device, whole, after):
    return page(device, range=f"bytes={after}-", if_range=whole.headers["etag"])


def test_a_push_is_put_together_of_what_several_lines_brought(place):
    ana = place.join("Ana")
    made, body = push_of(ana)
    begin(ana, body[:3000])
    assert (came(ana).size, came(ana).name) == (3000, name_of(body[:3000]))
    begin(ana, body[3000:5000], 3000)
    assert came(ana).size == 5000
    said = ana.said(rest(ana, body, 5000), Pushed)
    assert [(run.many, run.status) for run in said.runs] == [(len(made), "applied")]
    # whoever did not hear the answer asks for it, or sends the same end again
    assert came(ana, body).answered == said
    assert ana.said(rest(ana, body, 5000), Pushed) == said
    assert came(ana, b"other").answered is None


def test_the_same_push_sent_anew_gets_an_answer_of_its_own(place):
    """What was refused for want of room is sent again, byte by byte, once there is some."""
    ana = place.join("Ana")
    _, body = push_of(ana)
    with place.database.writing() as connection:
        quota.set_limit(connection, 0)
    begin(ana, body)
    assert {each.reason for each in ana.said(rest(ana, body, len(body)), Pushed).outcomes} == {"quota"}
    with place.database.writing() as connection:
        quota.set_limit(connection, quota.DEFAULT)
    begin(ana, body[:3000])
    assert came(ana, body).answered is None
    assert [run.status for run in ana.said(rest(ana, body, 3000), Pushed).runs] == ["applied"]


def test_another_device_finds_nothing_of_it(place):
    ana, ben = place.join("Ana"), place.join("Ben")
    _, body = push_of(ana)
    begin(ana, body[:3000])
    assert came(ben).size == 0
    assert ben.refused("POST", f"push?from=3000&name={name_of(body)}", body[3000:]) == (409, "sync.malformed")
    ana.said(rest(ana, body, 3000), Pushed)
    whole = page(ben)
    assert page(ben, range="bytes=10-").status == 200
    # a page of another device is not to be had by its name
    assert rest_of_page(ana, whole, 10).status == 200
    assert came(ben, body).answered is None


def test_an_end_that_does_not_fit_is_refused_and_nothing_of_it_is_taken(place):
    ana = place.join("Ana")
    _, body = push_of(ana)
    begin(ana, body[:3000])
    for after, end in ((3000, body[3001:]), (2999, body[3000:]), (4000, body[4000:])):
        query = f"push?from={after}&name={name_of(body)}"
        assert ana.refused("POST", query, end, content_encoding="zstd") == (409, "sync.malformed")
    assert place.rows("SELECT count(*) FROM change") == [(0,)]


def test_the_rest_of_a_page_is_the_rest_of_the_same_bytes(place):
    ana, ben = place.join("Ana"), place.join("Ben")
    made, _ = push_of(ana)
    ana.push(*made)
    whole = page(ben)
    # whatever others add meanwhile
    ana.push(ana.create("company", name="later", sharing="organisation"))
    found = rest_of_page(ben, whole, 1000)
    assert (found.status, whole.body[:1000] + found.body) == (206, whole.body)
    assert found.headers["content-range"] == f"bytes 1000-{len(whole.body) - 1}/{len(whole.body)}"
    for other in (f"bytes={len(whole.body)}-", "bytes=-5", "bytes=1-2", "lines=1-"):
        assert page(ben, range=other, if_range=whole.headers["etag"]).status == 200


def test_a_page_that_is_not_compressed_has_no_name_since_its_rest_would_not_say_so(place):
    ana, ben = place.join("Ana"), place.join("Ben")
    made, _ = push_of(ana)
    ana.push(*made)
    whole = page(ben, accept_encoding="identity")
    assert "content-encoding" not in whole.headers
    assert "etag" not in whole.headers


def test_a_small_page_has_no_name(place):
    ana = place.join("Ana")
    assert "etag" not in page(ana).headers


@pytest.mark.parametrize("how", ["erased", "erased-elsewhere", "hidden"])
def test_a_page_is_not_gone_on_with_after_something_of_it_was_taken_away(place, how):
    ana, ben = place.join("Ana", "administrator"), place.join("Ben")
    made, _ = push_of(ana)
    ana.push(*made)
    whole = page(ben)
    if how == "hidden":
        ana.push(ana.set(made[3], sharing="own"))
    elif how == "erased":
        ana.push(ana.erase(made[3]))
    else:  # by another process over the same folder
        other = Place.__new__(Place)
        other.__dict__.update(place.__dict__)
        other.hub = type(place.hub)(place.database, place.surroundings, UNHURRIED)
        ana.answer = other.hub.answer
        ana.push(ana.erase(made[3]))
    found = rest_of_page(ben, whole, 1000)
    assert found.status == 200
    items = unpack(found.body, Page).items
    names = [bytes(each.change) for each in items]
    assert not any(made[3].fields["name"].value.encode() in each for each in names)


def test_an_erase_leaves_nothing_of_a_push_that_broke(place):
    ana, ben = place.join("Ana", "administrator"), place.join("Ben")
    made, _ = push_of(ana, 2)
    ana.push(*made)
    _, body = push_of(ben)
    begin(ben, body[:3000])
    ana.push(ana.erase(made[0]))
    assert came(ben).size == 0


def test_an_answer_is_not_given_again_by_a_hub_that_was_set_back(place):
    ana = place.join("Ana")
    _, body = push_of(ana)
    begin(ana, body[:3000])
    assert rest(ana, body, 3000).status == 200
    with place.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM change")
        connection.exec_driver_sql("UPDATE organisation SET head = 0")
    assert came(ana, body).answered is None


def test_what_nobody_asks_for_goes_after_some_minutes(place):
    ana = place.join("Ana")
    _, body = push_of(ana)
    begin(ana, body[:3000])
    place.pass_time(seconds=SECONDS - 1)
    assert came(ana).size == 3000
    place.pass_time(seconds=SECONDS)
    assert came(ana).size == 0


def test_memory_has_an_end_and_the_oldest_goes_first():
    kept = Unfinished(14_000, lambda: 0)
    for number in range(5):
        kept.note_page(str(number), KeptPage("name", bytes(4000), "epoch", 1))
    assert [number for number in range(5) if kept.page(str(number))] == [3, 4]
    kept.note_page("huge", KeptPage("name", bytes(5 * MEGABYTE), "epoch", 1))
    assert kept.page("huge") is None


def test_answers_are_counted_too():
    """Whoever sends what is refused gets long answers, and may ask for a new token as often as he likes."""
    kept = Unfinished(100_000, lambda: 0)
    said = Pushed(
        proto=PROTO,
        epoch="e",
        head=1,
        server_time="",
        outcomes=[Answered(cid="a" * 32, status="refused", reason="size")] * 200,
    )
    for number in range(50):
        kept.note_answer(str(number), "name", said)
    there = [number for number in range(50) if kept.answer_to(str(number), "name")]
    assert 0 < len(there) < 10
    assert there[-1] == 49
    assert kept.answer_to("49", "name") == said


def test_a_body_beyond_any_batch_is_kept_up_to_an_end():
    kept = Unfinished(10**9, lambda: 0)
    beginning = kept.begin("ana", 0)
    for _ in range(3):
        beginning.add(bytes(MOST_OF_A_PUSH // 2 + 1))
    assert len(kept.came("ana")) == MOST_OF_A_PUSH // 2 + 1
    # who says that more came than did goes on with nothing
    other = kept.begin("ana", MOST_OF_A_PUSH)
    other.add(b"more")
    assert kept.came("ana").count(b"more") == 0
