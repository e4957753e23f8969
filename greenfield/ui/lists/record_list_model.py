"""A list of records that is searched while somebody types: rows come, change, move and go one by one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from greenfield.base.places import plain
from greenfield.ui.lists.row_face import RowFace, RowRole

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """How a model reads a record: its id, where it stands (ascending), what is searched, what its row says."""

    identity: Callable[[T], str]
    place: Callable[[T], tuple[object, ...]]
    searched: Callable[[T], str]
    face: Callable[[T], RowFace]


@dataclass(frozen=True, slots=True)
class Arranged(Generic[T]):
    """Records made ready to be shown: by id, what is searched of each, and their order."""

    records: dict[str, T]
    searched: dict[str, str]
    order: list[str]


def arrange(reading: Reading[T], records: Iterable[T]) -> Arranged[T]:
    """Make records ready; takes a while for thousands of them, so do it in the background."""
    by_id = {reading.identity(record): record for record in records}
    searched = {identity: plain(reading.searched(record)) for identity, record in by_id.items()}
    order = sorted(by_id, key=lambda identity: (*reading.place(by_id[identity]), identity))
    return Arranged(by_id, searched, order)


class RecordListModel(QAbstractListModel, Generic[T]):
    """Shows records in their order, those alone in which each word that is searched stands.

    Thousands of records are no burden: a row's texts are made when it is painted.
    """

    def __init__(self, reading: Reading[T], parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._reading = reading
        self._records: dict[str, T] = {}
        self._searched: dict[str, str] = {}
        self._order: list[str] = []
        self._shown: list[str] = []
        self._words: tuple[str, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008  Qt's name and manner
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the whole row aloud, its face, or the record's id."""
        if not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        identity = self._shown[index.row()]
        if role == RowRole.ID:
            return identity
        if role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
            RowRole.FACE,
        }:
            return None
        face = self._reading.face(self._records[identity])
        if role == RowRole.FACE:
            return face
        return face.title if role == Qt.ItemDataRole.DisplayRole else face.aloud()

    @property
    def total(self) -> int:
        """How many records there are, shown or not."""
        return len(self._records)

    @property
    def first(self) -> T | None:
        """The first record of all, whatever is searched."""
        return self._records[self._order[0]] if self._order else None

    def record(self, identity: str) -> T | None:
        """Return a record by its id."""
        return self._records.get(identity)

    def row_of(self, identity: str) -> int:
        """Return the row that shows a record, -1 if none does."""
        return self._shown.index(identity) if identity in self._shown else -1

    def show(self, records: Iterable[T] | Arranged[T]) -> None:
        """Show these records in place of all before."""
        arranged = records if isinstance(records, Arranged) else arrange(self._reading, records)
        self.beginResetModel()
        self._records, self._searched = arranged.records, arranged.searched
        self._order = arranged.order
        self._shown = self._matching()
        self.endResetModel()

    def search(self, words: str) -> None:
        """Show only records in which each of the words stands; capitals and accents do not matter."""
        wanted = tuple(plain(words).split())
        if wanted == self._words:
            return
        self.beginResetModel()
        self._words = wanted
        self._shown = self._matching()
        self.endResetModel()

    def put(self, record: T) -> None:
        """Take a new record in, or a record as it is now; its row moves where it belongs."""
        identity = self._reading.identity(record)
        old = self.row_of(identity)
        self._records[identity] = record
        self._searched[identity] = plain(self._reading.searched(record))
        if identity in self._order:
            self._order.remove(identity)
        self._order.insert(self._position(self._order, identity), identity)
        rest = [each for each in self._shown if each != identity]
        new = self._position(rest, identity) if self._matches(identity) else -1
        if old < 0 <= new:
            self.beginInsertRows(QModelIndex(), new, new)
            self._shown.insert(new, identity)
            self.endInsertRows()
        elif new < 0 <= old:
            self._drop(old)
        elif old >= 0:
            self._move(old, new)
            index = self.index(new)
            self.dataChanged.emit(index, index)

    def remove(self, identity: str) -> None:
        """Let a record go; nothing happens if it is not here."""
        if self._records.pop(identity, None) is None:
            return
        del self._searched[identity]
        self._order.remove(identity)
        row = self.row_of(identity)
        if row >= 0:
            self._drop(row)

    def repaint_all(self) -> None:
        """Say every row anew, after what they are read with has changed."""
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def _move(self, old: int, new: int) -> None:
        if old != new:
            self.beginMoveRows(QModelIndex(), old, old, QModelIndex(), new + 1 if new > old else new)
            self._shown.insert(new, self._shown.pop(old))
            self.endMoveRows()

    def _drop(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._shown[row]
        self.endRemoveRows()

    def _position(self, among: list[str], identity: str) -> int:
        """Return where a record belongs in a list that does not hold it."""
        place = self._place(identity)
        return sum(1 for each in among if self._place(each) < place)

    def _place(self, identity: str) -> tuple[object, ...]:
        return (*self._reading.place(self._records[identity]), identity)

    def _matching(self) -> list[str]:
        return [each for each in self._order if self._matches(each)]

    def _matches(self, identity: str) -> bool:
        text = self._searched[identity]
        return all(word in text for word in self._words)
