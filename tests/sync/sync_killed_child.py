"""Run by the tests of kill -9: prepares all modules once, then becomes a hub or a device, again and again, by forking.

It reads orders (JSON, one a line) and answers each with the process id of the child, which says on the same line
what it did, one word and one id a line.
"""

import json
import os
import random
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import httpx2
import uvicorn
from sync_crash_run import SECRET

from greenfield.services.sync.syncing import sync_now
from greenfield.services.workspaces import now
from greenfield.store.workspace import Workspace, open_workspace
from greenfield.sync.device.conduct import Conduct
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.hub.opening import opened_hub
from greenfield.sync.hub.serving import Service
from greenfield.sync.hub.surroundings import Surroundings
from greenfield.vault.opening import open_vault

READY = (httpx2.Client, uvicorn.Server)


def say(*words: object) -> None:
    os.write(1, (" ".join(str(word) for word in words) + "\n").encode())


def be_hub(given: dict[str, str]) -> None:
    """Serve until killed."""
    with opened_hub(Path(given["folder"]), SECRET) as (database, _vault):
        hub = Hub(database, Surroundings(), UNHURRIED)
        Service(hub, "127.0.0.1", int(given["port"]), None, lambda _port: say("ready", "hub")).serve()


def be_device(given: dict[str, str]) -> None:
    """Edit and sync until killed, or as often as asked."""
    folder, name = Path(given["folder"]), given["name"]
    source = random.Random(int(given["seed"]))
    with open_vault(folder, SECRET) as vault, open_workspace(vault.connect, folder, now) as workspace:
        say("ready", name)
        for _ in range(int(given.get("times", "1000000"))):
            edit(workspace, source)
            known = unsent(workspace)
            report = sync_now(workspace, Conduct(attempts=3, pause=lambda _seconds: None))
            if report.problem is None:
                for cid in known - unsent(workspace):
                    say("acknowledged", cid)


def edit(workspace: Workspace, source: random.Random) -> None:
    """Make or change something, and say so once it is kept."""
    with workspace.unit() as unit:
        rows = unit.connection.exec_driver_sql(
            "SELECT id FROM record WHERE kind = 'company' ORDER BY id LIMIT 40"
        )
        companies = [row[0] for row in rows]
        if len(companies) > 8 and source.random() < 0.8:
            unit.set(companies[source.randrange(len(companies))], {"name": f"Mill {source.random()}"})
        else:
            unit.create("company", {"name": f"Mill {source.random()}", "sharing": "organisation"})
    query = "SELECT cid FROM change ORDER BY seq DESC LIMIT 1"
    say("kept", workspace.writing_connection.execute(query).fetchone()[0])


def unsent(workspace: Workspace) -> set[str]:
    """Return the changes without a number."""
    rows = workspace.writing_connection.execute("SELECT cid FROM change WHERE rev IS NULL").fetchall()
    return {row[0] for row in rows}


ROLES = {"hub": be_hub, "device": be_device}


def main() -> None:
    """Fork a child for each order; its ends are nobody's business here."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        given = json.loads(line)
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            output = os.open(given["says"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.dup2(output, 1)
            try:
                ROLES[given["role"]](given)
                say("over", "now")
            finally:
                os._exit(0)
        say(child)


if __name__ == "__main__":
    main()
