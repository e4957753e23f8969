"""A repeat on the sheet: its table, the ways to add and remove a row, and what does not fit into cells."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QVBoxLayout

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.history_way import HISTORY_KEYS, HistoryWay, to_history
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.outline import Repeated, label_of
from greenfield.ui.visit.questions.tab_order import keep_in_order
from greenfield.ui.visit.repeats.delegate import CellDelegate
from greenfield.ui.visit.repeats.detail import NO_ROW, InnerTable, RowDetail
from greenfield.ui.visit.repeats.model import RepeatModel
from greenfield.ui.visit.repeats.undo import tell_removed
from greenfield.ui.visit.repeats.view import RepeatView
from greenfield.ui.visit.text_link import TextLink
from greenfield.ui.widgets.words import StrongText, Words


class RepeatTable(InnerTable):
    """Shows the repeat at `ref` of the form at the desk."""

    changed = Signal()

    def __init__(
        self, context: WindowContext, desk: VisitDesk, manners: Manners, repeated: Repeated, ref: str
    ) -> None:
        """Show the instances that there are."""
        super().__init__()
        self.context = context
        self.desk = desk
        self.manners = manners
        self.repeated = repeated
        self.is_relevant = True
        self.model = RepeatModel(desk, manners, repeated, ref, self)
        self.view = RepeatView(manners.theme, self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CellDelegate(manners, self.view))
        self.title = StrongText(self._name(), manners.theme)
        self.message = Words("", manners.theme, Type.SECONDARY, Colour.ERROR_TEXT)
        self.conflict = TextLink(manners.theme, "")
        self.conflict.setObjectName("conflict-of-cell")
        self.conflict.setToolTip(manners.texts("{keys} in the cell", keys=HISTORY_KEYS))
        self.conflict.hide()
        self.detail = RowDetail(context, desk, manners, self.model, self._inner_table)
        self._build()
        self._connect()
        self.show_all()

    def show_changes(self, paths: set[str]) -> bool:
        """Show anew if one of the changed paths lies in the repeat or is the repeat; tell whether one does."""
        own = self.repeated.definition.path
        concerned = any(path == own or path.startswith(own + "/") for path in paths)
        if concerned:
            self.show_all()
        return concerned

    def show_all(self) -> None:
        """Show everything as the form has it now."""
        if self.model.is_changing:
            return
        current = self.view.currentIndex()
        row, column = current.row(), current.column()
        self.model.show_all()
        if self.detail.row >= self.model.rowCount():
            self._show_detail(NO_ROW)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            row = min(max(row, 0), self.model.rowCount() - 1)
            if self.model.columns:
                self.view.setCurrentIndex(self.model.index(row, max(column, 0)))
            else:
                self._show_detail(row)
        self.view.fit()
        has_rows = self.model.rowCount() > 0
        can_change = self.model.can_grow and not self.desk.is_finished
        self.view.setVisible(has_rows)
        self.add_button.setVisible(can_change)
        self.remove_button.setVisible(can_change and has_rows)
        relevant = not has_rows or self.desk.node(self.model.instance_ref(0)).relevant
        if relevant != self.is_relevant:
            self.is_relevant = relevant
            self.setVisible(relevant)
        self.detail.show_state()

    def show_photos(self) -> None:
        """Show the photos that the current row has now."""
        self.detail.show_photos()

    def show_conflicts(self) -> bool:
        """Show on which cells and rows people disagree; True if the table may have another height than before."""
        self.model.show_conflicts()
        was_said = self.conflict.isHidden()
        self._show_conflict()
        return self.detail.show_conflicts() or was_said != self.conflict.isHidden()

    def commit(self) -> None:
        """Make what is being typed in a cell or below the table an answer."""
        open_editor = self.view.viewport().findChild(QLineEdit)
        if open_editor is not None and self.view.state() is QAbstractItemView.State.EditingState:
            self.view.commitData(open_editor)
            self.view.closeEditor(open_editor, CellDelegate.EndEditHint.NoHint)
        self.detail.commit()

    def add(self) -> None:
        """Add an instance behind the current one, and begin to answer in it."""
        self.commit()
        current = self.view.currentIndex()
        row = current.row() if current.isValid() else None
        try:
            new = self.model.add_row(row)
        except ProblemError as problem:
            self._say(" ".join(sentence(one, self.manners.texts) for one in problem.problems))
            return
        self._show_detail(NO_ROW)
        self.show_all()
        self._go(new, 0)
        self.changed.emit()

    def remove(self) -> None:
        """Remove the current instance; it can be taken back."""
        current = self.view.currentIndex()
        if not current.isValid() or not self.model.can_grow or self.desk.is_finished:
            return
        row, column, texts = current.row(), current.column(), self.context.texts
        record = self.desk.opened.record_of(self.model.ref, row)
        try:
            self.model.remove_row(row)
        except ProblemError as problem:
            self._say(" ".join(sentence(one, self.manners.texts) for one in problem.problems))
            return
        self._show_detail(NO_ROW)
        self.show_all()
        if self.model.rowCount():
            self._go(min(row, self.model.rowCount() - 1), max(0, column))
        else:
            self.add_button.setFocus()
        self.changed.emit()
        number = self.context.formats.number(row + 1)
        words = texts("Row {number} of “{name}” was removed.", number=number, name=self._name())
        tell_removed(self.context, self.desk, record, words)

    def take_focus(self, ref: str) -> None:
        """Lead to the question at a place in the repeat."""
        for row in range(self.model.rowCount()):
            if ref.startswith(self.model.instance_ref(row) + "/"):
                refs = [self.model.cell_ref(row, one) for one in self.model.columns]
                self._go(row, refs.index(ref) if ref in refs else 0)
                self.detail.take_focus(ref)
                return
        self.view.setFocus()

    def _build(self) -> None:
        texts, theme = self.manners.texts, self.manners.theme
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        rows.addWidget(self.title)
        rows.addWidget(self.view)
        rows.addWidget(self.message)
        rows.addWidget(self.conflict)
        self.message.hide()
        hint = texts("Ctrl+Enter in the table")
        self.add_button = Action("add-row", texts("Add a row"), "plus", self.add, hint=hint).button(theme)
        hint = texts("Ctrl+Delete in the table")
        self.remove_button = Action(
            "remove-row", texts("Remove row"), "trash", self.remove, hint=hint
        ).button(theme)
        self.remove_button.setProperty("kind", "quiet")
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        rows.addLayout(buttons)
        rows.addWidget(self.detail)
        self.view.setAccessibleName(self._name())

    def _connect(self) -> None:
        self.view.add_wanted.connect(self._add_by_key)
        self.view.remove_wanted.connect(self.remove)
        self.model.refused.connect(self._say)
        self.view.selectionModel().currentChanged.connect(self._follow)
        self.conflict.clicked.connect(lambda: to_history(self.context, *(self._conflict() or ("", ""))))
        HistoryWay(self.context, self.view, self._kept_at)

    def _add_by_key(self) -> None:
        if self.model.can_grow and not self.desk.is_finished:
            self.add()

    def _name(self) -> str:
        session = self.desk.opened.session
        definition = self.repeated.definition
        return label_of(session.form.questionnaire, definition, session.language) or definition.name

    def _go(self, row: int, column: int) -> None:
        self.view.setCurrentIndex(self.model.index(row, column))
        self.view.setFocus()

    def _follow(self, current: QModelIndex, _before: QModelIndex) -> None:
        complaint = self.model.complaint(current.row(), current.column()) if current.isValid() else ""
        self._say(complaint)
        self._show_conflict()
        self._show_detail(current.row() if current.isValid() else NO_ROW)

    def _conflict(self) -> tuple[str, str] | None:
        """Return on which record and field people disagree in the current cell."""
        current = self.view.currentIndex()
        return self.model.conflict_at(current.row(), current.column()) if current.isValid() else None

    def _show_conflict(self) -> None:
        current = self.view.currentIndex()
        said = self.model.torn(current.row(), current.column()) if current.isValid() else ""
        self.conflict.setText(said)
        self.conflict.setAccessibleName(said)
        self.conflict.setVisible(bool(said))

    def _kept_at(self) -> tuple[str, str]:
        """Return the record and field that keep the current cell."""
        current = self.view.currentIndex()
        if not current.isValid():
            return "", ""
        ref = self.model.cell_ref(current.row(), self.model.columns[current.column()])
        return self.desk.opened.field_at(ref)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _show_detail(self, row: int) -> None:
        """Show below the table what of the current instance does not fit into cells."""
        if self.detail.show_row(row) and row != NO_ROW:
            before = [self.view, self.conflict, self.add_button, self.remove_button]
            keep_in_order([*before, *self.detail.stops()], None)

    def _inner_table(self, repeated: Repeated, ref: str) -> "RepeatTable":
        return RepeatTable(self.context, self.desk, self.manners, repeated, ref)
