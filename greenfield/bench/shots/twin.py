"""A workspace that was copied to a second computer: what the page says, and how it becomes a device of its own."""

import shutil
from collections.abc import Callable
from pathlib import Path

from greenfield.bench.shots.begin import PASSPHRASE
from greenfield.bench.shots.stage import Stage, as_a
from greenfield.services import workspaces
from greenfield.services.sync.syncing import sync_now
from greenfield.store.workspace import Workspace
from greenfield.ui.sync.page import SyncPage
from greenfield.vault.passphrase import Passphrase

Rest = Callable[[Stage], None]


def twin(stage: Stage, visit: str, rest: Rest) -> None:
    """Let a copy of the workspace work beside it until both are told; then look at the way out."""
    target = Path(shutil.copytree(stage.context.workspace.folder, stage.folder / "copy.greenfield"))
    with workspaces.opened(target, Passphrase(PASSPHRASE), writing=True, clock=stage.context.clock) as copy:
        for number in range(3):
            _note(stage.context.workspace, visit, f"here {number}")
            _note(copy, visit, f"there {number}")
            stage.context.sync.sync()
            rest(stage)
            sync_now(copy)
        stage.context.sync.sync()
        rest(stage)
    stage.go("sync")
    page = as_a(SyncPage, stage.page)
    page.hub.reveal(page.hub.organisation)
    stage.shot("sync-twin")
    stage.click("own-device")
    stage.shot("sync-own-device")
    stage.click(page.joining.back)


def _note(workspace: Workspace, visit: str, text: str) -> None:
    with workspace.unit() as unit:
        unit.create("note", {"parent": visit, "text": text})
