"""A step that asks a part of the form."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from greenfield.ui.context import WindowContext
from greenfield.ui.frame.focus_keeper import first_field
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.next_button import next_button
from greenfield.ui.visit.outline import Section
from greenfield.ui.visit.questions.question import QuestionField
from greenfield.ui.visit.sheet import QuestionSheet
from greenfield.ui.visit.step import StepWidget
from greenfield.ui.widgets.words import BodyText


class QuestionStep(StepWidget):
    """Base of profile and questionnaire: a sheet of questions, and the way to the next step at its end."""

    def __init__(self, context: WindowContext, desk: VisitDesk, next_step: str, next_text: str) -> None:
        """Show the questions of this step with their answers."""
        super().__init__(context, desk)
        self._next = next_step, next_text
        self._began = False
        self.sheet = self._make_sheet()
        self.fill(self.sheet)
        desk.restructured.connect(self._make_anew)

    def parts(self) -> Sequence[Section]:
        """Return the sections of the form that are asked here."""
        return ()

    def below(self) -> Sequence[QWidget]:
        """Return what stands below the questions, made anew each time."""
        return ()

    def enter(self, place: str) -> None:
        """Show a question by its place or its name; the first time, begin at the first one that is open."""
        began, self._began = self._began, True
        if place:
            self.sheet.lead_to(self.desk.opened.answers.ref(place) or place)
        elif not began:
            QTimer.singleShot(0, self, self._begin)  # when the step has its place and size

    def first_focus(self) -> QWidget | None:
        """Return the field of what stands highest in sight: the sheet does not move when it gets the keyboard."""
        field = self.sheet.fields.get(self.sheet.place()[0])
        return (first_field(field) if field is not None else None) or super().first_focus()

    def leave(self) -> None:
        """Keep what is being typed; raises the problem if that cannot be done."""
        self.sheet.commit()

    def _begin(self) -> None:
        """Put the keyboard into the first open question, unless somebody is typing already."""
        focused = QApplication.focusWidget()
        is_typing = focused is not None and self.isAncestorOf(focused)
        if not self.desk.is_finished and not is_typing:
            self.sheet.lead_to(self.sheet.first_open(), quietly=True)

    def _make_sheet(self) -> QuestionSheet:
        sheet = QuestionSheet(self.context, self.desk, self.parts())
        if sheet.is_empty:
            nothing = self.context.texts("The questionnaire of this visit asks nothing here.")
            sheet.add(BodyText(nothing, self.context.theme))
        end = QWidget()
        rows = QVBoxLayout(end)
        rows.setContentsMargins(0, space.GAP, 0, 0)
        rows.setSpacing(space.GAP)
        for widget in self.below():
            rows.addWidget(widget)
        rows.addLayout(next_button(self, *self._next))
        sheet.end_with(end)
        return sheet

    def _make_anew(self) -> None:
        """Show the form that was opened anew, where the person was before."""
        before, place = self.sheet, self.sheet.place()
        looked_at = before.looked_at()
        ref = looked_at.ref if isinstance(looked_at, QuestionField) else ""
        typed = before.typed()
        for one in typed:
            before.fields[one].editor.revert()  # else it would become an answer as the field goes
        before.retire()
        self.sheet = self._make_sheet()
        self.fill(self.sheet)
        let_go(before)
        self.sheet.show()
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.sheet.return_to(place)
        self.sheet.type_again(typed)
        if ref in self.sheet.fields:  # the keyboard stays where it was, too
            self.sheet.fields[ref].editor.take_focus()
