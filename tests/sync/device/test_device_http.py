"""The line over HTTP and TLS: one certificate, no surprises of the environment, ended at any point."""

import base64
import socket
import threading
import time
from datetime import UTC, datetime

import pytest
from device_sample import Centre, heads

from greenfield.base.problem import ProblemError
from greenfield.services.sync import connecting
from greenfield.services.sync.connecting import Invitation, connect, fingerprint_of, hub_at
from greenfield.services.sync.syncing import sync_now
from greenfield.store.reading.people import name_of
from greenfield.sync.device.address import checked, in_groups, plain_fingerprint
from greenfield.sync.device.conduct import Cancel, Conduct
from greenfield.sync.device.http_line import HttpLine
from greenfield.sync.hub.certificate import make_certificate
from greenfield.sync.hub.serving import Service
from greenfield.sync.transport import LineError, Request

HEAD = Request("GET", "/v1/orgs/0/head")


@pytest.fixture(scope="module")
def certificate():
    # clocks in the field are wrong: this one is valid long after today
    return make_certificate("hub", datetime(2090, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def served(certificate):
    """A hub that serves with its own certificate: the centre and its address."""
    centre = Centre()
    ready, port = threading.Event(), []
    service = Service(
        centre.hub, "127.0.0.1", 0, certificate, lambda found: (port.append(found), ready.set())
    )
    thread = threading.Thread(target=service.serve)
    thread.start()
    assert ready.wait(60)
    yield centre, f"https://127.0.0.1:{port[0]}"
    service.stop()
    thread.join(60)
    assert not thread.is_alive()
    centre.hub.close()


@pytest.fixture
def silent():
    """An address where somebody listens and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_a_workspace_connects_and_syncs_over_tls(served, certificate, make_workspace):
    centre, url = served
    first, second = make_workspace("first"), make_workspace("second")
    for workspace, member in ((first, "Awa"), (second, "Badou")):
        link = connect(
            workspace, Invitation(url, centre.code(member), in_groups(certificate.fingerprint)), name="laptop"
        )
        assert (link.organisation_name, link.member_name, link.role) == ("Centre", member, "visitor")
        assert fingerprint_of(link) == in_groups(certificate.fingerprint)
        with workspace.read() as connection:
            assert name_of(connection, workspace.author) == member
    with first.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "sharing": "organisation", "photos": "report"})
        photo = unit.put_blob(bytes(range(256)) * 2000)
        unit.create(
            "attachment", {"subject": company, "blob": photo, "media_type": "image/jpeg"}, blobs=[photo]
        )
    told = []
    assert sync_now(first, Conduct(progress=told.append)).files_sent == 1
    assert sync_now(second).files_fetched == 1
    assert sync_now(first).problem is None
    assert heads(first) == heads(second)
    assert second.blob(photo) == bytes(range(256)) * 2000
    assert told[-1].bytes_sent > 512000
    assert sync_now(second).requests == 1


def test_another_certificate_than_the_invited_one_gets_nothing(served, make_workspace, monkeypatch):
    centre, url = served
    code = centre.code("Chantal")
    workspace = make_workspace("third")
    sent = []
    monkeypatch.setattr(HttpLine, "send", lambda _line, request: sent.append(request))
    with pytest.raises(ProblemError) as caught:
        connect(workspace, Invitation(url, code, "ab" * 32))
    assert caught.value.code == "sync.other_hub"
    with pytest.raises(ProblemError) as caught:
        connect(workspace, Invitation(url, code))
    assert caught.value.code == "sync.unknown_hub"
    assert caught.value.problems[0].values["fingerprint"] == in_groups(hub_at(url).fingerprint)
    assert sent == []
    assert connecting.link_of(workspace) is None


def test_a_line_to_one_certificate_says_nothing_to_another_one(served):
    centre, url = served
    other = make_certificate("other", datetime.now(UTC))
    asked = []
    answer, centre.hub.answer = centre.hub.answer, lambda *said: asked.append(said) or answer(*said)
    try:
        line = HttpLine(url, base64.b64encode(other.der).decode())
        with pytest.raises(LineError, match="other_certificate"):
            line.send(HEAD)
        line.close()
        line = HttpLine(url)
        with pytest.raises(LineError, match=r"(?i)certificate"):
            line.send(HEAD)
        line.close()
    finally:
        centre.hub.answer = answer
    assert asked == []


def test_proxies_and_certificates_of_the_environment_change_nothing(
    served, certificate, monkeypatch, tmp_path
):
    _, url = served
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys.log"))
    line = HttpLine(url, base64.b64encode(certificate.der).decode())
    assert line.send(HEAD).status == 401
    line.close()
    assert not (tmp_path / "keys.log").exists()


def test_one_connection_serves_many_requests(served, certificate):
    _, url = served
    line = HttpLine(url, base64.b64encode(certificate.der).decode())
    for _ in range(5):
        assert line.send(HEAD).status == 401
    assert len(line._sockets) <= 2  # one connection: before and after the handshake
    line.close()
    with pytest.raises(LineError):
        line.send(HEAD)


def test_a_request_under_way_ends_when_the_line_is_closed(silent):
    line = HttpLine(silent)
    threading.Timer(0.2, line.close).start()
    began = time.monotonic()
    with pytest.raises(LineError):
        line.send(HEAD)
    assert time.monotonic() - began < 40  # against the 60 of the stall timer


def test_a_line_on_which_nothing_moves_is_given_up(silent):
    line = HttpLine(silent, stall_seconds=0.3)
    with pytest.raises(LineError):
        line.send(HEAD)
    line.close()


def test_a_sync_under_way_can_be_ended(silent, join, make_workspace):
    device = join("first")
    cancel = Cancel()
    device.store.change_link(url=silent)
    threading.Timer(0.2, cancel).start()
    report = sync_now(device.workspace, Conduct(cancel=cancel))
    assert report.cancelled
    assert report.problem is None


def test_nobody_at_an_address_is_a_problem_and_no_crash(join):
    device = join("first")
    with socket.socket() as taken:  # bound and not listening: nobody else gets the port meanwhile
        taken.bind(("127.0.0.1", 0))
        device.store.change_link(url=f"http://127.0.0.1:{taken.getsockname()[1]}")
        report = sync_now(device.workspace, Conduct(pause=lambda _: None))
    assert (report.problem.code, report.requests) == ("sync.line", 5)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hub.example.org", "https://hub.example.org:8443"),
        (" 192.168.1.20:9000 ", "https://192.168.1.20:9000"),
        ("https://hub.example.org", "https://hub.example.org"),
        ("https://hub.example.org/green/", "https://hub.example.org/green"),
        ("https://[fd00::1]:8443", "https://[fd00::1]:8443"),
        ("http://127.0.0.1:80", "http://127.0.0.1:80"),
        ("http://localhost", "http://localhost"),
    ],
)
def test_an_address_is_read_as_people_type_it(typed, expected):
    assert checked(typed) == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "sync.address"),
        ("ftp://hub.example.org", "sync.address"),
        ("https://", "sync.address"),
        ("https://user:secret@hub.example.org", "sync.address"),
        ("https://hub.example.org?x=1", "sync.address"),
        ("https://hub.example.org:99999", "sync.address"),
        ("http://[::1", "sync.address"),
        ("http://hub.example.org", "sync.insecure"),
        ("http://127.0.0.1.example.org", "sync.insecure"),
    ],
)
def test_what_is_no_address_is_refused(typed, code):
    with pytest.raises(ProblemError) as caught:
        checked(typed)
    assert caught.value.code == code


def test_a_fingerprint_is_read_in_groups_or_without():
    plain = "0123456789abcdef" * 4
    assert plain_fingerprint(in_groups(plain)) == plain
    assert plain_fingerprint(":".join(plain[at : at + 2] for at in range(0, 64, 2)).upper()) == plain
    for wrong in ("", "abc", "g" * 64, plain + "0"):
        with pytest.raises(ProblemError) as caught:
            plain_fingerprint(wrong)
        assert caught.value.code == "sync.fingerprint"
