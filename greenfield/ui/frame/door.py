"""The way into a workspace: what is open, opening another one, closing it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greenfield.store.workspace import Workspace  # loads SQLAlchemy, which the first look does not need
    from greenfield.vault.wrapping import Secret


class Door:
    """Holds the one workspace that is open for writing."""

    def __init__(
        self, clock: Callable[[], datetime], entered: Callable[[Path], None], prepare: Callable[[], None]
    ) -> None:
        """Begin outside; call `entered` with the folder whenever a workspace was opened.

        `prepare` loads what the first page inside needs, in the background while a workspace is opened.
        """
        self._clock, self._entered, self._prepare = clock, entered, prepare
        self._open = ExitStack()
        self._workspace: Workspace | None = None
        self.before_close: Callable[[], None] = _nothing
        """Called before the workspace is closed: whoever works with it in the background ends."""

    @property
    def is_open(self) -> bool:
        """Tell whether a workspace is open."""
        return self._workspace is not None

    @property
    def workspace(self) -> Workspace:
        """The open workspace; only pages that need none are shown without one."""
        if self._workspace is None:
            msg = "no workspace is open"
            raise RuntimeError(msg)
        return self._workspace

    def open(self, folder: Path, secret: Secret) -> Opened:
        """Open a workspace; slow, so run it in the background, and give what it returns to `enter`.

        Raises as `workspaces.opened` does: `passphrase.wrong`, `workspace.in_use` and more.
        """
        from greenfield.services import workspaces  # noqa: PLC0415  loads all of the store

        stack = ExitStack()
        workspace = stack.enter_context(workspaces.opened(folder, secret, writing=True, clock=self._clock))
        self._prepare()
        return Opened(folder, workspace, stack)

    def enter(self, opened: Opened) -> None:
        """Go into a workspace that was opened, and close the one before."""
        self.close()
        self._open, self._workspace = opened.stack, opened.workspace
        self._entered(opened.folder)

    def close(self) -> None:
        """Close the workspace; nothing happens without one."""
        if self._workspace is not None:
            self.before_close()
        self._workspace = None
        self._open.close()


def _nothing() -> None:
    pass


class Opened:
    """A workspace that was opened and not yet entered."""

    def __init__(self, folder: Path, workspace: Workspace, stack: ExitStack) -> None:
        """Hold it until it is entered or closed."""
        self.folder, self.workspace, self.stack = folder, workspace, stack

    def close(self) -> None:
        """Close it again without having gone in."""
        self.stack.close()
