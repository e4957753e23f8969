"""The column of questions of a step: built where somebody looks, painted anew only where an answer changed it."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from greenfield.forms.node import Delta
from greenfield.forms.references import plain_path
from greenfield.services.visit_photos import photos_of
from greenfield.ui.context import WindowContext
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.outline import Section
from greenfield.ui.visit.photos.strip import PhotoStrip
from greenfield.ui.visit.questions.leaf import BETWEEN, Leaf
from greenfield.ui.visit.questions.leaf_scroll import LeafScroll
from greenfield.ui.visit.questions.question import QuestionField
from greenfield.ui.visit.questions.rows import HeadingRow, QuestionRow, Row, TableRow, leaves_of
from greenfield.ui.visit.repeats.table import RepeatTable
from greenfield.ui.visit.row_maker import RowMaker


class QuestionSheet(LeafScroll):
    """Shows sections of the form at the desk, and gives the answers that are typed to it.

    Only what is in sight and around it is built; `fields`, `tables` and `strips` hold what is there just now.
    """

    def __init__(self, context: WindowContext, desk: VisitDesk, parts: Sequence[Section]) -> None:
        """Build the first questions at once, the others when they come near."""
        super().__init__([Leaf(rows, context.theme.target) for rows in leaves_of(parts)])
        self.context = context
        self.desk = desk
        self.fields: dict[str, QuestionField] = {}
        self.tables: dict[str, RepeatTable] = {}
        self.strips: dict[str, PhotoStrip] = {}
        self._signs: dict[str, str] = {}
        self._photos = photos_of(desk.workspace, desk.visit.id)
        self._units: dict[str, QuestionField] = {}
        self._maker = RowMaker(context, desk)
        self._leaf_of: dict[str, Leaf] = {}
        self._around: dict[str, list[Leaf]] = {}
        self._left: set[str] = set()
        self._place()
        self.begin()
        desk.answered.connect(self.show_delta)
        desk.changed_elsewhere.connect(self.show_elsewhere)
        desk.conflicts_changed.connect(self._show_conflicts)
        desk.assessed.connect(self._show_currency)
        desk.photos_changed.connect(self._show_photos)
        self._follows = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked here."""
        return not self._leaf_of

    def retire(self) -> None:
        """Follow nothing any more: another sheet takes the place of this one."""
        self.hide()
        self.desk.answered.disconnect(self.show_delta)
        self.desk.changed_elsewhere.disconnect(self.show_elsewhere)
        self.desk.conflicts_changed.disconnect(self._show_conflicts)
        self.desk.assessed.disconnect(self._show_currency)
        self.desk.photos_changed.disconnect(self._show_photos)

    def show_delta(self, delta: Delta) -> None:
        """Paint what an answer changed, and nothing else; what is looked at stays in its place."""
        with self.held(self.looked_at()) as changed:
            touched: dict[Leaf, None] = {}
            for node in delta.nodes:
                path = node.ref if node.ref in self.applies else plain_path(node.ref)
                if path in self.applies and (path == node.ref or node.type == "repeat"):
                    self.applies[path] = node.relevant
                    touched.update(dict.fromkeys(self._around[path]))
                field = self.fields.get(node.ref) or self._units.get(node.ref)
                if field is not None:
                    field.show_state()
                    changed.append(field)
            if self.tables:
                paths = {plain_path(node.ref) for node in delta.nodes}
                for path, table in self.tables.items():
                    if table.show_changes(paths):
                        changed.append(table)
                        self.applies[path] = table.is_relevant
                        touched.update(dict.fromkeys(self._around[path]))
            for leaf in touched:
                leaf.show_relevance(self.desk.node, self.applies)
        for leaf in touched:
            self.order(leaf)
        self.look_around()

    def show_elsewhere(self, delta: Delta) -> None:
        """Paint what others changed; what is being typed stays, and it is said beside it."""
        for node in delta.nodes:
            if node.ref in self.fields:
                self.fields[node.ref].hold(node)
        self.show_delta(delta)

    def typed(self) -> dict[str, str]:
        """Return what is being typed and is no answer yet, by the place of its question; what was refused is left out."""
        found = {ref: field.editor.typed() for ref, field in self.fields.items() if not field.is_unsettled}
        return {ref: text for ref, text in found.items() if text is not None}

    def type_again(self, typed: Mapping[str, str]) -> None:
        """Put back what was being typed in the sheet before."""
        for ref, text in typed.items():
            leaf = self._leaf_of.get(self._place_of(ref))
            if leaf is not None and leaf.is_relevant:
                self.build(leaf)
            if ref in self.fields:
                self.fields[ref].editor.type_again(text)

    def _show_conflicts(self) -> None:
        with self.held(self.looked_at()) as changed:
            touched: dict[Leaf, None] = {}
            for ref, field in self.fields.items():
                if field.show_conflict(is_open=ref in self.desk.conflicts):
                    changed.append(field)
                    touched[self._leaf_of[ref]] = None
            for ref, table in self.tables.items():
                if table.show_conflicts():
                    changed.append(table)
                    touched[self._leaf_of[ref]] = None
        for leaf in touched:
            self.order(leaf)

    def commit(self) -> None:
        """Make what is being typed an answer; raises the problem if it cannot be kept."""
        for field in list(self.fields.values()):
            field.commit()
            if field.failure is not None:
                raise field.failure
        for table in list(self.tables.values()):
            table.commit()

    def lead_to(self, ref: str, *, quietly: bool = False) -> bool:
        """Lead to a question: scroll to it, put the keyboard there; False if it is not on this sheet.

        Not `quietly`, it also says that an answer is needed.
        """
        path = self._place_of(ref)
        leaf = self._leaf_of.get(path)
        if leaf is None or not leaf.is_relevant:
            return False
        self.build(leaf)
        field = self.fields.get(ref) or self._units.get(ref)
        target: QWidget | None = field or self.tables.get(path)
        if target is None or not target.isVisibleTo(self):
            return False
        self.settle()
        self._scroll_to(target)
        if field is not None:
            if not quietly:
                field.show_unanswered()
            field.editor.take_focus()
        else:
            self.tables[path].take_focus(ref)
        self.look_around()
        return True

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Follow the keyboard while somebody looks."""
        super().showEvent(event)
        self._follow_keyboard(wanted=True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Follow it no more."""
        self._follow_keyboard(wanted=False)
        super().hideEvent(event)

    def _follow_keyboard(self, *, wanted: bool) -> None:
        application = QApplication.instance()
        if wanted != self._follows and isinstance(application, QApplication):
            self._follows = wanted
            if wanted:
                application.focusChanged.connect(self._follow)
            else:
                application.focusChanged.disconnect(self._follow)

    def first_open(self) -> str:
        """Return the first question that applies and has no answer, empty if there is none."""
        nodes = self.desk.nodes
        for leaf in self.leaves:
            for row in leaf.rows:
                if isinstance(row, QuestionRow) and self.applies[row.ref]:
                    node = nodes[row.ref]
                    if not node.value and not node.readonly and node.type != "note":
                        return row.ref
        return ""

    def _place(self) -> None:
        """Note where each question stands, and what applies."""
        nodes = self.desk.nodes
        for leaf in self.leaves:
            for row in leaf.rows:
                for ref in row.refs if isinstance(row, HeadingRow) else (row.ref,):
                    self._around.setdefault(ref, []).append(leaf)
                if isinstance(row, HeadingRow):
                    continue
                first = nodes.get(f"{row.ref}[1]" if isinstance(row, TableRow) else row.ref)
                self.applies[row.ref] = first is None or first.relevant
                self._leaf_of[row.ref] = leaf
                if isinstance(row, QuestionRow) and row.unit:
                    self._leaf_of[row.unit] = leaf
        for leaf in self.leaves:
            leaf.show_relevance(nodes.__getitem__, self.applies)

    def make(self, row: Row) -> QWidget:
        """Return the widget of a row, and know it."""
        if isinstance(row, HeadingRow):
            return self._maker.heading(row)
        if isinstance(row, TableRow):
            table = self.tables[row.ref] = self._maker.table(row)
            return table
        field, strip = self._maker.question(row)
        strip.show_photos([photo for photo in self._photos if photo.question == field.name])
        if field.name in self._signs:
            field.show_sign(self._signs[field.name])
        if row.ref in self._left:
            field.show_unanswered()
        self.strips[field.name] = strip
        self.fields[row.ref] = field
        if row.unit:
            self._units[row.unit] = field
        return field

    def forget(self, leaf: Leaf) -> None:
        """Forget the fields of a leaf; which of them were left stays known."""
        for row in leaf.rows:
            if isinstance(row, QuestionRow):
                field = self.fields.pop(row.ref)
                self._units.pop(row.unit, None)
                del self.strips[field.name]
                if field.was_left:
                    self._left.add(row.ref)

    def may_go(self, leaf: Leaf) -> bool:
        """Keep tables, what has the keyboard, what was refused, and what waits for a photo."""
        if any(isinstance(row, TableRow) for row in leaf.rows) or leaf.isAncestorOf(self.looked_at() or self):
            return False
        fields = [self.fields[row.ref] for row in leaf.rows if isinstance(row, QuestionRow)]
        return not any(field.is_unsettled or self.strips[field.name].waiting for field in fields)

    def _place_of(self, ref: str) -> str:
        """Return the place of the question or table on this sheet to which a place belongs."""
        if ref in self._leaf_of:
            return ref
        path = plain_path(ref)
        around = [one for one in self._leaf_of if path == one or path.startswith(one + "/")]
        return max(around, key=len, default="")

    def looked_at(self) -> QWidget | None:
        """Return the question that has the keyboard, or whatever else has it here."""
        focused = super().looked_at()
        return (_question_around(focused) or focused) if focused is not None else None

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
        self._photos = photos_of(self.desk.workspace, self.desk.visit.id)
        for table in self.tables.values():
            table.show_photos()
        strip = self.strips.get(question)
        if strip is not None:
            with self.held(self.looked_at()) as changed:
                strip.show_photos([photo for photo in self._photos if photo.question == question])
                changed.append(strip)
            self.order(self._leaf_of[strip.field.ref])


def _question_around(widget: QWidget) -> QuestionField | None:
    found: QWidget | None = widget
    while found is not None and not isinstance(found, QuestionField):
        found = found.parentWidget()
    return found
