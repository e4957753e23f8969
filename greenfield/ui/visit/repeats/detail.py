"""What of the current row of a repeat is no cell: long texts, photos, repeats inside; below the table, under the row's name."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenfield.services.visit_photos import photos_of
from greenfield.ui.context import WindowContext
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.visit.answer_ways import add_ways
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.photo import PhotoEditor
from greenfield.ui.visit.outline import Asked, Repeated
from greenfield.ui.visit.photos.row_strip import RowPhotoStrip
from greenfield.ui.visit.questions.leaf import takes_keyboard
from greenfield.ui.visit.questions.nothing_offered import questions_before
from greenfield.ui.visit.questions.question import QuestionField
from greenfield.ui.visit.repeats.model import RepeatModel, besides_cells
from greenfield.ui.widgets.words import StrongText

NO_ROW = -1


class InnerTable(QWidget):
    """What the detail of a row knows of the table of a repeat inside."""

    model: RepeatModel
    is_relevant: bool

    def show_all(self) -> None:
        """Show everything as the form has it now."""
        raise NotImplementedError

    def show_photos(self) -> None:
        """Show the photos that the current row has now."""
        raise NotImplementedError

    def show_conflicts(self) -> bool:
        """Show where people disagree; True if the table may have another height than before."""
        raise NotImplementedError

    def commit(self) -> None:
        """Make what is being typed an answer."""
        raise NotImplementedError

    def take_focus(self, ref: str) -> None:
        """Lead to the question at a place in the repeat."""
        raise NotImplementedError


class RowDetail(QWidget):
    """Shows what belongs to one row, or nothing. `make_table` makes the table of a repeat inside, at a place."""

    def __init__(
        self,
        context: WindowContext,
        desk: VisitDesk,
        manners: Manners,
        model: RepeatModel,
        make_table: Callable[[Repeated, str], InnerTable],
    ) -> None:
        """Begin with no row."""
        super().__init__()
        self._context, self._desk, self._manners, self._model = context, desk, manners, model
        self._make_table = make_table
        self.row = NO_ROW
        self.title = StrongText("", manners.theme)
        self.fields: list[QuestionField] = []
        self.inner: list[InnerTable] = []
        self.strips: dict[str, RowPhotoStrip] = {}
        self._parts = QVBoxLayout()
        self._parts.setSpacing(space.GAP)
        moved_in = QHBoxLayout()
        moved_in.setSpacing(0)
        moved_in.addSpacing(space.GAP)  # not a margin: Qt does not mirror those
        moved_in.addLayout(self._parts, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        rows.addWidget(self.title)
        rows.addLayout(moved_in)
        self.hide()

    def show_row(self, row: int) -> bool:
        """Show what belongs to a row, nothing for `NO_ROW`; tell whether it is another one than before."""
        if row == self.row:
            return False
        self.row = row
        for old in (*self.fields, *self.inner):
            self._parts.removeWidget(old)
            old.hide()
            let_go(old)
        self.fields, self.inner, self.strips = [], [], {}
        if row != NO_ROW:
            for part in besides_cells(self._model.repeated):
                if isinstance(part, Repeated):
                    self._add_inner(part, row)
                else:
                    self._add_field(part, row)
        self._show_title()
        return True

    def show_state(self) -> None:
        """Show everything as the form has it now."""
        for field in self.fields:
            field.show_state()
        self.show_photos()
        for table in self.inner:
            table.show_all()
        self._show_title()

    def show_photos(self) -> None:
        """Show in the strips the photos that the row has now."""
        if self.strips:
            photos = photos_of(self._desk.workspace, self._desk.visit.id)
            for strip in self.strips.values():
                strip.show_photos(photos)
        for table in self.inner:
            table.show_photos()

    def show_conflicts(self) -> bool:
        """Show on which answers people disagree; True if the height may be another one than before."""
        changed = [field.show_conflict(is_open=field.ref in self._desk.conflicts) for field in self.fields]
        changed += [table.show_conflicts() for table in self.inner]
        return any(changed)

    def commit(self) -> None:
        """Make what is being typed an answer."""
        for field in self.fields:
            field.commit()
            if field.failure is not None:
                raise field.failure
        for table in self.inner:
            table.commit()

    def take_focus(self, ref: str) -> None:
        """Lead to a question of the row, if it stands here."""
        for field in self.fields:
            if field.ref == ref:
                field.editor.take_focus()
        for table in self.inner:
            if ref.startswith(table.model.ref + "["):
                table.take_focus(ref)

    def stops(self) -> list[QWidget]:
        """Return where the keyboard stops, in their order."""
        parts = (*self.fields, *self.inner)
        return [child for one in parts for child in one.findChildren(QWidget) if takes_keyboard(child)]

    def _show_title(self) -> None:
        """Show the name of the row above what of it applies and is no cell."""
        if self.row != NO_ROW:
            self.title.setText(self._model.name_of(self.row))
        fields = any(field.is_relevant for field in self.fields)
        self.title.setVisible(fields or any(table.is_relevant for table in self.inner))
        self.setVisible(bool(self.fields or self.inner))

    def _add_field(self, asked: Asked, row: int) -> None:
        unit = self._model.cell_ref(row, asked.unit) if asked.unit else ""
        ref = self._model.cell_ref(row, asked.definition)
        after = questions_before(self._desk.opened.session.form, asked.definition, ref)
        field = QuestionField(self._desk, self._manners, ref, unit, takes_photos=False, after=after)
        add_ways(self._context, self._desk, field)
        self.fields.append(field)
        self._parts.addWidget(field)
        if isinstance(field.editor, PhotoEditor):
            strip = self.strips[ref] = RowPhotoStrip(self._context, self._desk, field)
            field.add_below(strip)
            strip.show_photos(photos_of(self._desk.workspace, self._desk.visit.id))

    def _add_inner(self, repeated: Repeated, row: int) -> None:
        table = self._make_table(repeated, self._model.cell_ref(row, repeated.definition))
        self.inner.append(table)
        self._parts.addWidget(table)
