"""When to sync, what a device is called, leaving a hub, and stopping a sync in its middle."""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from cli_sample import SECRET

from greenfield.services import hub as hubs
from greenfield.services import workspaces
from greenfield.services.sync.connecting import own_name
from greenfield.services.sync.serving_here import serving_here
from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.sync.hub.administration import list_devices


def names(centre):
    return {each.member_name: each.name for each in list_devices(centre.hub.database, centre.organisation)}


def test_a_device_has_a_name_and_may_get_another(greenfield, at, other, served):
    centre, url = served
    greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Awa"))
    greenfield(*other, "enrol", "--hub", url, "--code", centre.code("Badou"), "--name", " the \n tablet ")
    assert names(centre) == {"Awa": own_name(), "Badou": "the tablet"}
    assert greenfield(*at, "sync", "set", "--name", "The old laptop").code == 0
    assert "The old laptop" in greenfield(*at, "sync", "--state").out
    assert greenfield(*at, "sync", "--json").json["device_name"] == "The old laptop"
    assert names(centre)["Awa"] == "The old laptop"
    assert greenfield(*at, "sync", "--json").json["sync"]["requests"] == 1  # it is told once
    greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Awa"))  # again: the name stays
    assert names(centre)["Awa"] == "The old laptop"
    assert greenfield(*at, "sync", "set", "--name", "  ", "--json").codes == (1, ["sync.no_name"])


def test_scripts_read_one_form_of_a_fingerprint(greenfield, at, tmp_path, passphrase_file):
    """People compare groups of four in capitals; scripts the digits, on both sides."""
    hub = ["--workspace", tmp_path / "centre.hub", "--passphrase-file", passphrase_file]
    shown = greenfield(*hub, "hub", "new", "--org", "Centre", "--json").json["fingerprint"]
    with (
        hubs.opened(tmp_path / "centre.hub", SECRET) as opened,
        serving_here(opened) as serving,
    ):
        invite = tmp_path / "awa.greenfield-invite"
        greenfield(*hub, "hub", "invite", "Awa", "--url", serving.url, "--out", invite)
        joined = greenfield(*at, "enrol", "--invite", invite, "--json").json
    assert joined["fingerprint"] == shown == greenfield(*at, "sync", "--state", "--json").json["fingerprint"]
    assert hubs.as_compared(shown) in greenfield(*at, "sync", "--state").out


def test_a_workspace_syncs_never_by_hand_or_by_itself(greenfield, at, served):
    centre, url = served
    assert greenfield(*at, "sync", "set", "--mode", "never", "--json").codes == (1, ["sync.not_connected"])
    greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Awa"))
    assert greenfield(*at, "sync", "set", "--mode", "never", "--json").json["mode"] == "never"
    assert greenfield(*at, "sync", "--json").codes == (1, ["sync.never"])
    assert greenfield(*at, "sync", "--state").code == 0
    shown = greenfield(*at, "sync", "set", "--mode", "by-hand", "--metered", "--json").json
    assert (shown["mode"], shown["metered"]) == ("by_hand", True)
    assert greenfield(*at, "sync").code == 0


def test_who_leaves_a_hub_keeps_everything_and_may_come_back(greenfield, at, served):
    centre, url = served
    assert greenfield(*at, "sync", "disconnect", "--json").codes == (1, ["sync.not_connected"])
    greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Awa"))
    greenfield(*at, "sync")
    greenfield(*at, "company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF")
    left = greenfield(*at, "sync", "disconnect", "--json").json
    assert (left["organisation"], left["unsent"]) == ("Centre", 2)
    assert greenfield(*at, "sync", "--json").codes == (1, ["sync.not_connected"])
    assert greenfield(*at, "company", "list", "--json").json["companies"][0]["name"] == "Mill"
    greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Awa"))
    outcomes = greenfield(*at, "sync", "--json").json["sync"]["outcomes"]
    assert outcomes["applied"] == 2
    assert outcomes["duplicate"] >= 1


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl+C to a whole group of processes")
def test_ctrl_c_ends_a_sync_cleanly(greenfield, at, served):
    centre, url = served
    greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Awa"))
    greenfield(*at, "company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        point_to(at[1], f"http://127.0.0.1:{silent.getsockname()[1]}")
        words = [sys.executable, "-m", "greenfield", *map(str, at), "sync", "--json"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            killer = threading.Timer(300, process.kill)
            killer.start()
            try:
                line, _ = silent.accept()
                assert line.recv(100)  # it waits for an answer now
                process.send_signal(signal.SIGINT)
                out, err = process.communicate()
            finally:
                killer.cancel()
            line.close()
    assert (process.returncode, err) == (1, "")
    assert '"code": "sync.stopped"' in out
    assert '"stopped": true' in out
    assert greenfield(*at, "doctor").code == 0
    point_to(at[1], url)
    assert greenfield(*at, "sync", "--json").json["unsent"] == 0


def point_to(folder, url):
    with workspaces.opened(Path(folder), SECRET, writing=True) as workspace:
        WorkspaceStore(workspace).change_link(url=url)
