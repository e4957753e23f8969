"""The panel beside the questions: what needs a second look, and the results so far."""

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from greenfield.ui.context import WindowContext
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.attention import matters
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.live_results import LiveResults
from greenfield.ui.visit.problem_list import ProblemList
from greenfield.ui.widgets.line import Line

FOLDED = 40
_ICON = 20
_LIST_LEAST = 96
_LIST_MOST = 220


class SidePanel(QWidget):
    """Follows the visit at the desk; folds away to a narrow edge. `wanted` carries a step and a place in it."""

    wanted = Signal(str, str)

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Show the results as of now, or folded away as they were left."""
        super().__init__()
        self.context = context
        self.desk = desk
        self._theme = context.theme
        self.is_folded = False
        self.results = LiveResults(context, desk)
        self.results.wanted.connect(self.wanted)
        self.problems = ProblemList(context.theme, context.texts)
        self.problems.wanted.connect(lambda ref: self.wanted.emit("questionnaire", ref))
        self.fold_button = QToolButton()
        self.fold_button.setAutoRaise(True)
        self.fold_button.setIconSize(QSize(_ICON, _ICON))
        self.fold_button.setShortcut("F9")
        self.fold_button.clicked.connect(self._fold_by_hand)
        self._body = QWidget()
        self._title_place = QWidget()
        self._build()
        self.fold(folded=context.settings.panel_folded)
        desk.assessed.connect(self.refresh)
        desk.state_changed.connect(self.refresh)
        desk.unread_changed.connect(self.refresh)
        desk.conflicts_changed.connect(self.refresh)
        self.refresh()

    def fold(self, *, folded: bool) -> None:
        """Fold the panel away, or show it again."""
        self.is_folded = folded
        for part in (self._body, self._title_place):
            part.setVisible(not folded)
        self.setFixedWidth(FOLDED if folded else space.SIDE)
        icon = "caret-double-left" if folded else "caret-double-right"
        self.fold_button.setIcon(self._theme.icon(icon, Colour.QUIET))
        texts = self.context.texts
        said = texts("Show the results (F9)") if folded else texts("Hide the results (F9)")
        self.fold_button.setToolTip(said)
        self.fold_button.setAccessibleName(said)

    def _fold_by_hand(self) -> None:
        """Fold or unfold, and keep it for the next time."""
        self.fold(folded=not self.is_folded)
        settings = msgspec.structs.replace(self.context.settings, panel_folded=self.is_folded)
        self.context.keep_settings(settings)

    def refresh(self) -> None:
        """Look again what needs a second look."""
        found = matters(self.desk, self.context.texts, self.context.formats)
        self.problems.setMinimumHeight(_LIST_LEAST if found else 0)
        self.problems.show_matters(found)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the ground of the panel."""
        QPainter(self).fillRect(self.rect(), self._theme.colour(Colour.RAIL))

    def _build(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(Line(self._theme, upright=True))
        down = QVBoxLayout()
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        top = QWidget()
        head = QHBoxLayout(top)
        head.setContentsMargins(0, space.NEAR, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._title_place, 1)
        head.addWidget(self.fold_button, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addSpacing(0)
        down.addWidget(
            top, 0, Qt.AlignmentFlag.AlignTop
        )  # so that it stays there when all else is folded away
        down.addWidget(self._body, 1)
        across.addLayout(down, 1)
        title = QHBoxLayout(self._title_place)
        title.setContentsMargins(0, 0, 0, 0)
        title.setSpacing(0)
        title.addSpacing(space.GAP)  # a margin would not turn with the direction of writing
        title.addWidget(self.results.title, 1)
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.problems.setMaximumHeight(_LIST_MOST)
        self.problems.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        rows.addWidget(self.results, 1)
        rows.addWidget(Line(self._theme))
        rows.addWidget(self.problems)
