"""The hub over real HTTP with TLS: the same answers, its own certificate, and a description that fits."""

import asyncio
import hashlib
import random

import httpx2
import pytest
from hub_folder_sample import SECRET, make_folder, served, trusting
from hub_sample import Device, Place

from greenfield.sync.hub.asgi import make_application
from greenfield.sync.hub.certificate import make_certificate
from greenfield.sync.hub.opening import certificate_of, opened_hub
from greenfield.sync.messages import PROTO, Enrol, Enrolled, Page, Push, Refusal
from greenfield.sync.transport import Reply
from greenfield.sync.wire import pack, unpack, zstd


@pytest.fixture
def line(tmp_path):
    with opened_hub(make_folder(tmp_path / "centre.hub"), SECRET) as (database, _vault):
        place = Place(database)
        certificate, _name = certificate_of(database)
        with (
            served(place.hub, certificate) as url,
            httpx2.Client(base_url=url, verify=trusting(certificate), timeout=120) as client,
        ):
            yield place, client


def test_a_device_joins_pushes_and_pulls_over_tls(line):
    place, client = line

    def over_http(request, _peer=""):
        headers = {name: value for name, value in request.headers.items() if value.strip() != "Bearer"}
        with client.stream(
            request.method, request.path, content=request.body, headers={"accept-encoding": "zstd", **headers}
        ) as reply:
            return Reply(reply.status_code, dict(reply.headers), b"".join(reply.iter_raw()))

    device = Device(place, "Ana", place.centre)
    device.answer = over_http
    asked = Enrol(proto=PROTO, code=place.code("Ana"), device=device.id, name="Ana", program="1")
    reply = device.ask("POST", "/v1/devices/enrol", pack(asked), content_encoding="zstd")
    device.token = device.said(reply, Enrolled).token
    change = device.create("company", name="Mill", logo="")
    assert device.statuses(change) == ["applied"]
    assert device.said(device.here("GET", "changes?since=0"), Page).items[0].mine == change.cid
    assert device.refused("GET", "blobs/" + "0" * 64) == (404, "blob.unknown")
    sha256 = hashlib.sha256(b"photo" * 1_000).hexdigest()
    device.push(device.create("document", name="Plan", blob=sha256))
    assert device.send_file(b"photo" * 1_000, sha256, pieces=3) == 204
    part = device.here("GET", f"blobs/{sha256}", range="bytes=0-4")
    assert (part.status, part.body, part.headers["content-range"]) == (206, b"photo", "bytes 0-4/5000")
    assert device.here("HEAD", f"blobs/{sha256}").headers["upload-offset"] == "5000"
    assert device.here("HEAD", "blobs/" + "0" * 64).status == 404


def test_a_part_of_a_file_is_handed_over_whole(line):
    place, _ = line
    ana = place.join("Ana")
    content = random.Random(1).randbytes(60_000)
    sha256 = hashlib.sha256(content).hexdigest()
    ana.push(ana.create("document", name="Plan", blob=sha256))
    ana.send_file(content, sha256)
    given = []
    scope = {
        "type": "http", "method": "GET", "scheme": "https", "path": f"/v1/orgs/{place.centre}/blobs/{sha256}", "raw_path": b"", "root_path": "",
        "query_string": b"", "http_version": "1.1", "server": ("localhost", 1), "client": ("here", 2), "extensions": {},
        "headers": [(b"authorization", f"Bearer {ana.token}".encode()), (b"range", b"bytes=0-59999")],
    }  # fmt: skip

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        given.append(message.get("body", b""))

    asyncio.run(asyncio.wait_for(make_application(place.hub)(scope, receive, send), 60))
    assert [each for each in given if each] == [content]


def test_a_client_without_zstd_reads_and_writes_plain_json(line):
    place, client = line
    ana = place.join("Ana")
    headers = {"authorization": f"Bearer {ana.token}", "accept-encoding": "gzip"}
    reply = client.post(f"/v1/orgs/{place.centre}/push", json={"proto": 1, "changes": []}, headers=headers)
    assert (reply.status_code, reply.json()["outcomes"]) == (200, [])
    assert "content-encoding" not in reply.headers


def test_another_certificate_is_not_trusted(line):
    place, client = line
    other = make_certificate("Workshop", place.now)
    with (
        httpx2.Client(base_url=client.base_url, verify=trusting(other)) as stranger,
        pytest.raises(httpx2.ConnectError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        stranger.get("/schema/openapi.json")


def test_what_http_refuses_by_itself_has_the_form_of_all_refusals(line):
    _place, client = line
    found = [
        client.get("/nowhere"),
        refused := client.delete("/v1/orgs/x/head"),
        client.post("/v1/devices/enrol", content=b"x" * 9_000_000),
        client.get("/v1/orgs/x/head"),
    ]
    assert [refused.headers["allow"], client.post("/v1/orgs/x/head").headers["allow"]] == ["GET", "GET"]
    assert [(each.status_code, each.json()["code"]) for each in found] == [
        (404, "hub.no_such_page"),
        (405, "hub.no_such_method"),
        (413, "sync.too_large"),
        (401, "device.unknown"),
    ]


def test_the_description_names_every_endpoint_status_and_message(line):
    _place, client = line
    said = client.get("/schema/openapi.json").json()
    assert set(said["paths"]) == {
        "/v1/devices/enrol",
        "/v1/devices/token",
        *(
            f"/v1/orgs/{{organisation}}/{page}"
            for page in ("head", "push", "came", "changes", "known", "digest", "name", "blobs/{sha256}")
        ),
    }
    schemas = said["components"]["schemas"]
    assert {"Push", "Pushed", "Answered", "Page", "Item", "Enrolled", "Refusal"} <= set(schemas)
    assert schemas["Push"]["properties"]["changes"] == {"type": "array", "items": {"type": "object"}}
    for path, methods in said["paths"].items():
        for method, operation in methods.items():
            assert {"401", "403", "429"} <= set(operation["responses"]), (path, method)


def test_a_bomb_over_http_is_refused(line):
    place, client = line
    ana = place.join("Ana")
    reply = client.post(
        f"/v1/orgs/{place.centre}/push",
        content=zstd.compress(b" " * 200_000_000),
        headers={
            "authorization": f"Bearer {ana.token}",
            "content-encoding": "zstd",
            "accept-encoding": "zstd",
        },
    )
    assert (reply.status_code, reply.json()["code"]) == (413, "sync.too_large")


def test_messages_are_the_same_bytes_in_process_and_over_http(line):
    place, client = line
    ana = place.join("Ana")
    inside = unpack(ana.here("GET", "head?proto=2").body, Refusal)
    outside = client.get(
        f"/v1/orgs/{place.centre}/head?proto=2", headers={"authorization": f"Bearer {ana.token}"}
    )
    assert outside.json() == {"proto": inside.proto, "code": inside.code}
    assert pack(Push(proto=PROTO, changes=[]))[:4] == b"\x28\xb5\x2f\xfd"
