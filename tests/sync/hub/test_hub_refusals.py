"""Every endpoint for whoever may not: wrong organisation, revoked, expired, forged, nothing. And what leaks: not even a query."""

import hashlib

import pytest
from hub_sample import Device, Place
from sqlalchemy import event

from greenfield.sync.hub.administration import revoke
from greenfield.sync.messages import PROTO, Known, Push, Refusal
from greenfield.sync.wire import pack, unpack

SHA256 = hashlib.sha256(b"photo").hexdigest()
OFFSETS = {"upload-offset": "0", "upload-length": "5"}
ENDPOINTS = {
    "head": ("GET", "head", b""),
    "push": ("POST", "push", pack(Push(proto=PROTO, changes=[]))),
    "changes": ("GET", "changes?since=0", b""),
    "known": ("POST", "known", pack(Known(proto=PROTO, cids=["0" * 32]))),
    "digest": ("GET", "digest", b""),
    "standing": ("HEAD", f"blobs/{SHA256}", b""),
    "piece": ("PATCH", f"blobs/{SHA256}", b"photo"),
    "part": ("GET", f"blobs/{SHA256}", b""),
}
each_endpoint = pytest.mark.parametrize("endpoint", ENDPOINTS)


def ask(device, endpoint, organisation=None):
    method, rest, body = ENDPOINTS[endpoint]
    device.organisation = organisation or device.organisation
    reply = device.here(method, rest, body, **{"content-encoding": "zstd"} if method == "POST" else OFFSETS)
    return reply.status, unpack(reply.body, Refusal).code if reply.body else ""


def recorded(place, work):
    """Return what work gives, and the statements that ran meanwhile."""
    found = []

    def note(_connection, _cursor, statement, *_rest):
        found.append(statement)

    event.listen(place.database.engine, "before_cursor_execute", note)
    try:
        return work(), found
    finally:
        event.remove(place.database.engine, "before_cursor_execute", note)


def code(endpoint, said):
    return "" if endpoint == "standing" else said


@each_endpoint
def test_a_wrong_organisation_a_forged_token_and_none_get_the_same_answer_by_the_same_queries(
    place, ana, endpoint
):
    other = place.organisation("Other")
    stranger = place.join("Dora", organisation=other)
    forged = Device(place, "Forger", place.centre)
    forged.token = ana.token[:-1] + ("A" if ana.token[-1] != "A" else "B")
    nobody = Device(place, "Nobody", place.centre)
    lost = Device(place, "Ana", "f" * 32)
    lost.token = ana.token
    tries = [
        recorded(place, lambda each=each, where=where: ask(each, endpoint, where))
        for each, where in (
            (stranger, place.centre),
            (ana, other),
            (forged, None),
            (nobody, None),
            (lost, None),
        )
    ]
    assert [answer for answer, _ in tries] == [(401, code(endpoint, "device.unknown"))] * 5
    assert all(statements == tries[0][1] for _, statements in tries)


@each_endpoint
def test_a_revoked_device_and_an_expired_token_are_told_so(place, ana, ben, endpoint):
    revoke(place.database, place.centre, ana.id)
    assert ask(ana, endpoint) == (403, code(endpoint, "device.revoked"))
    place.pass_time(days=401)
    assert ask(ben, endpoint) == (401, code(endpoint, "token.expired"))


def test_the_token_page_refuses_as_all_others_do(place, ana, ben):
    def rotated(device):
        reply = device.ask("POST", "/v1/devices/token")
        return reply.status, unpack(reply.body, Refusal).code

    assert rotated(Device(place, "Nobody", place.centre)) == (401, "device.unknown")
    revoke(place.database, place.centre, ana.id)
    assert rotated(ana) == (403, "device.revoked")
    place.pass_time(days=401)
    assert rotated(ben) == (401, "token.expired")


def test_what_is_forbidden_and_what_is_absent_get_the_same_answers_by_the_same_queries(place, ana, ben):
    company = ana.create("company", name="Mill")
    photo = ana.create("attachment", subject=company.record, blob=SHA256)
    ana.push(company, ana.set(company, name="The mill", photos="report"), photo)
    assert ana.send_file(b"photo", SHA256) == 204
    absent = hashlib.sha256(b"no such photo").hexdigest()

    def headers(reply):
        return (
            reply.status,
            dict(reply.headers),
            len(reply.body),
            unpack(reply.body, Refusal) if reply.body else None,
        )

    def blobs(sha256):
        return [
            headers(ben.here(method, f"blobs/{sha256}", body, **OFFSETS))
            for method, body in (("HEAD", b""), ("GET", b""), ("PATCH", b"photo"))
        ]

    pairs = [
        (lambda: blobs(SHA256), lambda: blobs(absent)),
        (lambda: ben.known(company.cid) == [company.cid], lambda: ben.known("0" * 32) == ["0" * 32]),
        (
            lambda: said(ben.push(ben.set(company, name="Guess"))),
            lambda: said(ben.push(ben.change("set", "company", ben.new_id(), parent="0" * 32, name="Guess"))),
        ),
        (
            lambda: said(ben.push(ben.erase(company))),
            lambda: said(ben.push(ben.change("erase", "company", ben.new_id()))),
        ),
        (
            lambda: said(ben.push(ben.change("delete", "company", company.record, deleted=True))),
            lambda: said(ben.push(ben.change("delete", "company", ben.new_id(), deleted=True))),
        ),
    ]
    for forbidden, missing in pairs:
        answer, statements = recorded(place, forbidden)
        same_answer, same_statements = recorded(place, missing)
        assert answer == same_answer
        assert statements == same_statements
    assert ben.pull() == []


def said(outcomes):
    return [(each.status, each.rev, each.fields, each.reason, each.seal) for each in outcomes]


def test_one_organisation_reads_nothing_of_another(place, ana):
    company = ana.create("company", name="Mill", sharing="organisation")
    photo = ana.create("attachment", subject=company.record, blob=SHA256)
    ana.push(company, ana.set(company, photos="report"), photo)
    ana.send_file(b"photo", SHA256)
    other = place.organisation("Other")
    dora = place.join("Dora", "administrator", other)
    copied = dora.create("attachment", blob=SHA256)
    assert dora.statuses(company, copied) == ["applied", "applied"]
    assert len(dora.pull()) == 2
    assert dora.known(photo.cid, company.cid) == [photo.cid]
    assert dora.file(SHA256).status == 404
    assert dora.here("HEAD", f"blobs/{SHA256}").headers["upload-offset"] == "0"


def test_every_request_that_makes_no_sense_is_refused_and_none_is_an_error_of_the_hub(place, ana):
    organisation = place.centre
    hostile = [
        ("GET", "/", b"", {}),
        ("GET", "/v1/orgs//head", b"", {}),
        ("GET", f"/v1/orgs/{organisation}/changes?since=-1", b"", {}),
        ("GET", f"/v1/orgs/{organisation}/changes?since=99999999999999999999", b"", {}),
        ("GET", f"/v1/orgs/{organisation}/changes?since=%ff", b"", {}),
        ("GET", f"/v1/orgs/{organisation}/changes?since=1_0&max_bytes=x", b"", {}),
        ("GET", f"/v1/orgs/{organisation}/head?proto=2", b"", {}),
        ("GET", f"/v1/orgs/{organisation}/head?proto=0", b"", {}),
        ("DELETE", f"/v1/orgs/{organisation}/head", b"", {}),
        ("POST", f"/v1/orgs/{organisation}/push", b"", {}),
        ("POST", f"/v1/orgs/{organisation}/push", b"[" * 100_000, {}),
        ("POST", f"/v1/orgs/{organisation}/push", b'{"proto":2,"changes":[]}', {}),
        ("POST", f"/v1/orgs/{organisation}/push", b'{"proto":1,"changes":{}}', {}),
        ("POST", f"/v1/orgs/{organisation}/push", rb'{"proto":1,"changes":["\ud800"]}', {}),
        (
            "POST",
            f"/v1/orgs/{organisation}/push",
            b'{"proto":1,"changes":[' + b'{"a":' * 9_000 + b"1" + b"}" * 9_000 + b"]}",
            {},
        ),
        ("POST", f"/v1/orgs/{organisation}/push", b"not zstd", {"content-encoding": "zstd"}),
        ("POST", f"/v1/orgs/{organisation}/push", b"{}", {"content-encoding": "gzip"}),
        ("POST", f"/v1/orgs/{organisation}/known", b'{"proto":1,"cids":[1]}', {}),
        (
            "PATCH",
            f"/v1/orgs/{organisation}/blobs/{SHA256}",
            b"x",
            {"upload-offset": "-1", "upload-length": "5"},
        ),
        ("PATCH", f"/v1/orgs/{organisation}/blobs/{SHA256}", b"x", {}),
        ("GET", f"/v1/orgs/{organisation}/blobs/..%2f..%2fetc", b"", {}),
        ("GET", f"/v1/orgs/{organisation}/blobs/{SHA256}", b"", {"range": "bytes=-5"}),
        (
            "POST",
            "/v1/devices/enrol",
            b'{"proto":1,"code":"\\ud800","device":"x","name":"","program":""}',
            {},
        ),
    ]
    for method, path, body, more in hostile:
        reply = ana.ask(method, path, body, **more)
        assert 400 <= reply.status < 500, (method, path, reply)
        assert unpack(reply.body, Refusal).code


@pytest.mark.parametrize(
    "body",
    [
        rb'{"cid":"\u0000","device":"","dseq":0,"hash":"","kind":"","op":"","record":"","fields":{}}',
        b'{"fields":{"a":{"value":"x"}}}',
        b"1e999",
        b"null",
    ],
)
def test_every_change_that_makes_no_sense_is_refused_by_itself(ana, body):
    assert ana.statuses(body, ana.create("company", name="Mill")) == ["refused", "applied"]


def test_the_oldest_and_the_newest_messages_are_named(ana):
    assert ana.refused("GET", "head?proto=2") == (400, "proto.newer")
    assert ana.refused("GET", "head?proto=0") == (426, "client.too_old")


def test_the_hubs_own_failure_says_nothing_of_itself(place, ana, caplog):
    with place.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE change")
    reply = ana.here("GET", "changes?since=0")
    assert (reply.status, unpack(reply.body, Refusal).code) == (503, "hub.busy")
    assert "no such table" in caplog.text


def test_two_places_of_the_same_chance_give_the_same_ids():
    first, second = Place(seed=7), Place(seed=7)
    assert first.centre == second.centre
    first.hub.close(), second.hub.close()
