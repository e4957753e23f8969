"""A column of leaves: built where somebody looks, a little at a time, and taken down again far away."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QTimerEvent
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from greenfield.ui.visit.questions.leaf import BETWEEN, Leaf
from greenfield.ui.visit.questions.rows import HeadingRow, Row
from greenfield.ui.visit.questions.still_scroll import StillScroll
from greenfield.ui.visit.questions.tab_order import keep_in_order

MOST_LEAVES = 40
"""So many are kept; then the ones far away are taken down again."""


class LeafScroll(StillScroll):
    """Base of what shows rows by the hundred. A kind of its own makes their widgets, and says which may go."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        """Show nothing yet; whoever knows what applies calls `begin`."""
        super().__init__()
        self.leaves = leaves
        self.applies: dict[str, bool] = {}
        self._end: QWidget | None = None
        self._timer = 0
        self.rows.setSpacing(BETWEEN)

    def make(self, row: Row) -> QWidget:
        """Return the widget of a row."""
        raise NotImplementedError

    def may_go(self, leaf: Leaf) -> bool:
        """Tell whether nothing in a leaf would be lost with its widgets."""
        return leaf.is_built

    def forget(self, leaf: Leaf) -> None:
        """Forget the widgets of a leaf, which are about to go."""

    def looked_at(self) -> QWidget | None:
        """Return what has the keyboard here, None if nothing has."""
        focused = QApplication.focusWidget()
        return focused if focused is not None and self.isAncestorOf(focused) else None

    def begin(self) -> None:
        """Give every leaf its place in the column, and build the first one."""
        for leaf in self.leaves:
            self.add(leaf)
            leaf.setVisible(leaf.is_relevant)  # at once: a layout shows what is added to it only later
        for leaf in self.leaves:
            if leaf.is_relevant:
                self.build(leaf)
                break

    def end_with(self, widget: QWidget) -> None:
        """Put a widget below all questions."""
        self._end = widget
        self.add(widget)

    @property
    def is_building(self) -> bool:
        """Whether something in sight or near it is still to be built, or something far away to be taken down."""
        return bool(self._timer)

    @property
    def is_complete(self) -> bool:
        """Whether everything that applies is built."""
        return all(leaf.is_built or not leaf.is_relevant for leaf in self.leaves)

    def build_whole(self) -> None:
        """Build everything, what does not apply included; for those who look at all of it, as tests do."""
        for leaf in self.leaves:
            self.build(leaf)
        self.settle()

    def place(self) -> tuple[str, int]:
        """Return what stands highest in sight, and how high; for `return_to`."""
        for leaf in self.leaves:
            for row, part in zip(leaf.rows, leaf.parts, strict=False):
                if not isinstance(row, HeadingRow) and self._in_sight(part):
                    return row.ref, self._height_of(part)
        return "", 0

    def return_to(self, place: tuple[str, int]) -> None:
        """Show what `place` told of the sheet before at the same height."""
        ref, height = place
        leaf = next((one for one in self.leaves if ref in one.refs), None)
        if leaf is None:
            return
        self.build(leaf)
        self.settle()
        part = leaf.parts[[getattr(row, "ref", "") for row in leaf.rows].index(ref)]
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._height_of(part) - height)
        self.look_around()

    def build(self, leaf: Leaf) -> None:
        """Build a leaf; what is looked at stays in its place."""
        if leaf.is_built:
            return
        if not self.isVisible():
            leaf.build(self.make, self.applies)
        else:
            with self.held(self.looked_at()) as changed:
                leaf.build(self.make, self.applies)
                changed.append(leaf)
        self.order(leaf)

    def order(self, leaf: Leaf) -> None:
        """Let Tab come to a leaf between those around it, whenever it was built."""
        later = self.leaves[self.leaves.index(leaf) + 1 :]
        found = (one for next_leaf in later if next_leaf.is_built for one in next_leaf.focusable()[:1])
        following = next(found, None)
        if following is None and self._end is not None:
            following = self._end.findChild(QPushButton)
        keep_in_order(leaf.focusable(), following)

    def look_around(self) -> None:
        """Have built what came into sight, and what stands near it."""
        if not self._timer and self.isVisible():
            self._timer = self.startTimer(0)

    def timerEvent(self, event: QTimerEvent) -> None:  # noqa: N802  Qt's name
        """Build a little while the window rests."""
        if event.timerId() == self._timer:
            self._build_next()
        else:
            super().timerEvent(event)

    def _stop(self) -> None:
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0

    def _build_next(self) -> None:
        """Build the leaf that is wanted most, or take one down, and rest when there is nothing to do."""
        if not self.isVisible():
            self._stop()
            return
        room = self.viewport().height()
        away = {leaf: self._distance(leaf) for leaf in self.leaves if leaf.is_relevant}
        wanted = [leaf for leaf, far in away.items() if not leaf.is_built and far <= room]
        if wanted:
            self.build(min(wanted, key=lambda leaf: away[leaf]))
            return
        built = [leaf for leaf in self.leaves if leaf.is_built]
        over = len(built) - MOST_LEAVES
        far = [leaf for leaf in built if away.get(leaf, 0) > room and self.may_go(leaf)] if over > 0 else []
        if far:
            self._take_down(max(far, key=lambda leaf: away[leaf]))
        else:
            self._stop()

    def _distance(self, leaf: Leaf) -> int:
        """Return how far a leaf is out of sight, in pixels."""
        top = self._height_of(leaf)
        return max(0, -top - leaf.height(), top - self.viewport().height())

    def settle(self, parts: Iterable[QWidget] | None = None) -> None:
        """Lay the column out at once, as every column that holds still, its leaves first."""
        changed = None if parts is None else list(parts)
        for leaf in self.leaves:
            if leaf.is_built and (
                changed is None or any(one is leaf or leaf.isAncestorOf(one) for one in changed)
            ):
                leaf.fit()
        super().settle(changed)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802  Qt's name
        """Build what came into sight."""
        super().scrollContentsBy(dx, dy)
        self.look_around()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Build what is in sight."""
        super().showEvent(event)
        self.look_around()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Build nothing while nobody looks; what is hidden for good may be gone from Python before it is from Qt."""
        self._stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Build what came into sight, and keep the question there that has the keyboard."""
        super().resizeEvent(event)
        self.look_around()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  Qt's name
        """Build what Tab comes to next, before it is looked for."""
        focused = _focused(self)
        order = self.leaves if forward else self.leaves[::-1]
        at = next((place for place, leaf in enumerate(order) if leaf.isAncestorOf(focused)), None)
        if at is None and not forward and self._end is not None and self._end.isAncestorOf(focused):
            at = -1
        if at is not None:
            following = next((leaf for leaf in order[at + 1 :] if leaf.is_relevant), None)
            if following is not None:
                self.build(following)
        return super().focusNextPrevChild(forward)

    def _first_in_sight(self) -> QWidget | None:
        """Return what stands highest in sight: a question before what is not built yet."""
        shown = [leaf for leaf in self.leaves if self._in_sight(leaf)]
        for widget in (*(part for leaf in shown for part in leaf.parts), *shown):
            if self._in_sight(widget) and self._height_of(widget) >= 0:
                return widget
        return super()._first_in_sight()

    def _take_down(self, leaf: Leaf) -> None:
        """Take a leaf down that nobody looks at; the room that it takes stays."""
        self.forget(leaf)
        leaf.release()


def _focused(sheet: QWidget) -> QWidget:
    """Return the widget of the sheet that has the keyboard, the sheet itself if none has."""
    focused = QApplication.focusWidget()
    return focused if focused is not None and sheet.isAncestorOf(focused) else sheet
