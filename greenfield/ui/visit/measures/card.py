"""One measure: figures, reason, first step, and what can be done about it."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from greenfield.base.formats import unit_sign
from greenfield.report.figures import Figures
from greenfield.report.words import area_word, technique_word
from greenfield.services.offered_measures import OfferedMeasure
from greenfield.ui.context import WindowContext
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.measures.figure_line import FigureLine
from greenfield.ui.visit.measures.figures_editor import FiguresEditor
from greenfield.ui.visit.measures.how_to import HowTo, has_parts
from greenfield.ui.visit.measures.photos import MeasurePhotos
from greenfield.ui.visit.measures.read_more import ReadMoreList
from greenfield.ui.visit.measures.reading import MeasureReading
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import BodyText, QuietText, Words

_FIGURES = 4
_ICON = QSize(24, 16)


class MeasureCard(QWidget):
    """A measure between two lines. It shows what it is told, and says what the person wants."""

    chosen = Signal(str, bool)
    """The measure's name, and whether it shall be in the plan."""
    corrected = Signal(str, str, str)
    """The measure's name, which figure, and the number as stored or empty."""
    question_wanted = Signal(str)

    def __init__(self, context: WindowContext, reading: MeasureReading, name: str) -> None:
        """Make the widgets; `show_measure` fills them."""
        super().__init__()
        self.name = name
        self._context, self._reading = context, reading
        self.editor: FiguresEditor | None = None
        self.how_to: HowTo | None = None
        self._told: tuple[OfferedMeasure, Figures] | None = None
        theme = context.theme
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(Line(theme))
        rows.addSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(space.GAP)
        names = QVBoxLayout()
        names.setSpacing(2)
        self.title = Words("", theme, Type.STRONG)
        self.kind = QuietText("", theme)
        names.addWidget(self.title)
        names.addWidget(self.kind)
        head.addLayout(names, 1)
        self.choose = self._choose_button()
        head.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(head)
        self.figures = FigureLine(theme, _FIGURES)
        rows.addSpacing(2)
        rows.addWidget(self.figures)
        rows.addSpacing(2)
        self.reason = BodyText("", theme)
        self.first_step = BodyText("", theme)
        self.notes = QuietText("", theme)
        self.warning = Words("", theme, Type.SECONDARY, Colour.WARNING_TEXT)
        for label in (self.reason, self.first_step, self.warning, self.notes):
            rows.addWidget(label)
        self.read_more = ReadMoreList(context)
        rows.addWidget(self.read_more)
        rows.addLayout(self._tools())
        self._below = QVBoxLayout()
        rows.addLayout(self._below)
        self.photos: MeasurePhotos | None = None

    def show_measure(
        self, offered: OfferedMeasure, figures: Figures, *, readonly: bool, reading: MeasureReading
    ) -> None:
        """Show the measure as it stands."""
        self._reading = reading
        texts = self._context.texts
        words = figures.texts
        self.title.setText(offered.title)
        self.kind.setText(
            texts(
                "{area} · {technique}",
                area=area_word(offered.area, words),
                technique=technique_word(offered.technique, words),
            )
        )
        self.figures.show_figures(
            self._reading.figure_pairs(offered, figures), self._reading.figure_notes(offered, figures)
        )
        _show(self.reason, offered.reason)
        first = texts("First step: {step}", step=offered.first_step) if offered.first_step else ""
        _show(self.first_step, first)
        _show(self.notes, self._reading.notes(offered, figures))
        _show(self.warning, self._reading.warning(offered, figures))
        self.read_more.show_resources(offered.read_more)
        self._show_how_to(offered, figures)
        self._show_choice(offered, readonly=readonly)
        self._show_missing(offered)
        self._show_editor(offered, readonly=readonly)
        self._show_photos(offered, readonly=readonly)

    def commit(self) -> None:
        """Hand on what is being typed."""
        if self.editor is not None:
            self.editor.commit()

    def refuse(self, key: str, reason: str) -> None:
        """Say beside a figure why it was not kept; it can be tried again."""
        if self.editor is not None:
            self.editor.fields[key].refuse(reason)

    def _choose_button(self) -> QPushButton:
        theme = self._context.theme
        button = QPushButton()
        button.setCheckable(True)
        button.setIconSize(_ICON)
        button.setObjectName(f"choose_{self.name}")
        soft, main, ink = theme.hex(Colour.MAIN_SOFT), theme.hex(Colour.MAIN), theme.hex(Colour.MAIN_TEXT)
        button.setStyleSheet(
            f"QPushButton:checked {{ background: {soft}; border-color: {main}; color: {ink}; }}"
        )
        button.clicked.connect(lambda wanted: self.chosen.emit(self.name, wanted))
        return button

    def _tools(self) -> QHBoxLayout:
        texts = self._context.texts
        row = QHBoxLayout()
        row.setSpacing(space.GAP)
        self.how = self._link("how", "")
        self.how.setCheckable(True)
        self.how.toggled.connect(self._unfold)
        self.edit = self._link("edit", texts("Correct the figures"))
        self.edit.setCheckable(True)
        self.edit.toggled.connect(self._toggle_editor)
        self.photo = self._link("photo", texts("Add a photo"))
        self.photo.clicked.connect(lambda: self.photos.open_menu(self.photo) if self.photos else None)
        self.missing = self._link("missing", texts("Answer what is missing"))
        for link in (self.how, self.edit, self.photo, self.missing):
            row.addWidget(link)
        row.addStretch(1)
        self._missing_question = ""
        self.missing.clicked.connect(lambda: self.question_wanted.emit(self._missing_question))
        return row

    def _link(self, name: str, text: str) -> QPushButton:
        link = QPushButton(text)
        link.setProperty("kind", "link")
        link.setObjectName(f"{name}_{self.name}")
        return link

    def _show_how_to(self, offered: OfferedMeasure, figures: Figures) -> None:
        texts = self._context.texts
        self._told = (offered, figures)
        self.how.setText(texts("How it is done") if offered.how_to else texts("More about this measure"))
        says_more = has_parts(offered)
        self.how.setVisible(says_more)
        if not says_more:
            self.how.setChecked(False)
        elif self.how_to is not None and self.how.isChecked():
            self.how_to.show_parts(self._reading.parts(offered, figures))

    def _unfold(self, wanted: bool) -> None:
        if wanted and self._told is not None:
            if self.how_to is None:
                self.how_to = HowTo(self._context)
                self._below.insertWidget(0, self.how_to)
            self.how_to.show_parts(self._reading.parts(*self._told))
        if self.how_to is not None:
            self.how_to.setVisible(wanted)

    def _show_choice(self, offered: OfferedMeasure, *, readonly: bool) -> None:
        texts, theme = self._context.texts, self._context.theme
        is_chosen = offered.chosen is not None
        self.choose.setChecked(is_chosen)
        self.choose.setText(texts("In the plan") if is_chosen else texts("Choose"))
        self.choose.setIcon(
            theme.icon("check" if is_chosen else "plus", Colour.MAIN_TEXT if is_chosen else Colour.INK)
        )
        self.choose.setToolTip(
            texts("Click to take it out of the plan") if is_chosen else texts("Put it into the plan")
        )
        self.choose.setAccessibleName(texts("{measure}: in the plan", measure=offered.title))
        self.choose.setEnabled(not readonly)

    def _show_missing(self, offered: OfferedMeasure) -> None:
        self._missing_question = offered.missing[0] if offered.missing else ""
        self.missing.setVisible(bool(self._missing_question))

    def _show_editor(self, offered: OfferedMeasure, *, readonly: bool) -> None:
        can_edit = offered.chosen is not None and offered.measure is not None and not readonly
        self.edit.setVisible(can_edit)
        if self.editor is not None:
            if can_edit:
                self.editor.show_measure(offered)
            else:
                self.edit.setChecked(False)
        self._offered = offered

    def _toggle_editor(self, wanted: bool) -> None:
        if self.editor is not None and not wanted:
            self.editor.commit()
            self.editor.hide()
            let_go(self.editor)
            self.editor = None
        elif wanted and self.editor is None:
            self.editor = FiguresEditor(self._context, unit_sign(self._reading.currency))
            self.editor.given.connect(partial(self.corrected.emit, self.name))
            self.editor.show_measure(self._offered)
            self._below.addWidget(self.editor)
            self.editor.fields["investment"].setFocus()

    def _show_photos(self, offered: OfferedMeasure, *, readonly: bool) -> None:
        record = offered.chosen.record if offered.chosen else ""
        if record and self.photos is None:
            self.photos = MeasurePhotos(self._context, self._reading.desk, record)
            self._below.addWidget(self.photos)
        self.photo.setVisible(bool(record) and not readonly)
        if self.photos is not None and not record:
            self.photos.hide()


def _show(label: QWidget, text: str) -> None:
    if isinstance(label, Words):
        label.setText(text)
        label.setVisible(bool(text))
