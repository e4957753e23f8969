"""Conflicts as they are shown: read and put into words in the background."""

from dataclasses import dataclass
from datetime import datetime

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts
from greenfield.services.sync.conflicts import OpenConflict, Side, belonging_in, conflicts, history
from greenfield.store.reading.belonging import Belonging
from greenfield.store.workspace import Workspace
from greenfield.ui.sync.describing import Described, FieldWords
from greenfield.ui.sync.words import moment

MOST = 200


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One of the values: in words, and who set it when."""

    side: Side
    value: str
    who: str
    when: str

    @property
    def below(self) -> str:
        """Who and when, in one line."""
        return " · ".join(part for part in (self.who, self.when) if part)


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """A conflict with its values, the one that counts meanwhile first."""

    conflict: OpenConflict
    described: Described
    sides: tuple[ShownSide, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Record and field."""
        return self.conflict.belonging.record, self.conflict.field


@dataclass(frozen=True, slots=True)
class ConflictDetails:
    """A field with all that it ever held; `shown` is None where nobody disagrees, or it is decided."""

    described: Described
    shown: ShownConflict | None
    history: tuple[ShownSide, ...] = ()


class ConflictWords:
    """Puts conflicts into words. Fit for the background."""

    def __init__(self, workspace: Workspace, texts: Texts, formats: Formats, now: datetime) -> None:
        """Use the texts and formats of the moment."""
        self._workspace, self._texts, self._formats = workspace, texts, formats
        self._words = FieldWords(workspace, texts, formats, now)

    def all(self) -> tuple[int, list[ShownConflict]]:
        """Return how many conflicts are open, and the first of them by company and visit."""
        found = conflicts(self._workspace)
        found.sort(
            key=lambda one: (one.belonging.company_name, one.belonging.visit_date, one.belonging.visit)
        )
        return len(found), [self._shown(each) for each in found[:MOST]]

    def details(self, record: str, field: str) -> ConflictDetails:
        """Return the history of a field, and the conflict that is open there, if any."""
        found = next(
            (
                each
                for each in conflicts(self._workspace, record)
                if (each.belonging.record, each.field) == (record, field)
            ),
            None,
        )
        belonging = found.belonging if found else belonging_in(self._workspace, record)
        described = self._words.field(belonging, field)
        past = history(self._workspace, record, field)
        return ConflictDetails(
            described,
            self._shown(found) if found else None,
            tuple(self._side(belonging, field, described, each) for each in past),
        )

    def _shown(self, conflict: OpenConflict) -> ShownConflict:
        described = self._words.field(conflict.belonging, conflict.field)
        sides = tuple(
            self._side(conflict.belonging, conflict.field, described, each) for each in conflict.sides
        )
        if conflict.is_delete and all(each.side.value is True for each in sides):
            # nobody said that it stays: that somebody changed it says so
            kept = Side("", False, "", "", "", is_own=False, at_device="", stands=False)
            value = self._words.value(described, conflict.belonging, conflict.field, kept.value)
            sides = (*sides, ShownSide(kept, value, "", ""))
        return ShownConflict(conflict, described, sides)

    def _side(self, belonging: Belonging, field: str, described: Described, side: Side) -> ShownSide:
        value = self._words.value(described, belonging, field, side.value)
        return ShownSide(side, value, self._who(side), moment(side.at_device, self._formats))

    def _who(self, side: Side) -> str:
        texts = self._texts
        if side.is_own:
            return texts("You, on this device")
        return side.author_name or texts("Somebody on another device")
