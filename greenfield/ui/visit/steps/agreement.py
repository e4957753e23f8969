"""The step of the agreement: with whom, photos, sharing, and for whom the plan is written."""

from functools import partial

from greenfield.ui.context import WindowContext
from greenfield.ui.frame.history_way import to_history
from greenfield.ui.visit.agreeing import TO_BE_AGREED, Agreeing
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.left_over import LeftOverList
from greenfield.ui.visit.next_button import next_button
from greenfield.ui.visit.questions.question import QuestionField
from greenfield.ui.visit.questions.section import BETWEEN, SectionView
from greenfield.ui.visit.questions.still_scroll import StillScroll
from greenfield.ui.visit.step import StepWidget

_NEXT = "profile"


class AgreementStep(StepWidget):
    """Asks what has to be agreed before the questions; each answer is kept at once."""

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Show what was agreed so far."""
        super().__init__(context, desk)
        texts, theme = context.texts, context.theme
        self.agreeing = Agreeing(desk, texts)
        self._sharing = Agreeing(desk, texts, always=True)  # who may read a visit is no part of its results
        self.fields: dict[str, QuestionField] = {}
        self.column = StillScroll()
        self.column.rows.setSpacing(BETWEEN)
        self._manners = Manners(texts, context.formats, theme)
        self.left_over = LeftOverList(context, desk)
        self.left_over.wanted.connect(lambda place: self.wanted.emit("questionnaire", place))
        self.column.add(self.left_over)
        self._add_section(texts("Before you begin"), TO_BE_AGREED)
        self._add_section(texts("About the visit"), ("date", "language", "purpose"))
        self.column.add(next_button(self, _NEXT, texts("Next: Profile")))
        self.fill(self.column)
        desk.state_changed.connect(self._show)
        desk.restructured.connect(self._show)

    def enter(self, place: str) -> None:
        """Show a field of the agreement."""
        self._show()
        self.left_over.refresh()
        if place in self.fields:
            self.column.reveal(self.fields[place])
            self.fields[place].editor.take_focus()

    def leave(self) -> None:
        """Keep what is being typed."""
        for field in self.fields.values():
            field.commit()
            if field.failure is not None:
                raise field.failure

    def _add_section(self, title: str, names: tuple[str, ...]) -> None:
        section = SectionView(self.context.theme, title, lined=bool(self.fields))
        for name in names:
            asked = self._sharing if name == "sharing" else self.agreeing
            field = QuestionField(asked, self._manners, name, takes_photos=False)
            field.history_wanted.connect(partial(self._show_history, name))
            self.fields[name] = field
            section.add(field)
        self.column.add(section)

    def _show_history(self, name: str) -> None:
        to_history(self.context, *self.agreeing.kept_at(name))

    def _show(self) -> None:
        for field in self.fields.values():
            field.show_state()
