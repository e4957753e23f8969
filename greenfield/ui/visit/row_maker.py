"""Makes the widgets of the rows of a form: headings, questions with the place of their photos, tables."""

from greenfield.services.stored_words import show_number
from greenfield.ui.context import WindowContext
from greenfield.ui.visit.answer_ways import add_ways
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.outline import label_of
from greenfield.ui.visit.photos.strip import PhotoStrip
from greenfield.ui.visit.questions.heading import SectionHeading
from greenfield.ui.visit.questions.nothing_offered import questions_before
from greenfield.ui.visit.questions.question import QuestionField
from greenfield.ui.visit.questions.rows import HeadingRow, QuestionRow, TableRow
from greenfield.ui.visit.repeats.table import RepeatTable


class RowMaker:
    """Makes widgets for the form at the desk, in the language and theme of the moment."""

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Make nothing yet."""
        self._context, self._desk = context, desk
        self._manners = Manners(context.texts, context.formats, context.theme)
        self._profile = {name: key for key, name in desk.opened.toolkit.profile.items()}

    def heading(self, row: HeadingRow) -> SectionHeading:
        """Return the title of a section."""
        definition, title = row.section.definition, ""
        if definition is not None:
            session = self._desk.opened.session
            title = self._desk.nodes[definition.path].label or label_of(
                session.form.questionnaire, definition, session.language
            )
        return SectionHeading(self._context.theme, title, inner=row.inner, lined=row.lined)

    def question(self, row: QuestionRow) -> tuple[QuestionField, PhotoStrip]:
        """Return the field of a question, and the place of its photos below it."""
        key = self._profile.get(row.asked.definition.name, "")
        form = self._desk.opened.session.form
        after = questions_before(form, row.asked.definition, row.ref)
        field = QuestionField(self._desk, self._manners, row.ref, row.unit, profile_key=key, after=after)
        field.show_last_time(self._last_time(row))
        field.unsettled.connect(self._desk.note_unread)
        add_ways(self._context, self._desk, field)
        strip = PhotoStrip(self._context, self._desk, field)
        field.add_below(strip)
        return field, strip

    def _last_time(self, row: QuestionRow) -> str:
        """Return the amount of the last visit, with its unit; empty where it was taken over, or there was none."""
        answers = self._desk.last_time
        last, unit = answers.get(row.ref), answers.get(row.unit)
        if last is None or last.is_taken_over:
            return ""
        amount = show_number(last.value, self._context.formats) if last.is_number else last.shown
        return f"{amount}\u00a0{unit.shown}" if unit else amount

    def table(self, row: TableRow) -> RepeatTable:
        """Return the table of a repeat."""
        return RepeatTable(self._context, self._desk, self._manners, row.repeated, row.ref)
