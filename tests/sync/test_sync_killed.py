"""P9, kill -9: hub and devices are killed in the middle of syncs over real HTTP; nothing that was said to be kept is lost."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sync_crash_run import CHEAP, DEVICES, SECRET, enrol

from greenfield.services.sync.syncing import sync_now
from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.services.workspaces import create_workspace, now, opened
from greenfield.store.check import check
from greenfield.sync.hub.administration import add_member, add_organisation
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.hub.opening import create_hub, opened_hub
from greenfield.sync.hub.surroundings import Surroundings

CHILD = Path(__file__).parent / "sync_killed_child.py"
LONGEST_WAIT = 150


class Processes:
    """A process that forks hubs and devices; each child says what it did into a file of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.count = 0
        self.alive = {}
        self.says = {}
        self.said = []
        self.parent = subprocess.Popen(
            [sys.executable, str(CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, key, role, **given):
        self.count += 1
        path = self.folder / f"said-{self.count}"
        path.touch()
        order = {"role": role, "says": str(path), "seed": str(self.count), **given}
        self.parent.stdin.write(json.dumps(order) + "\n")
        self.parent.stdin.flush()
        self.alive[key] = int(self.parent.stdout.readline())
        self.says[key] = path
        self.wait_for(key, "ready")

    def wait_for(self, key, word):
        until = time.monotonic() + LONGEST_WAIT
        while not any(line.startswith(word) for line in self.says[key].read_text().splitlines()):
            assert time.monotonic() < until, f"{key} never says {word}"
            time.sleep(0.002)

    def kill(self, key):
        pid = self.alive.pop(key)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        until = time.monotonic() + LONGEST_WAIT
        while Path(f"/proc/{pid}").exists() if Path("/proc").exists() else is_alive(pid):
            assert time.monotonic() < until
            time.sleep(0.001)
        lines = self.says.pop(key).read_text().split("\n")[:-1]
        self.said += [line.split() for line in lines]

    def end(self):
        for key in tuple(self.alive):
            self.kill(key)
        self.parent.stdin.close()
        self.parent.wait(LONGEST_WAIT)
        self.parent.stdout.close()


def is_alive(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


@pytest.fixture
def free_port():
    """A port that the hub can take again after each kill: none of those that systems give to whoever asks for any."""
    for port in random.sample(range(15_000, 30_000), 200):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    return pytest.fail("no port is free")


@pytest.fixture
def places(tmp_path, free_port):
    """Two workspaces that belong to a hub, all closed."""
    create_hub(tmp_path / "hub", [SECRET], "Hub", Surroundings(), cost=CHEAP)
    with opened_hub(tmp_path / "hub", SECRET) as (database, _vault):
        hub = Hub(database, Surroundings(), UNHURRIED)
        organisation = add_organisation(database, hub.surroundings, "Centre")
        for name in DEVICES:
            create_workspace(tmp_path / name, [SECRET], cost=CHEAP)
            member = add_member(database, hub.surroundings, organisation, name, "visitor")
            with opened(tmp_path / name, SECRET, writing=True) as workspace:
                url = f"http://127.0.0.1:{free_port}"
                WorkspaceStore(workspace).save_link(enrol(hub, organisation, member, workspace.device, url))
    return tmp_path


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked, since starting each takes a second")
@pytest.mark.parametrize("times", [8, pytest.param(500, marks=pytest.mark.long)])
def test_nothing_is_lost_by_kill_9(places, free_port, times):
    processes = Processes(places)
    source = random.Random(times)

    def start(key):
        if key == "hub":
            processes.start("hub", "hub", folder=str(places / "hub"), port=str(free_port))
        else:
            processes.start(key, "device", folder=str(places / key), name=key)

    try:
        for key in ("hub", *DEVICES):
            start(key)
        waited = 0
        for _ in range(times):
            time.sleep(source.random() * 0.15)
            key = source.choice(("hub", "hub", *DEVICES))
            if key != "hub" and source.random() < 0.5:  # a slow machine has done nothing by then
                processes.wait_for(key, "kept")
                waited += 1
            processes.kill(key)
            start(key)
        for key in DEVICES:
            processes.wait_for(key, "acknowledged")
            processes.kill(key)
        kept = {word[1] for word in processes.said if word[0] == "kept"}
        acknowledged = {word[1] for word in processes.said if word[0] == "acknowledged"}
        assert len(kept) > waited > 0
        assert acknowledged
        logs = [sync_to_the_end(places / name) for name in DEVICES * 2][2:]
        processes.kill("hub")
    finally:
        processes.end()
    with opened_hub(places / "hub", SECRET) as (database, _vault), database.reading() as connection:
        at_hub = dict(connection.exec_driver_sql("SELECT cid, rev FROM change").all())
        head = connection.exec_driver_sql("SELECT head FROM organisation").scalar_one()
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    assert kept | acknowledged <= at_hub.keys()
    assert sorted(at_hub.values()) == list(range(1, head + 1)), "P7: each number once"
    assert logs[0] == logs[1] == at_hub


def sync_to_the_end(folder):
    """Sync what is left and return the numbers of all changes."""
    with opened(folder, SECRET, writing=True) as workspace:
        report = sync_now(workspace, clock=now)
        assert report.problem is None
        assert check(workspace) == []
        return dict(workspace.writing_connection.execute("SELECT cid, rev FROM change").fetchall())
