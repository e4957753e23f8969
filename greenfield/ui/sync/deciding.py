"""Ending conflicts from the window: at once kept, told with a way back, and everybody who shows them looks again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from greenfield.services.sync.conflicts import OpenConflict, Side
from greenfield.services.sync.earlier import put_in_place
from greenfield.services.sync.resolving import Decision, cids_of, decide, decide_all, keep, undo
from greenfield.services.sync.shown_conflicts import ShownConflict, ShownSide
from greenfield.services.sync.written_values import read_value
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action

_IN_MESSAGE = 80


class Deciding(QObject):
    """Decides in the background, one thing after the other; `decided` follows each time."""

    decided = Signal()

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        """Decide for a page."""
        super().__init__(parent)
        self._context = context
        self.is_busy = False

    def keep(self, shown: ShownConflict, side: ShownSide) -> None:
        """Keep one of the values."""
        workspace, (record, field), cid = self._context.workspace, shown.key, side.side.cid
        seen = cids_of(shown.conflict)
        said = self._kept(shown.described.title, side.value)
        if cid:
            self._run(lambda: [keep(workspace, record, field, cid, seen=seen)], lambda _count: said)
        else:
            value = side.side.value
            self._run(lambda: [decide(workspace, record, field, value, seen=seen)], lambda _count: said)

    def write(self, shown: ShownConflict, text: str, words: str) -> None:
        """Write a value of one's own, as it is stored; it is read as its field reads it."""
        context, (record, field) = self._context, shown.key
        workspace, language, now = context.workspace, context.texts.language, context.clock()
        seen = cids_of(shown.conflict)
        said = self._kept(shown.described.title, words)

        def work() -> list[Decision]:
            value = read_value(workspace, shown.conflict, text, language, now)
            return [decide(workspace, record, field, value, seen=seen)]

        self._run(work, lambda _count: said)

    def keep_all(self, below: str, device: str, group: Sequence[ShownConflict]) -> None:
        """Keep what was set on one device in all conflicts of a `group` below a visit or company that were shown.

        One where that device set several values, or in which a sync brought another one meanwhile, is left open.
        """
        workspace, texts = self._context.workspace, self._context.texts
        seen = {one.key: cids_of(one.conflict) for one in group}

        def choice(conflict: OpenConflict) -> Side | None:
            if seen.get((conflict.belonging.record, conflict.field)) != cids_of(conflict):
                return None
            sides = [side for side in conflict.sides if side.device == device]
            return sides[0] if len(sides) == 1 else None

        self._run(
            lambda: decide_all(workspace, below, choice),
            lambda count: texts.plural(
                "{count} conflict was decided.", "{count} conflicts were decided.", count
            ),
        )

    def put_in_place(self, key: tuple[str, str], title: str, side: ShownSide, stands: str) -> None:
        """Put an earlier value of a field in the place of the one that `stands`."""
        workspace, (record, field), cid = self._context.workspace, key, side.side.cid
        said = self._kept(title, side.value)
        self._run(lambda: [put_in_place(workspace, record, field, cid, stands=stands)], lambda _count: said)

    def take_back(self, decisions: list[Decision]) -> None:
        """Take decisions back, also such as were made some time ago."""
        _take_back(self._context, decisions)

    def _kept(self, title: str, value: str) -> str:
        """Return that a value is kept, in a message that does not cover the page."""
        value = " ".join(value.split())
        short = value if len(value) <= _IN_MESSAGE else value[: _IN_MESSAGE - 1].rstrip() + "…"
        return self._context.texts("“{title}”: {value} is kept.", title=title, value=short)

    def _run(self, work: Callable[[], list[Decision]], said: Callable[[int], str]) -> None:
        if self.is_busy:
            return
        self.is_busy = True
        job = self._context.runner.run(lambda _progress: work(), self)
        job.on_success(lambda decisions: self._is_decided(decisions, said(len(decisions))))
        job.ended.connect(self._end)

    def _is_decided(self, decisions: list[Decision], said: str) -> None:
        context = self._context
        back = Action(
            "undo", context.texts("Undo"), "arrow-u-up-left", lambda: _take_back(context, decisions)
        )
        context.messages.toast(said, back if decisions else None, about=_about(decisions))
        _tell(context, decisions)

    def _end(self) -> None:
        self.is_busy = False
        self.decided.emit()


def _take_back(context: WindowContext, decisions: list[Decision]) -> None:
    """Take decisions back; the page that made them may be gone by then."""
    workspace = context.workspace
    job = context.runner.run(lambda _progress: undo(workspace, decisions))

    def told(_none: None) -> None:
        said = context.texts("Taken back: the value that counted before stands again.")
        context.messages.toast(said, about=_about(decisions))
        _tell(context, decisions)

    job.on_success(told)


def _about(decisions: list[Decision]) -> str:
    return " ".join(one.cid for one in decisions)


def _tell(context: WindowContext, decisions: list[Decision]) -> None:
    if context.door.is_open:
        context.sync.arrived(frozenset(one.record for one in decisions))
        context.sync.look_again()


def has_keyboard(widget: QWidget) -> bool:
    """Tell whether the keyboard is in a widget."""
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)
