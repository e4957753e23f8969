"""`greenfield hub ...`: as scripts use it, beside a hub that serves."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading

import httpx2
import pytest
from hub_folder_sample import SECRET

from greenfield.app import main
from greenfield.sync.messages import PROTO, Enrol, Enrolled
from greenfield.sync.wire import pack


@pytest.fixture
def hub(tmp_path, capsys, monkeypatch):
    """Run `greenfield --workspace FOLDER --passphrase-file FILE hub ... --json`, and give exit code and document."""
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    (tmp_path / "passphrase").write_text(SECRET.text + "\n", encoding="utf-8")

    def run(*words, folder="centre.hub"):
        at = ["--workspace", str(tmp_path / folder), "--passphrase-file", str(tmp_path / "passphrase")]
        code = main([*at, "hub", *map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def codes(found):
    return found[0], [each["code"] for each in found[1]["problems"]]


def test_a_hub_is_made_with_organisation_members_and_invitations(hub, tmp_path):
    code, made = hub("new", "--name", "Workshop", "--org", "Centre", "--recovery-code")
    assert (code, len(made["fingerprint"]), len(made["recovery_code"])) == (0, 64, 35)
    assert codes(hub("new")) == (1, ["workspace.exists"])
    assert codes(hub("org", "Centre")) == (1, ["hub.organisation_exists"])
    assert codes(hub("invite", "Ana")) == (1, ["hub.no_address"])
    file = tmp_path / "ana.greenfield-invite"
    url = "https://10.0.0.5:8443"
    _, invited = hub("invite", "Ana", "--role", "administrator", "--url", url, "--out", file)
    written = json.loads(file.read_text(encoding="utf-8"))
    assert written == {
        "proto": 1,
        "url": url,
        "code": invited["code"],
        "fingerprint": made["fingerprint"],
        "organisation": written["organisation"],
        "organisation_name": "Centre",
    }
    _, again = hub("invite", "Ana", "--url", url)
    assert (again["member"], again["role"]) == (invited["member"], "administrator")
    assert again["code"] != invited["code"]
    assert codes(hub("invite", "Ana", "--role", "visitor", "--url", url)) == (1, ["hub.other_role"])
    if os.name != "nt":
        assert file.stat().st_mode & 0o077 == 0  # a code lets in whoever reads it
    _, before = hub("org")
    missing = tmp_path / "nowhere" / "eve.greenfield-invite"
    assert codes(hub("invite", "Eve", "--url", url, "--out", missing)) == (1, ["file.unwritable"])
    assert hub("org")[1] == before
    _, listed = hub("org")
    assert [(each["name"], [m["name"] for m in each["members"]]) for each in listed["organisations"]] == [
        ("Centre", ["Ana"])
    ]
    hub("org", "Second")
    assert codes(hub("invite", "Ben", "--url", url)) == (1, ["hub.which_organisation"])
    assert codes(hub("device", "--org", "Third")) == (1, ["hub.no_organisation"])
    assert codes(hub("device", "--org", "Centre", "--revoke", "f")) == (1, ["hub.no_device"])


def test_a_hub_serves_beside_other_commands_and_stops_at_a_signal(hub, tmp_path):
    hub("new", "--org", "Centre")
    at = ["--workspace", str(tmp_path / "centre.hub"), "--passphrase-file", str(tmp_path / "passphrase")]
    words = [
        sys.executable,
        "-m",
        "greenfield",
        *at,
        "hub",
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--json",
    ]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, text=True, env={**os.environ, "LANG": "en"}
    ) as process:
        killer = threading.Timer(300, process.kill)
        killer.start()
        try:
            lines = ""
            while not lines.rstrip().endswith("}"):
                line = process.stdout.readline()
                assert line, "it ended too early"
                lines += line
            serving = json.loads(lines)
            code, invited = hub("invite", "Ana")
            assert (code, invited["url"], invited["fingerprint"]) == (
                0,
                serving["url"],
                serving["fingerprint"],
            )
            token = joined(serving["url"], invited["code"])
            _, listed = hub("device")
            (device,) = listed["devices"]
            assert (device["member_name"], device["revoked"]) == ("Ana", False)
            assert hub("backup", tmp_path / "copy.hub")[0] == 0
            assert status(serving["url"], invited, token) == 200
            hub("device", "--revoke", device["id"])
            assert status(serving["url"], invited, token) == 403
            process.send_signal(signal.SIGTERM if os.name == "posix" else signal.CTRL_C_EVENT)
            assert process.wait(120) == 0
        finally:
            killer.cancel()
            process.kill()
    assert hub("restore", tmp_path / "copy.hub", folder="again.hub")[0] == 0
    before, after = hub("org")[1], hub("org", folder="again.hub")[1]
    assert before["organisations"][0]["epoch"] != after["organisations"][0]["epoch"]


def joined(url, code):
    asked = Enrol(proto=PROTO, code=code, device="a" * 32, name="Laptop", program="1")
    reply = httpx2.post(
        f"{url}/v1/devices/enrol", content=pack(asked), headers={"content-encoding": "zstd"}, verify=False
    )
    assert reply.status_code == 200
    return Enrolled(**reply.json())


def status(url, invited, joined_as):
    headers = {"authorization": f"Bearer {joined_as.token}"}
    return httpx2.get(
        f"{url}/v1/orgs/{joined_as.organisation}/head", headers=headers, verify=False
    ).status_code


def test_a_port_that_is_taken_is_named(hub, caplog):
    hub("new", "--org", "Centre")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert codes(hub("serve", "--host", "127.0.0.1", "--port", str(port))) == (1, ["hub.port_taken"])
    assert "Errno" not in caplog.text


def test_a_fingerprint_is_shown_as_devices_show_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    (tmp_path / "passphrase").write_text(SECRET.text + "\n", encoding="utf-8")
    at = ["--workspace", str(tmp_path / "centre.hub"), "--passphrase-file", str(tmp_path / "passphrase")]
    assert main([*at, "hub", "new", "--org", "Centre"]) == 0
    shown = capsys.readouterr().out.splitlines()[1]
    assert re.fullmatch(r"Fingerprint: [0-9A-F]{4}( [0-9A-F]{4}){15}", shown)
    assert main([*at, "hub", "invite", "Ana", "--url", "https://10.0.0.5:8443"]) == 0
    assert shown in capsys.readouterr().out.splitlines()


def test_a_code_is_shown_also_where_its_file_cannot_be_written(hub, tmp_path):
    hub("new", "--org", "Centre")
    taken = tmp_path / "taken"
    taken.mkdir()
    code, invited = hub("invite", "Ana", "--url", "https://10.0.0.5:8443", "--out", taken)
    assert (code, [each["code"] for each in invited["problems"]]) == (1, ["file.unwritable"])
    assert invited["file"] is None
    assert len(invited["code"]) == 14


def test_how_much_each_member_may_store_is_listed_and_set(hub):
    hub("new", "--name", "Workshop", "--org", "Centre")
    _, invited = hub("invite", "Ana", "--url", "https://10.0.0.5:8443")
    code, found = hub("quota", "--gigabytes", "2.5")
    assert (code, found["limit"]) == (0, 2_500_000_000)
    assert found["members"] == [{"member": invited["member"], "name": "Ana", "bytes": 0}]
    assert codes(hub("quota", "--gigabytes", "-1")) == (1, ["hub.no_quota"])
    assert hub("quota")[1]["limit"] == 2_500_000_000
