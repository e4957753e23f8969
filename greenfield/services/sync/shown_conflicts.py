"""Conflicts as they are shown: read and put into words in the background."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts
from greenfield.services.stored_words import moment
from greenfield.services.sync.conflicts import OpenConflict, Side, belonging_in, conflicts, history
from greenfield.services.sync.field_words import Described, FieldWords
from greenfield.store.reading.belonging import Belonging
from greenfield.store.workspace import Workspace

MOST = 200


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One of the values: in words, who set it on which device, when by the clock of this computer; `counts` meanwhile."""

    side: Side
    value: str
    who: str
    when: str
    counts: bool = False

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

    def all(self, below: str = "", most: int = MOST) -> tuple[int, list[ShownConflict]]:
        """Return how many conflicts are open (below one record), and the first of them by company and visit."""
        found = conflicts(self._workspace, below)
        found.sort(
            key=lambda one: (one.belonging.company_name, one.belonging.visit_date, one.belonging.visit)
        )
        return len(found), [self._shown(each) for each in found[:most]]

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
            tuple(self._side(belonging, field, described, each, _alike(past)) for each in past),
        )

    def title(self, record: str, field: str) -> str:
        """Return what a field is called."""
        return self._words.field(belonging_in(self._workspace, record), field).title

    def _shown(self, conflict: OpenConflict) -> ShownConflict:
        belonging = conflict.belonging
        described = self._words.field(belonging, conflict.field)
        alike = _alike(conflict.sides)
        sides = [self._side(belonging, conflict.field, described, each, alike) for each in conflict.sides]
        if not conflict.is_delete:
            sides[0] = replace(sides[0], counts=True)
        elif all(each.side.value is True for each in sides):
            sides.append(self._kept(conflict, described))
        return ShownConflict(conflict, described, tuple(sides))

    def _kept(self, conflict: OpenConflict, described: Described) -> ShownSide:
        """Return the side that nobody said, that the record stays: whoever changed it stands for it, and what it is now."""
        said = [side for _, side in conflict.edits]
        last = said[-1] if said else Side("", False, "", "", "", is_own=False, at_device="", stands=False)
        kept = replace(last, cid="", value=False, device="", stands=False)
        changed = {field: side.value for field, side in conflict.edits}
        lines = self._words.fields(conflict.belonging, changed)
        value = self._words.value(described, conflict.belonging, conflict.field, kept.value)
        shown = self._side(conflict.belonging, conflict.field, described, last)
        return ShownSide(kept, " · ".join([value, *lines]), shown.who if said else "", shown.when)

    def _side(
        self,
        belonging: Belonging,
        field: str,
        described: Described,
        side: Side,
        alike: frozenset[str] = frozenset(),
    ) -> ShownSide:
        value = self._words.value(described, belonging, field, side.value)
        return ShownSide(side, value, self._who(side, alike), moment(side.at_device, self._formats))

    def _who(self, side: Side, alike: frozenset[str]) -> str:
        """Return who set a value, and on which device where the person's name alone does not tell two apart."""
        texts = self._texts
        if side.is_own:
            return texts("You, on this device")
        device = side.device_name or side.device[:8]
        if side.device_name in alike:
            device = texts("{name} ({number})", name=side.device_name, number=side.device[:8])
        if not side.author_name:
            return texts("Somebody on another device ({device})", device=device)
        if side.author_name in alike:
            return texts("{person}, on the device {device}", person=side.author_name, device=device)
        return side.author_name


def _alike(sides: Sequence[Side]) -> frozenset[str]:
    """Return the names of people and of devices that more than one of the devices has where these values were set."""
    named = {(name, side.device) for side in sides for name in (side.author_name, side.device_name) if name}
    count = Counter(name for name, _ in named)
    return frozenset(name for name in count if count[name] > 1)
