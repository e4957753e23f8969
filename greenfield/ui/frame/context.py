"""What every page works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from greenfield.base.formats import Formats
from greenfield.base.languages import is_right_to_left
from greenfield.base.texts import Texts
from greenfield.ui.frame.door import Door
from greenfield.ui.frame.events import Events
from greenfield.ui.frame.messages import Messages
from greenfield.ui.frame.router import Router
from greenfield.ui.frame.runner import Runner
from greenfield.ui.frame.sync_keeper import SyncKeeper
from greenfield.ui.settings import Settings
from greenfield.ui.theme.theme import Theme

if TYPE_CHECKING:
    from greenfield.store.workspace import Workspace  # loads SQLAlchemy, which the first look does not need


@dataclass
class WindowContext:
    """What every page works with; one for the whole window.

    `texts` and `formats` are those of the moment: look them up here whenever something is shown. After a
    change of settings every page is made anew, so that none has to translate itself.
    """

    texts: Texts
    formats: Formats
    runner: Runner
    messages: Messages
    settings: Settings
    theme: Theme
    router: Router
    door: Door
    """Opens a workspace, and knows the open one; first run and unlocking use it."""
    clock: Callable[[], datetime]
    events: Events
    apply_settings: Callable[[Settings], None]
    """Keeps changed settings and makes them true at once: `apply_settings(replace(settings, theme="dark"))`."""
    sync: SyncKeeper
    """Syncs the open workspace in the background, and knows how it stands with its hub."""
    keep_settings: Callable[[Settings], None]
    """Keeps settings that change nothing that is shown: the last workspace, the size of the window."""

    @property
    def right_to_left(self) -> bool:
        """Tell whether the window runs from right to left."""
        return self.settings.pseudo == "mirrored" or is_right_to_left(self.texts.language)

    @property
    def workspace(self) -> Workspace:
        """The workspace that is open for writing; only first run and unlocking are shown without one."""
        return self.door.workspace
