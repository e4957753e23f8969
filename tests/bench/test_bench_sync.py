"""The benchmark of sync measures what it says, and says what is missing."""

import json
import socket
import sys
import threading

import pytest

from greenfield.base.problem import ProblemError
from greenfield.bench import pouchdb_peer, sync
from greenfield.bench.pouchdb_peer import PouchDB, pouchdb
from greenfield.bench.sync_documents import documents
from greenfield.bench.sync_line import CuttingLine


def test_documents_have_40_fields_and_are_the_same_in_every_run():
    made = documents(200, "c" * 32)
    assert {len(each) for each in made} == {40}
    assert made == documents(200, "c" * 32)
    assert len({json.dumps(each) for each in made}) == 200
    assert 1_600 < sum(len(json.dumps(each)) for each in made) / 200 < 2_000


def echo_once(listening):
    """Take connections, and send back what comes, until the listening socket is closed."""

    def serve():
        while True:
            try:
                end, _ = listening.accept()
            except OSError:
                return
            with end:
                try:
                    while part := end.recv(65536):
                        end.sendall(part)
                except OSError:
                    pass

    threading.Thread(target=serve, daemon=True).start()


@pytest.fixture
def line():
    listening = socket.create_server(("127.0.0.1", 0))
    echo_once(listening)
    made = CuttingLine(listening.getsockname()[1])
    yield made
    made.close()
    listening.close()


def carried(line, content):
    """Send something over the line, and return what came back before it broke or ended."""
    found = b""
    with socket.create_connection(("127.0.0.1", line.port), timeout=10) as end:
        try:
            end.sendall(content)
            while len(found) < len(content) and (part := end.recv(65536)):
                found += part
        except OSError:
            pass
    return found


def test_a_line_counts_what_it_carries_both_ways(line):
    line.begin()
    content = b"GET / HTTP/1.1\r\n" + b"x" * 50_000
    assert carried(line, content) == content
    assert (line.counted.up, line.counted.down) == (len(content), len(content))
    assert (line.counted.requests, line.counted.cuts) == (1, 0)


def test_a_line_breaks_after_so_many_bytes_and_can_be_used_again(line):
    line.begin(cut_every=20_000)
    assert len(carried(line, b"x" * 100_000)) < 100_000
    assert line.counted.cuts == 1
    assert carried(line, b"short") == b"short"
    assert line.counted.both >= 20_000


def test_without_npm_nothing_of_pouchdb_holds_and_the_rest_is_measured(monkeypatch):
    monkeypatch.setattr(pouchdb_peer.shutil, "which", lambda _name: None)
    rows = sync.measure(100, 1, visits=2, photos=2)
    peers = [row for row in rows if (row.baseline or "").startswith("PouchDB")]
    assert len(peers) == 7
    assert all(row.is_peer_missing and row.problem.code == "bench.no_pouchdb" for row in peers)
    assert not [row.name for row in peers if row.goal is not None and row.holds]
    found = {row.name: row for row in rows}
    assert found["nothing_requests"].holds
    assert found["nothing_bytes"].holds
    assert found["first_sync_files"].value == 2 * 2 * 2
    assert found["first_visit_shown"].value <= found["first_sync_whole"].value
    assert found["cuts_every_20_kb"].value > 0


def test_a_registry_that_is_not_there_is_named_and_tried_again_the_next_time(tmp_path, monkeypatch):
    monkeypatch.setattr(pouchdb_peer.shutil, "which", lambda _name: sys.executable)
    for _ in range(2):
        with pytest.raises(ProblemError) as caught:
            pouchdb(tmp_path / "pouchdb")
        assert caught.value.code == "bench.no_pouchdb"
    assert not (tmp_path / "pouchdb" / "installed").exists()


def test_a_peer_that_fails_is_named(tmp_path):
    with pytest.raises(ProblemError) as caught:
        PouchDB((sys.executable, "-c", "raise SystemExit(1)")).run(documents(2, "c"), ["a", "b"], tmp_path)
    assert caught.value.code == "bench.peer_failed"
