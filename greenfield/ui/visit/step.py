"""What a step of a visit is: a widget over the desk, and the entry by which the step bar knows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.focus_keeper import first_field
from greenfield.ui.visit.desk import VisitDesk


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far a step is: `done` of `total`; nothing to do where `total` is 0."""

    done: int
    total: int

    @property
    def share(self) -> float:
        """The part that is done, from 0 to 1."""
        return self.done / self.total if self.total else 0.0


class StepWidget(QWidget):
    """Base of the steps. Made when the step is first shown, and again when the language changes.

    Emit `wanted` with the id of a step and a place in it (the ref of a question, say, or empty) to go there,
    and `header_changed` when `actions` says something else than before.
    """

    wanted = Signal(str, str)
    header_changed = Signal()

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Show the visit at `desk`."""
        super().__init__()
        self.context = context
        self.desk = desk

    def fill(self, widget: QWidget) -> None:
        """Let one widget take the whole step."""
        rows = self.layout()
        if rows is None:
            rows = QVBoxLayout(self)
            rows.setContentsMargins(0, 0, 0, 0)
        while rows.count():
            item = rows.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
        rows.addWidget(widget)

    def enter(self, place: str) -> None:
        """Be shown, and show a place if it is not empty."""

    def first_focus(self) -> QWidget | None:
        """Return where the keyboard belongs when nothing else has it."""
        return first_field(self)

    def leave(self) -> None:
        """Make what is being typed an answer; called before another step or page is shown."""

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # as in Page
        """Return the actions of the step, at most one of them main."""
        return ()


@dataclass(frozen=True, slots=True)
class StepEntry:
    """A step in the step bar. `title` is a marked text; `progress` None shows no progress.

    `has_results` lets the live results stand beside it; `is_edited` tells that a finished visit locks it.
    """

    id: str
    title: str
    icon: str
    make: Callable[[WindowContext, VisitDesk], StepWidget]
    progress: Callable[[VisitDesk], StepProgress | None]
    has_results: bool = False
    is_edited: bool = False
