"""Commands that connect, sync, show what waits, and end conflicts."""

import json
import shutil
import sys
import threading
from pathlib import Path

import pytest
from cli_sample import CHEAP, SECRET

from greenfield.services import workspaces
from greenfield.sync.hub.serving import Service

sys.path.append(str(Path(__file__).parent.parent / "sync" / "device"))

from device_sample import Centre


@pytest.fixture
def served():
    """A hub on this machine: the centre and its address."""
    centre = Centre()
    ready, port = threading.Event(), []
    service = Service(centre.hub, "127.0.0.1", 0, None, lambda found: (port.append(found), ready.set()))
    thread = threading.Thread(target=service.serve)
    thread.start()
    assert ready.wait(20)
    yield centre, f"http://127.0.0.1:{port[0]}"
    service.stop()
    thread.join(20)
    assert not thread.is_alive()
    centre.hub.close()


@pytest.fixture
def other(tmp_path, passphrase_file):
    """Somebody else's workspace."""
    folder = tmp_path / "other.greenfield"
    workspaces.create_workspace(folder, [SECRET], cost=CHEAP)
    return ["--workspace", folder, "--passphrase-file", passphrase_file]


def test_two_people_share_a_visit_disagree_and_agree(greenfield, at, other, served):
    centre, url = served
    joined = greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Awa"), "--json").json
    assert (joined["organisation_name"], joined["member_name"], joined["problems"]) == ("Centre", "Awa", [])
    greenfield(*other, "enrol", "--hub", url, "--code", centre.code("Badou"))
    words = ["company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF", "--json"]
    greenfield(*at, *words)
    visit = greenfield(*at, "visit", "new", "--company", "Mill", "--date", "2026-03-10", "--json").json[
        "visit"
    ]
    shared = greenfield(*at, "visit", "share", visit[:8], "--with", "organisation", "--json").json
    assert (shared["sharing"], len(shared["changed"])) == ("organisation", 2)
    state = greenfield(*at, "sync", "--state", "--json").json
    assert state["unsent"] > 3
    assert {row["company"] for row in state["trays"]["unsent"]} >= {"Mill"}
    first = greenfield(*at, "sync", "--json")
    assert first.codes == (0, [])
    assert first.json["sync"]["sent"] == state["unsent"]
    assert first.json["unsent"] == 0
    assert greenfield(*other, "sync", "--json").json["sync"]["received"] > 3
    assert greenfield(*other, "visit", "list", "--json").json["visits"][0]["id"] == visit
    for who, purpose in ((at, "10"), (other, "20")):
        assert greenfield(*who, "company", "set", "Mill", "--employees", purpose).code == 0
        assert greenfield(*who, "sync", "--json").json["problems"] == []
    (found,) = greenfield(*other, "conflict", "list", "--json").json["conflicts"]
    assert (found["field"], found["company"]) == ("employees", "Mill")
    assert {value["author"]: value["value"] for value in found["values"]} == {"Awa": 10, "Badou": 20}
    assert "Badou" in greenfield(*other, "conflict", "list").out
    ended = greenfield(*other, "conflict", "end", found["record"][:8], "employees", "--own", "--json").json
    assert [row["field"] for row in ended["ended"]] == ["employees"]
    greenfield(*other, "sync")
    greenfield(*at, "sync")
    assert greenfield(*at, "conflict", "list", "--json").json["conflicts"] == []
    nothing = greenfield(*at, "sync")
    assert (nothing.code, nothing.out) == (0, "Nothing was new on either side.\n")
    again = greenfield(*other, "conflict", "end", found["record"][:8], "employees", "--own", "--json")
    assert again.codes == (1, ["sync.no_conflict"])
    assert greenfield(*at, "doctor").code == 0


def test_a_backup_of_a_workspace_keeps_its_hub(greenfield, at, served, tmp_path, passphrase_file):
    centre, url = served
    greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Chantal"))
    assert greenfield(*at, "backup", tmp_path / "copy").code == 0
    back = ["--workspace", tmp_path / "back.greenfield", "--passphrase-file", passphrase_file]
    assert greenfield(*back, "restore", tmp_path / "copy").code == 0
    greenfield(*at, "company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF")
    greenfield(*at, "sync")
    synced = greenfield(*back, "sync", "--json")
    assert synced.json["problems"] == []
    assert synced.json["sync"]["received"] >= 2
    assert [row["name"] for row in greenfield(*back, "company", "list", "--json").json["companies"]] == [
        "Mill"
    ]
    assert greenfield(*back, "doctor").code == 0


def test_an_invite_file_is_enough(greenfield, at, served, tmp_path):
    centre, url = served
    path = tmp_path / "a.greenfield-invite"
    path.write_text(json.dumps({"proto": 1, "url": url, "code": centre.code("Awa")}), encoding="utf-8")
    assert greenfield(*at, "enrol", "--invite", path, "--json").json["member_name"] == "Awa"
    assert greenfield(*at, "enrol", "--invite", path, "--json").code == 0  # the answer might have been lost
    shutil.rmtree(at[1])
    workspaces.create_workspace(at[1], [SECRET], cost=CHEAP)
    assert greenfield(*at, "enrol", "--invite", path, "--json").codes == (1, ["code.used"])


def test_what_stands_in_the_way_is_named(greenfield, at, served):
    _, url = served
    assert greenfield(*at, "sync", "--json").codes == (1, ["sync.not_connected"])
    assert greenfield(*at, "sync", "--state", "--json").codes == (1, ["sync.not_connected"])
    assert greenfield(*at, "enrol", "--hub", url, "--json").codes == (1, ["sync.no_code"])
    assert greenfield(*at, "enrol", "--hub", url, "--code", "NONE", "--json").codes == (1, ["code.unknown"])
    assert greenfield(*at, "enrol", "--hub", "http://hub.example", "--code", "X", "--json").codes == (
        1,
        ["sync.insecure"],
    )
    assert greenfield(*at, "enrol").code == 2


def test_a_metered_line_is_remembered(greenfield, at, served):
    centre, url = served
    greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Awa"))
    assert greenfield(*at, "sync", "--metered", "--json").json["metered"] is True
    assert greenfield(*at, "sync", "--json").json["metered"] is True
    assert greenfield(*at, "sync", "--no-metered", "--json").json["metered"] is False
