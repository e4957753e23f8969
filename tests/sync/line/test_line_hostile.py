"""Whoever wants to fill the hub's memory, its connections or its time is refused by name, while others go on."""

import json
import socket
import threading
import time
import tracemalloc

import pytest
from line_sample import assert_equal, over, work

from greenfield.records.change import Change, FieldEdit, encode, seal
from greenfield.sync.hub import bodies
from greenfield.sync.hub.connection import BoundedConnection
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.messages import PROTO, Push, Pushed, Refusal
from greenfield.sync.wire import pack, unpack, zstd

MEGABYTE = 1 << 20
ZSTD = "content-encoding: zstd\r\naccept-encoding: zstd"


@pytest.fixture
def awa(plain_hub, make_workspace):
    return plain_hub.join(make_workspace("first"), "Awa")


@pytest.fixture
def asked(plain_hub):
    """What reached the hub behind the server: paths."""
    found = []
    answer = plain_hub.centre.hub.answer
    plain_hub.centre.hub.answer = lambda request, peer: (found.append(request.path), answer(request, peer))[1]
    return found


@pytest.fixture
def connect(plain_hub):
    """Open a connection to the server that says nothing yet."""
    opened = []

    def make():
        opened.append(socket.create_connection(("127.0.0.1", plain_hub.port), 120))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def head(device, page, length, more="accept-encoding: identity", method="POST"):
    link = device.store.link()
    size = f"content-length: {length}" if length is not None else "transfer-encoding: chunked"
    return (
        f"{method} /v1/orgs/{link.organisation}/{page} HTTP/1.1\r\nhost: hub\r\n"
        f"authorization: Bearer {link.token}\r\n{size}\r\n{more}\r\n\r\n"
    ).encode()


def answered(line):
    """Read an answer to its end: status, headers, body."""
    with line.makefile("rb") as file:
        status = int(file.readline().split()[1])
        headers = {}
        while found := file.readline().strip():
            name, _, value = found.decode().partition(":")
            headers[name] = value.strip()
        return status, headers, file.read(int(headers.get("content-length", 0)))


def post(connect, device, page, body, more="accept-encoding: identity"):
    line = connect()
    line.sendall(head(device, page, len(body), more) + body)
    status, headers, said = answered(line)
    if headers.get("content-encoding") == "zstd":
        return status, unpack(said, Refusal).code if status != 200 else unpack(said, Pushed)
    return status, json.loads(said).get("code")


def is_ended(line):
    try:
        return line.recv(1) == b""
    except ConnectionError:
        return True


@pytest.mark.parametrize("length", [100 * MEGABYTE, None])
def test_a_body_of_100_mb_is_refused_without_being_read(awa, connect, asked, length):
    line = connect()
    tracemalloc.start()
    line.sendall(head(awa, "push", length))
    part = (b"" if length else b"100000\r\n") + b"x" * MEGABYTE + (b"" if length else b"\r\n")
    told = threading.Event()

    def send():
        for _ in range(100):
            try:
                line.sendall(part)
            except OSError:
                return
            if told.is_set():
                return

    sender = threading.Thread(target=send)
    sender.start()
    status, _, said = answered(line)
    told.set()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    line.close()
    sender.join(60)
    assert (status, json.loads(said)["code"]) == (413, "sync.too_large")
    assert asked == []
    assert peak < 5 * UNHURRIED.body_bytes


def test_bombs_at_the_same_time_cost_no_more_than_their_limits(awa, connect, asked):
    bomb = zstd.compress(b" " * 1_000_000_000)
    answers = []
    tracemalloc.start()
    throwing = [
        threading.Thread(target=lambda: answers.append(post(connect, awa, "push", bomb, ZSTD)))
        for _ in range(8)
    ]
    for each in throwing:
        each.start()
    for each in throwing:
        each.join(300)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answers == [(413, "sync.too_large")] * 8
    assert peak < 5 * 8 * UNHURRIED.unpacked_bytes
    assert len(asked) == 8


def test_a_frame_that_wants_a_large_window_is_refused(awa, connect):
    compressor = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    body = compressor.compress(b" " * 1000) + compressor.flush()
    assert post(connect, awa, "push", body, ZSTD) == (400, "sync.malformed")


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 500_000,
        b'{"proto":1,"changes":[' + b"[" * 500_000,
        b'{"proto":1,"changes":[' + b"[" * 200_000 + b"]" * 200_000 + b"]}",
        b'{"proto":1,"changes":[' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"]}",
        b'{"proto":1,"changes":"' + b"x" * 1000,
        b"\xff\xfe",
        b"",
    ],
)
def test_deep_cut_off_and_senseless_json_is_refused(awa, connect, body):
    assert post(connect, awa, "push", body) == (400, "sync.malformed")
    assert post(connect, awa, "push", zstd.compress(body), ZSTD) == (400, "sync.malformed")


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd, zstd", "x" * 200])
def test_another_coding_than_zstd_is_refused(awa, connect, coding):
    body = pack(Push(proto=PROTO, changes=[]))
    status, code = post(
        connect, awa, "push", body, f"content-encoding: {coding}\r\naccept-encoding: identity"
    )
    assert (status, code) == (415, "sync.encoding")


def test_a_change_of_5_mb_is_refused_by_itself(awa, connect):
    large, small = (
        seal(
            Change(
                cid=f"{number:032x}", hash="", device=awa.workspace.device, author="", dseq=900 + number, kind="company",
                record=f"{number:032x}", op="create", fields={"name": FieldEdit(text)}, at_device="2026-03-01T08:00:00+00:00",
            )
        )
        for number, text in ((1, "x" * 5 * MEGABYTE), (2, "Mill"))
    )  # fmt: skip
    raw = b'{"proto":1,"changes":[' + encode(large) + b"," + encode(small) + b"]}"
    status, said = post(connect, awa, "push", zstd.compress(raw), ZSTD)
    assert status == 200
    assert [(each.status, each.reason) for each in said.outcomes] == [("refused", "size"), ("applied", "")]


def test_who_connects_and_says_nothing_does_not_keep_others_out_for_long(
    plain_hub, awa, connect, make_workspace, monkeypatch
):
    files = work(awa, 20)
    monkeypatch.setattr(
        BoundedConnection, "head_seconds", 5
    )  # longer than a busy machine needs to begin the sync
    silent = [connect() for _ in range(140)]
    silent[0].sendall(b"POST /v1/devices/tok")
    waits = []

    def pause(_seconds):
        waits.append(1)
        time.sleep(0.5)

    report = over(None, plain_hub, awa, attempts=60, pause=pause)
    assert report.problem is None
    assert waits
    assert all(is_ended(each) for each in silent)
    other = plain_hub.join(make_workspace("second"), "Badou")
    assert over(None, plain_hub, other).received == 22
    assert_equal([awa, other], files)


def test_who_sends_a_head_byte_by_byte_is_not_waited_for(awa, connect, monkeypatch):
    monkeypatch.setattr(BoundedConnection, "head_seconds", 0.5)
    line = connect()

    def dribble():
        for sign in head(awa, "push", 5) * 10:
            line.sendall(bytes([sign]))
            time.sleep(0.02)

    with pytest.raises(OSError):  # noqa: PT011  it depends on the system how a line ends
        dribble()


def test_who_sends_a_body_byte_by_byte_is_told_so(awa, connect, asked, monkeypatch):
    monkeypatch.setattr(bodies, "WAIT", 0.5)
    line = connect()
    line.sendall(head(awa, "push", 1000))
    ended = threading.Event()

    def dribble():
        while not ended.wait(0.05):
            try:
                line.sendall(b"x")
            except OSError:
                return

    dribbling = threading.Thread(target=dribble)
    dribbling.start()
    status, _, said = answered(line)
    ended.set()
    dribbling.join(60)
    assert (status, json.loads(said)["code"]) == (408, "sync.malformed")
    assert asked == []


def test_who_asks_and_does_not_read_the_answer_is_not_waited_for(plain_hub, awa, connect, monkeypatch):
    monkeypatch.setattr(BoundedConnection, "read_seconds", 0.5)
    slow, given_up = [], threading.Event()
    pauses, loses = BoundedConnection.pause_writing, BoundedConnection.connection_lost

    def pause(connection):
        slow.append(connection)
        pauses(connection)

    def lose(connection, error):
        loses(connection, error)
        if connection in slow:
            given_up.set()

    monkeypatch.setattr(BoundedConnection, "pause_writing", pause)
    monkeypatch.setattr(BoundedConnection, "connection_lost", lose)
    work(awa, 0, photos=4, photo_bytes=900_000)
    assert over(None, plain_hub, awa).files_sent == 4
    with awa.workspace.read() as connection:
        sha256 = connection.exec_driver_sql("SELECT sha256 FROM blob").scalars().first()
    line = connect()
    line.sendall(head(awa, f"blobs/{sha256}", 0, method="GET") * 40)  # more than the system keeps on the way
    assert given_up.wait(60)
    came = 0
    try:
        while part := line.recv(1 << 16):
            came += len(part)
    except ConnectionError:
        pass
    assert came < 40 * 900_000


def test_requests_one_after_the_other_on_one_connection_are_all_answered(awa, connect, monkeypatch):
    monkeypatch.setattr(BoundedConnection, "head_seconds", 1.5)
    line = connect()
    asking = head(awa, "head", 0, method="GET")
    line.sendall(asking * 3 + asking[:40])
    assert [answered_plainly(line) for _ in range(3)] == [200] * 3
    # the rest of the fourth never comes
    assert is_ended(line)
    # between two requests nobody is in a hurry
    line = connect()
    for pause in (1.8, 0):
        line.sendall(asking)
        assert answered_plainly(line) == 200
        time.sleep(pause)


def answered_plainly(line):
    """Read one answer and not a byte more."""
    said = b""
    while not said.endswith(b"\r\n\r\n"):
        said += line.recv(1)
    left = int(
        next(each for each in said.decode().splitlines() if each.startswith("content-length")).split(":")[1]
    )
    while left:
        left -= len(line.recv(left))
    return int(said.split()[1])
