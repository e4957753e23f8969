"""The dialog in which a visitor writes down a measure of their own."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from greenfield.assess.values import Area, Technique
from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.base.texts import texts_for
from greenfield.report.words import area_word, technique_word
from greenfield.services.own_measures import NewMeasure, add_own_measure
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.theme import space
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.measures.figure_field import FigureField
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.words import BodyText, SectionTitle

_SIZE = (640, 560)
_LETTERS = 8
"""The least that a box shows; it grows with its column."""
_LINES = 3


class OwnMeasureDialog(QDialog):
    """Asks for a measure, keeps it, and puts it into the plan. `record` is what was made, empty before."""

    def __init__(self, context: WindowContext, desk: VisitDesk, currency: str, parent: QWidget) -> None:
        """Show empty fields."""
        super().__init__(parent)
        self._context, self._desk = context, desk
        self.record = ""
        texts = context.texts
        self.setWindowTitle(texts("Own measure"))
        self.resize(*_SIZE)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, space.MARGIN, 0, space.MARGIN)
        column = self._column = ScrollColumn(widest=_SIZE[0])
        column.add(SectionTitle(texts("Own measure"), context.theme))
        self._add_words(column)
        self._add_figures(column, currency)
        rows.addWidget(column, 1)
        self.problem = BodyText("", context.theme)
        self.problem.set_colour(Colour.ERROR_TEXT)
        self.problem.setContentsMargins(space.MARGIN, 0, space.MARGIN, 0)
        self.problem.hide()
        rows.addWidget(self.problem)
        rows.addLayout(self._buttons())
        self.title.setFocus()

    def _add_words(self, column: ScrollColumn) -> None:
        theme, texts = self._context.theme, self._context.texts
        words = texts_for(texts.language, "document")
        self.title, self.first_step = QLineEdit(), QLineEdit()
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.reason.fontMetrics().lineSpacing() * _LINES + space.GAP)
        self.area, self.technique = QComboBox(), QComboBox()
        for area in Area:
            self.area.addItem(area_word(area, words), str(area))
        for box in (self.area, self.technique):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_LETTERS)
        for technique in Technique:
            self.technique.addItem(technique_word(technique, words), str(technique))
        self.title_field = Field(theme, texts("What shall be done?"), self.title)
        column.add(self.title_field)
        column.add(Field(theme, texts("Why? What did you see?"), self.reason))
        column.add(Field(theme, texts("First step"), self.first_step))
        line = QHBoxLayout()
        line.setSpacing(space.GAP)
        line.addWidget(Field(theme, texts("Area"), self.area, framed=False), 1)
        line.addWidget(Field(theme, texts("Kind of measure"), self.technique, framed=False), 1)
        column.add(line)

    def _add_figures(self, column: ScrollColumn, currency: str) -> None:
        theme, texts = self._context.theme, self._context.texts
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.GAP)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.figures = {
            key: FigureField(self._context, key, label, currency)
            for key, label in (
                ("investment", texts("First cost")),
                ("annual_saving", texts("Saving a year")),
                ("annual_cost", texts("Running cost a year")),
            )
        }
        for place, field in enumerate(self.figures.values()):
            grid.addWidget(field, place // 2, place % 2)
        column.add(grid)
        self.basis = QLineEdit()
        hint = texts("For example an offer, with its date. Without it the figures count as an estimate.")
        column.add(Field(theme, texts("Where are the figures from?"), self.basis, hint=hint))

    def _buttons(self) -> QHBoxLayout:
        texts, theme = self._context.texts, self._context.theme
        row = QHBoxLayout()
        row.setContentsMargins(space.MARGIN, space.NEAR, space.MARGIN, 0)
        row.setSpacing(space.NEAR)
        row.addStretch(1)
        cancel = Action("cancel", texts("Cancel"), "", self.reject).button(theme, self)
        keep = Action("keep", texts("Put into the plan"), "", self.keep, main=True).button(theme, self)
        keep.setDefault(True)
        row.addWidget(cancel)
        row.addWidget(keep)
        return row

    def keep(self) -> None:
        """Keep the measure, or say what is missing and stay."""
        given: dict[str, str] = {}
        for key, field in self.figures.items():
            stored = field.typed()
            if stored is None:
                field.setFocus()
                return
            given[key] = stored
        new = NewMeasure(
            title=self.title.text(),
            area=Area(self.area.currentData()),
            technique=Technique(self.technique.currentData()),
            reason=self.reason.toPlainText(),
            first_step=self.first_step.text(),
            basis=self.basis.text(),
            **given,
        )
        try:
            self.record = add_own_measure(self._desk.workspace, self._desk.opened, new)
        except ProblemError as error:
            said = sentence(error.problems[0], self._context.texts)
            of_title = error.code == "measure.no_title"
            self.title_field.show_problem(said if of_title else "")
            self.problem.setText("" if of_title else said)
            self.problem.setHidden(of_title)
            if of_title:
                self._column.reveal(self.title_field)
                self.title.setFocus()
            return
        self.accept()
