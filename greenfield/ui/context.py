"""What every page works with, by the name under which pages import it."""

from greenfield.ui.frame.context import WindowContext
from greenfield.ui.frame.events import Events

__all__ = ["Events", "WindowContext"]
