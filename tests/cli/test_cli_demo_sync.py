"""`demo --sync` plays its story with real workspaces, a real hub over TLS, and a real file, and leaves nothing running."""

import socket
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from greenfield.services import workspaces
from greenfield.services.demo import PASSPHRASE
from greenfield.services.health import examine
from greenfield.services.sync.connecting import link_of
from greenfield.services.sync.state import sync_state
from greenfield.vault.passphrase import Passphrase


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return tmp_path_factory.mktemp("story")


def test_the_story_is_true(greenfield, out):
    before = set(threading.enumerate())
    told = greenfield("demo", "--out", out, "--sync", "--json").json
    assert told["problems"] == []
    assert told["photo_arrived"] is True
    assert {side["value"] for side in told["conflict"]["sides"]} == {"118200", "117900"}
    assert {side["author"] for side in told["conflict"]["sides"]} == {one["name"] for one in told["people"]}
    assert told["conflict"]["kept"] == ["117900", "117900"]
    assert sorted(tuple(one["values"]) for one in told["merged"]) == [("52", "52"), ("7.5", "7.5")]
    stick = told["stick"]
    assert (stick["taken"], stick["files_taken"]) == (1, 1)
    assert (stick["taken_again"], stick["files_taken_again"]) == (0, 0)
    assert told["syncs"]["second_edits"]["outcomes"]["conflict"] == 1
    assert told["same"] is True
    assert set(threading.enumerate()) <= before
    port = urlsplit(told["hub"]["url"]).port
    with socket.socket() as line:
        assert line.connect_ex(("127.0.0.1", port)) != 0
    for person in told["people"]:
        with workspaces.opened(Path(person["workspace"]), Passphrase(PASSPHRASE), writing=True) as workspace:
            assert examine(workspace) == []
            assert link_of(workspace).organisation_name == "Demo centre"
            state = sync_state(workspace)
            assert (state.unsent, state.held, state.refused, state.conflicts) == (0, 0, 0, 0)


def test_it_is_told_in_six_parts_and_replaces_the_one_before(greenfield, out):
    keep = out / "mine.txt"
    keep.write_text("stays", encoding="utf-8")
    told = greenfield("demo", "--out", out, "--sync")
    assert (told.code, told.err) == (0, "")
    parts = [line for line in told.out.splitlines() if line[:1].isdigit()]
    assert [part.partition(".")[0] for part in parts] == ["1", "2", "3", "4", "5", "6"]
    assert max(len(line) for line in told.out.splitlines() if str(out) not in line) <= 100
    assert sorted(path.name for path in out.iterdir()) == [
        "first.greenfield",
        "hub.greenfield",
        "mine.txt",
        "second.greenfield",
        "stick.greenfield-exchange",
    ]


def test_it_is_told_in_french_as_the_french_write(greenfield, out):
    told = greenfield("demo", "--out", out, "--sync", "--language", "fr").out
    assert "Aminata Diallo : 118\u202f200" in told
    assert "» : 7,5" in told
    assert "118200" not in told
    assert "7.5" not in told
    assert "de Aminata" not in told
    assert "1 envoyées" not in told
    assert not any(line.strip().rstrip(".").isdigit() for line in told.splitlines())  # torn from its word
