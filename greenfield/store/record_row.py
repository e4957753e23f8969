"""A row of the table `record`."""

from typing import NamedTuple


class RecordRow(NamedTuple):
    """A row of `record`, as it stands there; `greenfield.store.tables.RecordColumns` says what it means."""

    id: str
    kind: str
    erased: int = 0
    deletion: int = 0
    deleted: int = 0
    conflicts: int = 0
    answered: int = 0
    last: int = 0
    updated: str | None = None
    alone: int | None = None

    def differs_in_sums_only(self, other: "RecordRow") -> bool:
        """Tell whether the two say the same but for how much was answered, and when."""
        return self[:6] == other[:6] and self.alone == other.alone
