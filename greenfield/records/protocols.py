"""What a place that keeps records must be able to do, so that every one merges in the same way."""

from collections.abc import Iterable
from typing import Protocol

from greenfield.records.change import AnyChange, Change
from greenfield.records.merge import Outcome, RecordState


class Book(Protocol):
    """A change log with the state of its records: in memory, in a workspace, in a hub."""

    def hash_in_log(self, cid: str) -> str | None:
        """Return the hash of a change that is in the log, or None."""

    def is_erased(self, record: str) -> bool:
        """Tell whether a record was erased, known or not."""

    def state(self, change: AnyChange) -> RecordState:
        """Return the state of the change's record, at least of the fields that the merge looks at."""

    def hanging_on(self, record: str) -> Iterable[str]:
        """Return the records of which a change ever said that they hang on this one."""

    def append(self, change: AnyChange) -> None:
        """Add a change to the log; an ErasedChange is what an erase leaves of one."""

    def keep(self, after: RecordState, change: Change, outcome: Outcome, owners: Iterable[str]) -> None:
        """Write a record's new state, and on whom it hangs; `outcome` names the heads of what moved."""

    def strip(self, record: str, kind: str) -> None:
        """Mark a record as erased; remove its state, index entries, blobs and the content of its changes."""

    def set_aside(self, change: AnyChange, outcome: Outcome) -> None:
        """Keep a refused change for people to look at, outside of the log."""
