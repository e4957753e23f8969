"""The column of questions of a step: built a little at a time, painted anew only where an answer changed it."""

from collections.abc import Iterator, Sequence
from time import perf_counter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from greenfield.forms.node import Delta
from greenfield.forms.references import plain_path
from greenfield.services.visit_photos import photos_of
from greenfield.ui.context import WindowContext
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.outline import Asked, Part, Repeated, Section, label_of
from greenfield.ui.visit.photos.strip import PhotoStrip
from greenfield.ui.visit.questions.question import QuestionField
from greenfield.ui.visit.questions.section import BETWEEN, SectionView
from greenfield.ui.visit.questions.still_scroll import StillScroll
from greenfield.ui.visit.repeats.table import RepeatTable

_AT_ONCE_S = 0.012
"""For so long is built before the window gets a breath."""


class QuestionSheet(StillScroll):
    """Shows sections of the form at the desk, and gives the answers that are typed to it.

    `complete` comes when the last question was built.
    """

    complete = Signal()

    def __init__(self, context: WindowContext, desk: VisitDesk, parts: Sequence[Section]) -> None:
        """Build the first questions at once, the others while the window rests."""
        super().__init__()
        self.context = context
        self.desk = desk
        self.manners = Manners(context.texts, context.formats, context.theme)
        self.fields: dict[str, QuestionField] = {}
        self.tables: dict[str, RepeatTable] = {}
        self.strips: dict[str, PhotoStrip] = {}
        self._signs: dict[str, str] = {}
        self._profile = {name: key for key, name in desk.opened.toolkit.profile.items()}
        self._photos = photos_of(desk.workspace, desk.visit.id)
        self._units: dict[str, QuestionField] = {}
        self._sections: list[SectionView] = []
        self.rows.setSpacing(BETWEEN)
        self._work = self._build(parts)
        self._is_complete = False
        self._rest = QTimer(self, interval=0)
        self._rest.timeout.connect(self._build_on)
        self._build_on()
        if not self._is_complete:
            self._rest.start()
        desk.answered.connect(self.show_delta)
        desk.assessed.connect(self._show_currency)
        desk.photos_changed.connect(self._show_photos)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @property
    def is_complete(self) -> bool:
        """Whether all questions are built."""
        return self._is_complete

    def build_whole(self) -> None:
        """Build everything that is still missing at once."""
        while not self._is_complete:
            self._build_on()

    def show_delta(self, delta: Delta) -> None:
        """Paint what an answer changed, and nothing else; what is looked at stays in its place."""
        touched = [node.ref for node in delta.nodes]
        with self.held(self._looked_at()) as changed:
            for ref in touched:
                field = self.fields.get(ref) or self._units.get(ref)
                if field is not None:
                    field.show_state()
                    changed.append(field)
            if self.tables:
                paths = {plain_path(ref) for ref in touched}
                changed += [table for table in self.tables.values() if table.show_changes(paths)]
            self._show_sections()

    def commit(self) -> None:
        """Make what is being typed an answer; raises the problem if it cannot be kept."""
        for field in self.fields.values():
            field.commit()
            if field.failure is not None:
                raise field.failure
        for table in self.tables.values():
            table.commit()

    def lead_to(self, ref: str, *, quietly: bool = False) -> bool:
        """Lead to a question: scroll to it, put the keyboard there; False if it is not on this sheet.

        Not `quietly`, it also says that an answer is needed.
        """
        path = plain_path(ref)
        if not (self._has(ref) or self._table_of(path)) and not self._is_complete:
            self.build_whole()
        field = self.fields.get(ref) or self._units.get(ref)
        table = self._table_of(path)
        target: QWidget | None = field or table
        if target is None or not target.isVisibleTo(self):
            return False
        self.settle()
        self._scroll_to(target)
        if field is not None:
            if not quietly:
                field.show_unanswered()
            field.editor.take_focus()
        elif table is not None:
            table.take_focus(ref)
        return True

    def first_open(self) -> str:
        """Return the first question built so far that applies and has no answer, empty if there is none."""
        for ref, field in self.fields.items():
            node = field.node
            if field.is_relevant and not node.value and not node.readonly and node.type != "note":
                return ref
        return ""

    def _has(self, ref: str) -> bool:
        return ref in self.fields or ref in self._units

    def _table_of(self, path: str) -> RepeatTable | None:
        around = [one for one in self.tables if path == one or path.startswith(one + "/")]
        return self.tables[max(around, key=len)] if around else None

    # -- building

    def _build_on(self) -> None:
        until = perf_counter() + _AT_ONCE_S
        for _ in self._work:
            if perf_counter() > until:
                return
        self._is_complete = True
        self._rest.stop()
        self.complete.emit()

    def _build(self, parts: Sequence[Section]) -> Iterator[None]:
        """Make the sections, stopping after each question."""
        for part in parts:
            view = self._make_section(part, inner=False)
            yield from self._fill(view, part.parts)
            self._put(view)
            yield

    def _put(self, view: SectionView) -> None:
        """Put a section that is whole into the column; before that it costs no layout."""
        self.add(view)
        view.show()  # at once: a layout shows what is added to it only later
        for section in reversed(self._sections):
            if section is view or view.isAncestorOf(section):
                self._show_section(section)
        self.settle([view])

    def _fill(self, view: SectionView, parts: Sequence[Part]) -> Iterator[None]:
        for part in parts:
            if isinstance(part, Section):
                inner = self._make_section(part, inner=True)
                view.add(inner, inner)
                yield from self._fill(inner, part.parts)
            elif isinstance(part, Repeated):
                table = RepeatTable(self.context, self.desk, self.manners, part, part.definition.path)
                self.tables[part.definition.path] = table
                view.add(table, table)
                yield
            else:
                self._add_question(view, part)
                yield

    def _make_section(self, part: Section, *, inner: bool) -> SectionView:
        definition = part.definition
        ref, title = "", ""
        if definition is not None:
            session = self.desk.opened.session
            ref = definition.path
            title = session.node(ref).label or label_of(
                session.form.questionnaire, definition, session.language
            )
        view = SectionView(self.context.theme, ref, title, inner=inner, lined=bool(self._sections))
        self._sections.append(view)
        return view

    def _add_question(self, view: SectionView, asked: Asked) -> None:
        ref = asked.definition.path
        unit = asked.unit.path if asked.unit else ""
        key = self._profile.get(asked.definition.name, "")
        field = QuestionField(self.desk, self.manners, ref, unit, profile_key=key)
        strip = PhotoStrip(self.context, self.desk, field)
        strip.show_photos([photo for photo in self._photos if photo.question == field.name])
        field.add_below(strip)
        if field.name in self._signs:
            field.show_sign(self._signs[field.name])
        self.strips[field.name] = strip
        self.fields[ref] = field
        if unit:
            self._units[unit] = field
        view.add(field, field)

    # -- showing

    def _show_sections(self) -> None:
        for section in reversed(self._sections):
            self._show_section(section)

    def _show_section(self, section: SectionView) -> None:
        relevant = not section.ref or self.desk.node(section.ref).relevant
        section.show_relevance(relevant=relevant)

    def _looked_at(self) -> QWidget | None:
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            return None
        return _question_around(focused) or focused

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Show the whole question when the keyboard comes to it."""
        if now is not None and self.column.isAncestorOf(now):
            question = _question_around(now)
            if question is not None and not self.is_in_sight(question):
                self._scroll_to(question)

    def _scroll_to(self, widget: QWidget) -> None:
        """Scroll so that a widget is seen from its top, even if it is higher than the window."""
        self.ensureWidgetVisible(widget, 0, BETWEEN)
        if not self.is_in_sight(widget):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._height_of(widget) - BETWEEN)

    def _show_currency(self) -> None:
        """Let questions on costs carry the currency, as soon as it is known."""
        inventory = self.desk.assessment.inventory
        money = {name for found in inventory.found.values() for name in found.cost_questions}
        self._signs = dict.fromkeys(money, inventory.currency)
        for field in self.fields.values():
            if field.name in money:
                field.show_sign(inventory.currency)

    def _show_photos(self, question: str) -> None:
        strip = self.strips.get(question)
        if strip is not None:
            self._photos = photos_of(self.desk.workspace, self.desk.visit.id)
            with self.held(self._looked_at()) as changed:
                strip.show_photos([photo for photo in self._photos if photo.question == question])
                changed.append(strip)


def _question_around(widget: QWidget) -> QuestionField | None:
    found: QWidget | None = widget
    while found is not None and not isinstance(found, QuestionField):
        found = found.parentWidget()
    return found
