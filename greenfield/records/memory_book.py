"""A book in memory: for tests, for models of a hub, and as the measure of every other one."""

from collections.abc import Iterable

from greenfield.records.change import ERASE, AnyChange, Change, without_content
from greenfield.records.merge import Outcome, RecordState, erase


class MemoryBook:
    """Keeps a change log and the state of its records in memory; see `greenfield.records.protocols.Book`."""

    def __init__(self) -> None:
        """Begin empty."""
        self.log: dict[str, AnyChange] = {}
        self.states: dict[str, RecordState] = {}
        self.hanging: dict[str, set[str]] = {}
        self.aside: list[tuple[AnyChange, Outcome]] = []

    def hash_in_log(self, cid: str) -> str | None:
        """Return the hash of a change that is in the log, or None."""
        known = self.log.get(cid)
        return known.hash if known else None

    def is_erased(self, record: str) -> bool:
        """Tell whether a record was erased."""
        return record in self.states and self.states[record].erased

    def state(self, change: AnyChange) -> RecordState:
        """Return the whole state of a change's record."""
        return self.states.get(change.record) or RecordState(change.record, change.kind)

    def hanging_on(self, record: str) -> Iterable[str]:
        """Return the records of which a change ever said that they hang on this one."""
        return tuple(self.hanging.get(record, ()))

    def append(self, change: AnyChange) -> None:
        """Add a change to the log."""
        self.log[change.cid] = change

    def keep(self, after: RecordState, change: Change, outcome: Outcome, owners: Iterable[str]) -> None:
        """Keep a record's new state."""
        del outcome
        self.states[change.record] = after
        for owner in owners:
            self.hanging.setdefault(owner, set()).add(change.record)

    def strip(self, record: str, kind: str) -> None:
        """Mark a record as erased and remove the content of its changes."""
        known = self.states.get(record) or RecordState(record, kind)
        self.states[record] = erase(known)
        for cid, change in self.log.items():
            if change.record == record and change.op != ERASE:
                self.log[cid] = without_content(change)
        self.aside = [
            (without_content(change) if change.record == record else change, outcome)
            for change, outcome in self.aside
        ]

    def set_aside(self, change: AnyChange, outcome: Outcome) -> None:
        """Keep a refused change outside of the log."""
        self.aside.append((without_content(change) if self.is_erased(change.record) else change, outcome))
