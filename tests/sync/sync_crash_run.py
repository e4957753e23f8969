"""Two workspaces and a hub at work while every write of theirs is recorded, and a look at what a power cut leaves."""

import random
import shutil
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sync_crash_states import CrashState, crash_states
from sync_recording_vfs import Step, recording

from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.services.workspaces import create_workspace, now
from greenfield.store.check import check
from greenfield.store.workspace import Workspace, open_workspace
from greenfield.sync.device.conduct import Conduct
from greenfield.sync.device.engine import sync
from greenfield.sync.device.link import Link
from greenfield.sync.hub.administration import add_member, add_organisation, invite
from greenfield.sync.hub.database import open_database
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.hub.opening import create_hub, opened_hub
from greenfield.sync.hub.surroundings import Surroundings
from greenfield.sync.messages import PROTO, Enrol, Enrolled, Push, Pushed
from greenfield.sync.transport import Reply, Request
from greenfield.sync.wire import ENCODING, pack, unpack
from greenfield.vault.datakey import DataKey
from greenfield.vault.opening import open_vault
from greenfield.vault.passphrase import Cost, Passphrase

SECRET = Passphrase("floor full of flour")
CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
DEVICES = ("first", "second")


@dataclass
class Recorded:
    """What was written where, the keys, and the feed as it was in the end."""

    folder: Path
    steps: list[Step] = field(default_factory=list)
    keys: dict[str, DataKey] = field(default_factory=dict)
    feed: list[tuple[int, str]] = field(default_factory=list)

    def states(self, name: str, seed: int, each: int) -> Any:
        """Return crash states of one of the databases, from the moment on at which work began."""
        here = str(self.folder / name)
        own = [step for step in self.steps if step.what == "mark" or step.path.startswith(here)]
        for state in crash_states(own, random.Random(seed), each):
            if "ready" in state.said:
                yield state


def enrol(hub: Hub, organisation: str, member: str, device: str, url: str = "http://hub") -> Link:
    """Let a device join."""
    code = invite(hub.database, hub.surroundings, organisation, member).code
    asked = Enrol(proto=PROTO, code=code, device=device, name="laptop", program="1")
    reply = hub.answer(Request("POST", "/v1/devices/enrol", {"content-encoding": ENCODING}, pack(asked)))
    said = unpack(reply.body, Enrolled)
    return Link(
        url=url,
        organisation=organisation,
        organisation_name=said.organisation_name,
        member=said.member,
        member_name=said.member_name,
        role=said.role,
        token=said.token,
        expires=said.expires,
        epoch=said.epoch,
    )


class Line:
    """A good line that tells what the hub acknowledged."""

    def __init__(self, hub: Hub, tell: Callable[[str], None]) -> None:
        self._hub = hub
        self._tell = tell

    def send(self, request: Request) -> Reply:
        reply = self._hub.answer(request)
        if "/push" in request.path and reply.status == 200:
            asked = unpack(request.body, Push)
            assert asked.changes or asked.tables or asked.folded
            for outcome in unpack(reply.body, Pushed).outcomes:
                if outcome.rev is not None:
                    self._tell(f"hub {outcome.cid}")
        return reply

    def close(self) -> None:
        """Nothing to end."""


def record(folder: Path, rounds: int, seed: int) -> Recorded:
    """Let two people edit and sync while everything is recorded."""
    source = random.Random(seed)
    found = Recorded(folder)
    for name in DEVICES:
        create_workspace(folder / name, [SECRET], cost=CHEAP)
    create_hub(folder / "hub", [SECRET], "Hub", Surroundings(), cost=CHEAP)
    with recording() as recorder, ExitStack() as opened:
        found.steps = recorder.steps
        for name in ("hub", *DEVICES):
            recorder.steps += _as_it_stands(folder / name / "data.db")
        database, vault = opened.enter_context(opened_hub(folder / "hub", SECRET))
        found.keys["hub"] = vault.key
        hub = Hub(database, Surroundings(), UNHURRIED)
        organisation = add_organisation(database, hub.surroundings, "Centre")
        workspaces: list[Workspace] = []
        for name in DEVICES:
            vault = opened.enter_context(open_vault(folder / name, SECRET))
            found.keys[name] = vault.key
            workspace = opened.enter_context(open_workspace(vault.connect, folder / name, now))
            member = add_member(database, hub.surroundings, organisation, name, "administrator")
            WorkspaceStore(workspace).save_link(enrol(hub, organisation, member, workspace.device))
            workspaces.append(workspace)
        recorder.mark("ready")
        for _ in range(rounds):
            here = source.randrange(2)
            _work(workspaces[here], DEVICES[here], source, recorder.mark)
            if source.random() < 0.5:
                report = sync(WorkspaceStore(workspaces[here]), Line(hub, recorder.mark), Conduct())
                assert report.problem is None
        for workspace in workspaces * 2:
            assert sync(WorkspaceStore(workspace), Line(hub, recorder.mark), Conduct()).problem is None
        with database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT rev, cid FROM change ORDER BY rev")
            found.feed = [(int(rev), str(cid)) for rev, cid in rows]
    return found


def _as_it_stands(path: Path) -> list[Step]:
    """Return a file that was there before as if it was written and made safe just now."""
    return [Step("write", str(path), 0, path.read_bytes()), Step("sync", str(path))]


def _work(workspace: Workspace, name: str, source: random.Random, mark: Callable[[str], None]) -> None:
    """Make or change something, and say so once it is kept."""
    with workspace.unit() as unit:
        rows = unit.connection.exec_driver_sql(
            "SELECT id FROM record WHERE kind = 'company' AND erased = 0 ORDER BY id"
        )
        companies = [row[0] for row in rows]
        if companies and source.random() < 0.7:
            unit.set(companies[source.randrange(len(companies))], {"name": f"Mill {source.random()}"})
        else:
            unit.create("company", {"name": f"Mill {source.random()}", "sharing": "organisation"})
    query = "SELECT cid FROM change ORDER BY seq DESC LIMIT 1"
    mark(f"{name} {workspace.writing_connection.execute(query).fetchone()[0]}")


def what_is_lost(
    recorded: Recorded, name: str, state: CrashState, folder: Path, *, whole: bool = False
) -> set[str]:
    """Open what a power cut left, as the program does, and return what had been acknowledged and is not there."""
    shutil.rmtree(folder, ignore_errors=True)
    state.lay_out(folder)
    shutil.copy(recorded.folder / name / "keys.json", folder)
    with open_vault(folder, recorded.keys[name]) as vault:
        with closing(vault.connect()) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            there = {row[0] for row in connection.execute("SELECT cid FROM change").fetchall()}
        expected = {said.split()[1] for said in state.said if said.startswith(f"{name} ")}
        if name != "hub":
            expected |= _pulled(recorded, vault, folder)
        if whole and name == "hub":
            open_database(vault.connect).close()
        elif whole:
            with open_workspace(vault.connect, folder, now) as workspace:
                assert check(workspace) == []
    return expected - there


def _pulled(recorded: Recorded, vault: Any, folder: Path) -> set[str]:
    """Return what the place in the feed says to be here."""
    with open_workspace(vault.connect, folder, now, read_only=True) as workspace:
        link = WorkspaceStore(workspace).link()
    if link is None:
        return {"the link to the hub"}
    return {cid for rev, cid in recorded.feed if rev <= link.since}
