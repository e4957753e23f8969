"""The instances of a repeat as a table: a row each, a column for each question that fits into a cell."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from greenfield.base.catalogue import sentence
from greenfield.base.formats import unit_sign
from greenfield.base.problem import ProblemError
from greenfield.forms.definition import Definition
from greenfield.forms.node import Node
from greenfield.records.change import DELETED
from greenfield.services.stored_words import show_date, show_number
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.dates import read_date
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.editors.time import no_time
from greenfield.ui.visit.numbers import read_number
from greenfield.ui.visit.outline import Asked, Part, Repeated, Section, label_of
from greenfield.ui.visit.times import as_stored, read_time, show_time, stored_time

NODE_ROLE = Qt.ItemDataRole.UserRole + 1
CONFLICT_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether people disagree on a cell, or on its row."""
_IN_CELLS = frozenset({"string", "int", "decimal", "date", "time", "select1"})
_NUMBERS = frozenset({"int", "decimal"})
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class RepeatModel(QAbstractTableModel):
    """A table over the form at the desk. `refused` tells what is wrong with what was typed into a cell."""

    refused = Signal(str)

    def __init__(
        self, desk: VisitDesk, manners: Manners, repeated: Repeated, ref: str, parent: QObject | None = None
    ) -> None:
        """Show the repeat at `ref`, the place of the repeat without a position of its own."""
        super().__init__(parent)
        self.desk = desk
        self.manners = manners
        self.repeated = repeated
        self.ref = ref
        self.columns = [one for one in _definitions(repeated.parts) if _fits(one)]
        self._rows = self._count()
        self.is_changing = False

    # -- Qt

    def rowCount(self, parent: _Index = _TOP) -> int:  # noqa: N802  Qt's name
        """Return how many instances there are."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: _Index = _TOP) -> int:  # noqa: N802  Qt's name
        """Return how many questions fit into cells."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(  # noqa: N802  Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the question of a column, or the number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.manners.formats.number(section + 1)
        session = self.desk.opened.session
        definition = self.columns[section]
        return label_of(session.form.questionnaire, definition, session.language) or definition.name

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        node = self.node(index.row(), index.column())
        roles = Qt.ItemDataRole
        if role in {roles.DisplayRole, roles.EditRole}:
            return self._shown(node) if node.relevant else ""
        if role == roles.TextAlignmentRole:
            across = (
                Qt.AlignmentFlag.AlignTrailing if node.type in _NUMBERS else Qt.AlignmentFlag.AlignLeading
            )
            return int(across | Qt.AlignmentFlag.AlignVCenter)
        if role == roles.ForegroundRole and node.readonly:
            return self.manners.theme.colour(Colour.QUIET)
        if role == roles.BackgroundRole and not node.relevant:
            return self.manners.theme.colour(Colour.RAIL)
        if role in {roles.ToolTipRole, roles.AccessibleDescriptionRole}:
            return self.complaint(index.row(), index.column()) or self.torn(*_at(index)) or node.hint
        if role == CONFLICT_ROLE:
            return self.conflict_at(*_at(index)) is not None
        return node if role == NODE_ROLE else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let cells be edited that apply and are not worked out."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        node = self.node(index.row(), index.column())
        can_edit = node.relevant and not node.readonly and not self.desk.is_finished
        return found | Qt.ItemFlag.ItemIsEditable if can_edit else found

    def setData(  # noqa: N802  Qt's name
        self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Give what was typed as an answer; False where it is none, and then the last one stands."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        node = self.node(index.row(), index.column())
        stored = self._read(node, str(value))
        if stored is None:
            self.refused.emit(self._complaint(node, str(value)))
            return False
        if stored == node.value:
            self.refused.emit("")
            return False
        try:
            self.desk.answer(node.ref, stored)
        except ProblemError as problem:
            self.refused.emit(" ".join(sentence(one, self.manners.texts) for one in problem.problems))
            return False
        self.refused.emit("")
        return True

    # -- rows

    def add_row(self, after: int | None = None) -> int:
        """Add an instance behind a row, or at the end; return its row. Raises as the desk does."""
        place = self._rows if after is None else after + 1
        with self._restructuring():
            self.desk.add_instance(self.ref, after)
        return place

    def remove_row(self, row: int) -> None:
        """Remove the instance of a row. Raises as the desk does."""
        with self._restructuring():
            self.desk.remove_instance(self.ref, row)

    def show_all(self) -> None:
        """Show all cells as the form has them now, and rows that came or went by other answers."""
        if self.is_changing:
            return
        if self._count() != self._rows:
            with self._restructuring():
                pass
        elif self._rows and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, len(self.columns) - 1))

    @property
    def can_grow(self) -> bool:
        """Whether instances are added by hand, and not by the form."""
        control = self.repeated.definition.control
        return control is None or (control.count is None and not control.fixed)

    # -- cells

    def instance_ref(self, row: int) -> str:
        """Return the place of the instance of a row."""
        return f"{self.ref}[{row + 1}]"

    def cell_ref(self, row: int, definition: Definition) -> str:
        """Return the place of a question in the instance of a row."""
        return self.instance_ref(row) + definition.path[len(self.repeated.definition.path) :]

    def node(self, row: int, column: int) -> Node:
        """Return the state of the question in a cell."""
        return self.desk.node(self.cell_ref(row, self.columns[column]))

    def name_of(self, row: int) -> str:
        """Return what a row is called: its number, with the first text that stands in it."""
        texts, number = self.manners.texts, self.manners.formats.number(row + 1)
        nodes = (self.node(row, column) for column in range(len(self.columns)))
        called = next((node.value for node in nodes if node.type == "string" and node.value), "")
        if called:
            return texts("Row {number}: {name}", number=number, name=called)
        return texts("Row {number}", number=number)

    def complaint(self, row: int, column: int) -> str:
        """Return what the form says about the answer in a cell, empty if nothing is wrong."""
        node = self.node(row, column)
        if node.problem is None or not node.relevant:
            return ""
        return node.message or sentence(node.problem, self.manners.texts)

    def conflict_at(self, row: int, column: int) -> tuple[str, str] | None:
        """Return the record and field on which people disagree in a cell; in the first cell, also those of its row."""
        found = self.desk.conflicts.get(self.cell_ref(row, self.columns[column])) if self.columns else None
        if found is None and column == 0 and self.desk.torn_rows:
            record = self.desk.opened.record_of(self.ref, row)
            return (record, DELETED) if record in self.desk.torn_rows else None
        return found

    def torn(self, row: int, column: int) -> str:
        """Return what is said of the conflict in a cell, empty where there is none."""
        found = self.conflict_at(row, column)
        if found is None:
            return ""
        if found[1] == DELETED:
            return self.manners.texts(
                "One person removed this row while another one changed it. Decide whether it stays."
            )
        return self.manners.texts("Two people answered this differently. Decide which answer stands.")

    def show_conflicts(self) -> None:
        """Paint anew which cells people disagree on."""
        if self._rows and self.columns:
            last = self.index(self._rows - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [CONFLICT_ROLE])

    def _count(self) -> int:
        return int(self.desk.opened.session.answers().get(self.ref, "0"))

    def _shown(self, node: Node) -> str:
        match node.type:
            case "int" | "decimal":
                return show_number(node.value, self.manners.formats)
            case "date":
                return show_date(node.value, self.manners.formats)
            case "time":
                moment = stored_time(node.value)
                return node.value if moment is None else show_time(moment, self.manners.formats)
            case "select1":
                labels = {option.value: unit_sign(option.label) for option in node.options or ()}
                return labels.get(node.value, node.value)
            case _:
                return node.value

    def _read(self, node: Node, text: str) -> str | None:
        match node.type:
            case "int" | "decimal":
                stored = read_number(text, self.manners.formats)
                if stored and node.type == "int":
                    whole, _, fraction = stored.partition(".")
                    return whole if not fraction.strip("0") else None
                return stored
            case "date":
                return read_date(text, self.manners.formats)
            case "time":
                if not text.strip() or text == self._shown(node):
                    return node.value if text.strip() else ""
                moment = read_time(text, self.manners.formats)
                return None if moment is None else as_stored(None, moment)
            case _:
                return text.strip()

    def _complaint(self, node: Node, text: str) -> str:
        texts, formats = self.manners.texts, self.manners.formats
        if node.type == "date":
            return texts(
                "“{text}” is not a date. Write it like {example}.",
                text=text,
                example=show_date("2026-03-10", formats),
            )
        if node.type == "time":
            return no_time(text, self.manners)
        example = show_number("1234" if node.type == "int" else "1234.5", formats)
        if node.type == "int":
            return texts(
                "“{text}” is not a whole number. Write it like {example}.", text=text, example=example
            )
        return texts("“{text}” is not a number. Write it like {example}.", text=text, example=example)

    @contextmanager
    def _restructuring(self) -> Iterator[None]:
        """Let rows come and go; nobody reads the table meanwhile, whether it succeeds or fails."""
        self.is_changing = True
        self.beginResetModel()
        try:
            yield
        finally:
            self.is_changing = False
            self._rows = self._count()
            self.endResetModel()


def _at(index: _Index) -> tuple[int, int]:
    return index.row(), index.column()


def besides_cells(repeated: Repeated) -> list[Asked | Repeated]:
    """Return what does not fit into cells, in the order of the form: other kinds of questions, repeats inside."""
    return [
        part for part in _leaves(repeated.parts) if isinstance(part, Repeated) or not _fits(part.definition)
    ]


def _leaves(parts: tuple[Part, ...]) -> Iterator[Asked | Repeated]:
    for part in parts:
        if isinstance(part, Section):
            yield from _leaves(part.parts)
        else:
            yield part


def _definitions(parts: tuple[Part, ...]) -> Iterator[Definition]:
    for part in _leaves(parts):
        if isinstance(part, Asked):
            yield part.definition
            if part.unit is not None:
                yield part.unit


def _fits(definition: Definition) -> bool:
    control = definition.control
    if control is None or "multiline" in control.appearance:
        return False
    if control.tag == "select1":
        return True
    return control.tag == "input" and definition.type in _IN_CELLS and not _is_note(definition)


def _is_note(definition: Definition) -> bool:
    return definition.type == "string" and definition.readonly is not None and definition.calculate is None
