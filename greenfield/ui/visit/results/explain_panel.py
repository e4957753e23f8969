"""The panel at the side that says how a figure came about."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from greenfield.ui.context import WindowContext
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.end_aligned import at_end
from greenfield.ui.visit.results.explained import Explained, Input
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle, StrongText, Words


class ExplainPanel(QWidget):
    """Shows one explanation, or is hidden. Escape and its button close it."""

    question_wanted = Signal(str)
    """The name of a question that gives an input."""
    closed = Signal()

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._context = context
        self.setObjectName("explain_panel")
        self.setFixedWidth(space.SIDE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Line(context.theme, upright=True))
        self._place = QVBoxLayout()
        row.addLayout(self._place, 1)
        self._column: ScrollColumn | None = None
        self.subject = ""
        self.hide()

    def show_explained(self, subject: str, explained: Explained) -> None:
        """Explain a figure; `subject` names it, so that it can be explained anew when answers change."""
        had_focus = self._column is not None and self._column.isAncestorOf(QApplication.focusWidget() or self)
        self._clear()
        self.subject = subject
        theme, texts = self._context.theme, self._context.texts
        column = ScrollColumn(widest=space.SIDE, margin=space.GAP)
        top = QHBoxLayout()
        top.addWidget(QuietText(texts("How this figure came about"), theme), 1)
        close = QPushButton()
        close.setObjectName("close_explanation")
        close.setProperty("kind", "quiet")
        close.setIcon(theme.icon("x"))
        close.setToolTip(texts("Close"))
        close.setAccessibleName(texts("Close"))
        close.clicked.connect(self.close_panel)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column.add(top)
        column.rows.setSpacing(space.NEAR)
        column.add(SectionTitle(explained.title, theme))
        value = Words(explained.value, theme, Type.TITLE, Colour.MAIN_TEXT)
        value.setObjectName("explained_value")
        column.add(value)
        if explained.formula:
            column.add(BodyText(texts("= {formula}", formula=explained.formula), theme))
        for one in explained.inputs:
            column.add(Line(theme))
            column.add(self._input(one))
        if explained.note:
            column.add(Line(theme))
            column.add(QuietText(explained.note, theme))
        self._column = column
        self._place.addWidget(column)
        self.show()
        if had_focus:
            close.setFocus()

    def close_panel(self) -> None:
        """Hide the panel."""
        self._clear()
        self.subject = ""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _input(self, one: Input) -> QWidget:
        theme, texts = self._context.theme, self._context.texts
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(BodyText(one.name, theme), 1)
        value = StrongText(one.value, theme)
        value.setWordWrap(False)
        at_end(value, Qt.AlignmentFlag.AlignTop)
        head.addWidget(value, 0)
        rows.addLayout(head)
        if one.formula:
            rows.addWidget(BodyText(one.formula, theme))
        if one.source:
            rows.addWidget(QuietText(one.source, theme))
        if one.questions:
            rows.addWidget(
                self._link(texts("Look at the answer"), one.questions), 0, Qt.AlignmentFlag.AlignLeading
            )
        return box

    def _link(self, text: str, questions: Sequence[str]) -> QPushButton:
        link = QPushButton(text)
        link.setProperty("kind", "link")
        link.setObjectName("to_question")
        link.clicked.connect(lambda: self.question_wanted.emit(questions[0]))
        return link

    def _clear(self) -> None:
        if self._column is not None:
            self._column.hide()
            let_go(self._column)
            self._column = None
