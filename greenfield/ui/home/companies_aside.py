"""The companies beside the visits of the first page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from greenfield.base.texts import Texts
from greenfield.store.reading.companies import Company
from greenfield.ui.lists.record_list import RecordList
from greenfield.ui.lists.record_list_model import RecordListModel
from greenfield.ui.lists.row_delegate import INSET
from greenfield.ui.theme import space
from greenfield.ui.theme.theme import Theme
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import QuietText, SectionTitle

_WIDTH = 272


class CompaniesAside(QWidget):
    """A narrow list of companies that follows the search of the page."""

    opened = Signal(str)
    """The id of a company."""
    all_wanted = Signal()

    def __init__(
        self, theme: Theme, texts: Texts, companies: RecordListModel[Company], parent: QWidget | None = None
    ) -> None:
        """Show the companies of a model."""
        super().__init__(parent)
        self._texts, self._companies = texts, companies
        self.setFixedWidth(_WIDTH)
        self.list = RecordList(theme, companies, texts("Companies"))
        self.list.opened.connect(self.opened)
        self._nothing = QuietText("", theme)
        every = QPushButton(texts("All companies"))
        every.setObjectName("all-companies")
        every.setProperty("kind", "link")
        every.clicked.connect(self.all_wanted)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, space.NEAR)
        rows.setSpacing(space.NEAR)
        title = SectionTitle(texts("Companies"), theme)
        for words in (title, self._nothing):
            words.setContentsMargins(INSET, 0, INSET, 0)
        last = QHBoxLayout()
        last.setContentsMargins(INSET, 0, INSET, 0)
        last.addWidget(every)
        last.addStretch(1)
        rows.addWidget(title)
        rows.addWidget(self._nothing)
        rows.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(INSET, 0, INSET, 0)
        foot.addWidget(Line(theme))
        rows.addLayout(foot)
        rows.addLayout(last)

    def say_what_is_there(self, searching: bool) -> None:
        """Say in words that there is no company, or none that is searched."""
        none_at_all = self._texts("No company yet.")
        self._nothing.setText(self._texts("No company found.") if searching else none_at_all)
        self._nothing.setVisible(not self._companies.rowCount())
