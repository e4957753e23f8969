"""The base of all pages, and how a page is announced to the frame."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from greenfield.ui.frame.action import Action
from greenfield.ui.frame.context import WindowContext
from greenfield.ui.theme.roles import Colour


class Page(QWidget):
    """A page of the window. It is made once, when it is first shown, and again after a change of settings."""

    header_changed = Signal()
    """Emit it when `title`, `subtitle` or `actions` say something else than before."""

    def __init__(self, context: WindowContext) -> None:
        """Build the widgets; what is shown follows in `open_with`."""
        super().__init__()
        self.context = context

    def open_with(self, **what: str) -> None:
        """Show this; called each time that the page is shown: `open_with(visit="<id>")`."""

    def first_focus(self) -> QWidget | None:
        """Return where the keyboard belongs when nothing else has it; None for the first field."""
        return None

    def leave(self) -> None:
        """Keep what is being typed; called before another page is shown or the window closes."""

    def draft(self) -> dict[str, str]:
        """Return what is written here and kept nowhere yet; the page that is made anew takes it up."""
        return {}

    def take_draft(self, draft: Mapping[str, str]) -> None:
        """Show what was written in the page before; called once, before `open_with`."""

    def title(self) -> str:
        """Return what the header says instead of the page's own title, or nothing."""
        return ""

    def subtitle(self) -> str:
        """Return a quiet line beside the title, or nothing."""
        return ""

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # QWidget.actions is never asked here
        """Return what can be done here; shown in the header, the main one last."""
        return ()


class RailSign(NamedTuple):
    """What stands beside an entry of the rail: a few quiet words, their colour, a sentence that explains them."""

    text: str = ""
    colour: Colour = Colour.QUIET
    said: str = ""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """How a page is announced: `title` is marked for translation and looked up when shown.

    Pages in the rail stand there by `order`; those with an order of 900 and more at its end.
    `sign` says how things stand there, once it is known how the workspace stands with its hub; with `only_with_sign`
    the entry is there only as long as there is something to say, or the page is shown.
    """

    id: str
    title: str
    icon: str
    make: Callable[[WindowContext], Page]
    in_rail: bool = False
    order: int = 0
    needs_workspace: bool = True
    sign: Callable[[WindowContext], RailSign] | None = None
    only_with_sign: bool = False
