"""Every endpoint for whoever may not: wrong organisation, revoked, expired, forged, nothing. And what leaks: not even a query."""

import hashlib

import pytest
from hub_sample import Device, Place
from sqlalchemy import event

from greenfield.sync.hub.administration import revoke
from greenfield.sync.hub.routing import _METHODS
from greenfield.sync.messages import PROTO, Known, Push, Refusal, Rename
from greenfield.sync.wire import pack, unpack

SHA256 = hashlib.sha256(b"photo").hexdigest()
OFFSETS = {"upload-offset": "0", "upload-length": "5"}
BODIES = {
    "push": pack(Push(proto=PROTO, changes=[])),
    "known": pack(Known(proto=PROTO, cids=["0" * 32])),
    "name": pack(Rename(proto=PROTO, name="tablet")),
    "blobs": b"photo",
}
WITHOUT_TOKEN = {"enrol"}
ENDPOINTS = {
    f"{method} {page}": (method, page)
    for page, methods in _METHODS.items()
    if page not in WITHOUT_TOKEN
    for method in methods
}
"""Every page of the router and every method, so that a new one is refused like all others from its first day on."""

each_endpoint = pytest.mark.parametrize("endpoint", ENDPOINTS)


def ask(device, endpoint, organisation=None):
    """Return all that an endpoint says to a device: status, headers, body."""
    method, page = ENDPOINTS[endpoint]
    path = f"/v1/orgs/{organisation or device.organisation}/{page}"
    if page == "blobs":
        path += f"/{SHA256}"
    elif page == "token":
        path = "/v1/devices/token"
    headers = {"content-encoding": "zstd"} if method == "POST" and page != "token" else OFFSETS
    body = BODIES.get(page, b"") if method not in {"GET", "HEAD"} else b""
    reply = device.ask(method, path, body, **headers)
    return reply.status, dict(reply.headers), reply.body


def code_of(said):
    return said[0], unpack(said[2], Refusal).code if said[2] else ""


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
    return "" if endpoint.startswith("HEAD") else said


@each_endpoint
def test_a_wrong_organisation_a_forged_token_and_none_get_the_same_answer_by_the_same_queries(
    place, ana, endpoint
):
    other = place.organisation("Other")
    stranger = place.join("Dora", organisation=other)
    tries = [
        ("", place.centre),
        ("A" * 43, place.centre),
        ("x" * 5_000, place.centre),
        ("é\0'--", place.centre),
    ]
    tries += [
        (ana.token[:-1] + ("A" if ana.token[-1] != "A" else "B"), place.centre),
        (ana.token.swapcase(), place.centre),
    ]
    if endpoint != "POST token":  # which belongs to no organisation
        tries += [
            (ana.token, each)
            for each in (other, "f" * 32, "x", f"{place.centre}0", place.centre.upper() + "%20")
        ]
        tries += [(stranger.token, place.centre)]
    nobody = Device(place, "Nobody", place.centre)
    found = []
    for token, organisation in tries:
        nobody.token = token
        found.append(recorded(place, lambda where=organisation: ask(nobody, endpoint, where)))
    assert code_of(found[0][0]) == (401, code(endpoint, "device.unknown"))
    assert all(each == found[0] for each in found)


@each_endpoint
def test_a_revoked_device_and_an_expired_token_are_told_so(place, ana, ben, endpoint):
    revoke(place.database, place.centre, ana.id)
    ana_said, ben_said = ask(ana, endpoint), None
    place.pass_time(days=401)
    ben_said = ask(ben, endpoint)
    assert code_of(ana_said) == (403, code(endpoint, "device.revoked"))
    assert code_of(ben_said) == (401, code(endpoint, "token.expired"))
    assert set(ana_said[1]) == set(ben_said[1]) <= {"content-type", "content-encoding"}
    # a secret of their own tells them no more of another organisation than anybody learns
    other = place.organisation("Other")
    if endpoint != "POST token":
        assert code_of(ask(ana, endpoint, other)) == (401, code(endpoint, "device.unknown"))


@each_endpoint
def test_a_replaced_token_serves_on_until_the_new_one_was_used(place, ana, endpoint):
    before, ana.token = ana.token, ana.rotate().token
    after, ana.token = ana.token, before
    assert ana.here("GET", "head").status == 200
    ana.token = after
    assert ana.here("GET", "head").status == 200
    ana.token = before
    assert code_of(ask(ana, endpoint)) == (401, code(endpoint, "device.unknown"))


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
