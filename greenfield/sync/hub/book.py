"""The hub's book for one push: reads in portions before the merge, writes in portions after it.

Between `fetch` and `greenfield.sync.hub.binding.bind` all is in memory, so each record is read and written once however many changes
of it a push has.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from greenfield.records.change import CREATE, DELETED, ERASE, AnyChange, Change, ErasedChange, without_content
from greenfield.records.kinds import files_named, owners_named
from greenfield.records.merge import Outcome, RecordState, erase, merge
from greenfield.sync.hub.rights import EVERYBODY, NOBODY, Rights, guard_of, guard_of_first, guarding_fields
from greenfield.sync.hub.shelf import KnownChange, RecordRow, Shelf

_NOBODY_KNOWN: Final = "-"
_NOBODY_BLIND: Final[frozenset[str]] = frozenset()


class Before(NamedTuple):
    """What a record was before the push."""

    rights: Rights
    changes: int
    owner: str


def _as_it_is(row: RecordRow) -> Before:
    return Before(row.rights, row.changes, row.owner)


class Aside(NamedTuple):
    """A refused change that is kept for people to look at."""

    change: AnyChange
    reason: str


class PushBook:
    """A `greenfield.records.protocols.Book` over one organisation of a hub; see this module."""

    def __init__(self, shelf: Shelf, owners: dict[str, str], pusher: str, *, is_proven: bool = True) -> None:
        """Read from a shelf; `owners` are the members by device, `pusher` the member who sends, if it `is_proven` that he does."""
        self.shelf = shelf
        self.known: dict[str, KnownChange] = {}
        self.rows: dict[str, RecordRow] = {}
        self.before: dict[str, Before] = {}
        self._weighty: list[Change] = []
        self.states: dict[str, RecordState] = {}
        self._first: dict[str, Change] = {}
        self.appended: dict[str, AnyChange] = {}
        self.links: dict[str, set[str]] = {}
        self.used: dict[str, set[str]] = {}
        self.stripped: dict[str, None] = {}
        self.aside: list[Aside] = []
        self.changed: dict[str, None] = {}
        self._told_of: set[str] = set()
        self._missing: set[str] = set()
        self._owners = owners
        self._pusher = pusher
        self._is_proven = is_proven

    def fetch(self, changes: Sequence[AnyChange]) -> None:
        """Read all that the merge of these changes may look at."""
        records = list(dict.fromkeys(change.record for change in changes))
        self._told_of = {each.record for each in changes if isinstance(each, Change) and each.op != ERASE}
        above = [owner for change in changes for owner in owners_named(change)]
        self.known = self.shelf.known(change.cid for change in changes)
        self.rows = self.shelf.rows([*records, *above])
        self._missing = {*records, *above} - self.rows.keys()
        self.states = self.shelf.states(self.rows, records)
        self.before = {record: _as_it_is(row) for record, row in self.rows.items()}

    def row(self, record: str) -> RecordRow | None:
        """Return the row of a record."""
        found = self.rows.get(record)
        if found is None and record not in self._missing:
            found = self.shelf.rows([record]).get(record)
            if found is None:
                self._missing.add(record)
            else:
                self.take(found)
        return found

    def take(self, row: RecordRow) -> RecordRow:
        """Take a row that was read; the one that is here already stands."""
        if row.id not in self.rows:
            self.rows[row.id] = row
            self.before[row.id] = _as_it_is(row)
        return self.rows[row.id]

    def hash_in_log(self, cid: str) -> str | None:
        """Return the hash of a change that is in the log, or None."""
        if cid in self.appended:
            return self.appended[cid].hash
        return self.known[cid].hash if cid in self.known else None

    def is_erased(self, record: str) -> bool:
        """Tell whether a record was erased, known or not."""
        row = self.row(record)
        return row is not None and row.erased

    def state(self, change: AnyChange) -> RecordState:
        """Return the whole state of the change's record."""
        row = self.row(change.record)
        if row is None:
            return RecordState(change.record, change.kind)
        self._merge_first(change.record)
        if change.record not in self.states:
            found = self.shelf.states(self.rows, [change.record])
            self.states[change.record] = found.get(change.record) or RecordState(change.record, row.kind)
        return self.states[change.record]

    def hanging_on(self, record: str) -> Iterable[str]:
        """Return the records of which a change ever said that they hang on this one."""
        new = [each for each, owners in self.links.items() if record in owners]
        return dict.fromkeys([*self.shelf.hanging_on(record), *new])

    def append(self, change: AnyChange) -> None:
        """Add a change to the log; an ErasedChange is what an erase leaves of one."""
        self.appended[change.cid] = change
        row = self._own_row(change.record, change.kind)
        row.changes += 1
        if change.op == CREATE and not row.owner:
            row.owner = self._owners.get(change.device) or self._pusher

    def keep(self, after: RecordState, change: Change, outcome: Outcome, owners: Iterable[str]) -> None:
        """Keep a record's new state, on whom it hangs, and the files that it names."""
        del outcome
        self.states[change.record] = after
        self._keep_beside(change, owners)

    def _keep_beside(self, change: Change, owners: Iterable[str]) -> None:
        self.weigh(change)
        if owners:
            self.links.setdefault(change.record, set()).update(owners)
        used = files_named(change)
        if used:
            self.used.setdefault(change.record, set()).update(used)

    def is_first(self, change: Change) -> bool:
        """Tell whether a change that names no other one is the `create` of a new record, so that there is nothing to merge it with."""
        return (
            change.op == CREATE
            and self.hash_in_log(change.cid) is None
            and self.row(change.record) is None
            and DELETED not in change.fields
        )

    def take_first(self, change: Change, owners: Iterable[str]) -> None:
        """Do what `append` and `keep` do for a change that `is_first`; its state is made when somebody asks."""
        self.append(change)
        self._first[change.record] = change
        if self.rows[change.record].needs_state:
            self._merge_first(change.record)
        self._keep_beside(change, owners)

    def _merge_first(self, record: str) -> None:
        change = self._first.pop(record, None)
        if change is not None:
            self.states[record] = merge(RecordState(record, change.kind), change)[0]

    def strip(self, record: str, kind: str) -> None:
        """Mark a record as erased and drop all of its content, of this push as well."""
        row = self._own_row(record, kind)
        row.erased = True
        if row.shared_once or row.rights.audience in {EVERYBODY, NOBODY}:
            # also where nobody can tell who had it: after a restore, or below an erased record
            row.rights = Rights(EVERYBODY)
        self._first.pop(record, None)
        self.states[record] = erase(RecordState(record, row.kind))
        self.links.pop(record, None)
        self.used.pop(record, None)
        self.stripped[record] = None

    def set_aside(self, change: AnyChange, outcome: Outcome) -> None:
        """Keep a refused change for people to look at, outside of the log."""
        self.aside.append(Aside(change, outcome.reason))

    def log_entry(self, cid: str) -> AnyChange:
        """Return an appended change as it goes into the log: without content if its record was erased meanwhile."""
        change = self.appended[cid]
        return without_content(change) if self.is_stripped(change) else change

    def is_stripped(self, change: AnyChange) -> bool:
        """Tell whether nothing of a change's content may be kept."""
        if isinstance(change, ErasedChange):
            return True
        row = self.rows.get(change.record)
        return change.op != ERASE and row is not None and row.erased

    def weigh(self, change: Change) -> None:
        """Remember a change of who may read its record: only the owner's can open it to more people.

        Else whoever lost a permission could give it back to himself.
        """
        if not guarding_fields(change.kind).isdisjoint(change.fields):
            self._weighty.append(change)

    def refresh_guards(self) -> None:
        """Note what changed records say now of who may read them."""
        for change in self._weighty:
            self._judge(change)
        for record in self.changed:
            row = self.rows[record]
            if row.erased:
                continue
            blind = (
                {cid for cid, who in row.blind.items() if who != row.owner} if row.blind else _NOBODY_BLIND
            )
            if blind:
                self._merge_first(record)
            if record in self._first:
                row.guard = guard_of_first(self._first[record])
            elif record in self.states:
                row.guard = guard_of(self.states[record], blind)

    def note_who_has_it(self) -> None:
        """Remember that the sender has content of records that he may not read, so that an erase reaches him, also one of before."""
        for record in sorted(self._told_of):
            row = self.rows.get(record)
            if row is None or row.rights.audience in {EVERYBODY, self._pusher}:
                continue
            if row.erased:
                row.rights = Rights(EVERYBODY)
            if row.erased or not row.shared_once:
                row.shared_once = True
                self.changed[record] = None

    def _judge(self, change: Change) -> None:
        """Trust the owner's change if he sends it, or somebody who reads the record, or it comes with the record itself.

        A file proves nobody's word: whoever knows the organisation's key can write one in the owner's name.
        """
        row, before = self.rows[change.record], self.before[change.record]
        author = self._owners.get(change.device, self._pusher)
        is_made_now = bool(row.owner) and not before.owner
        reads = before.rights.audience == EVERYBODY or (
            self._is_proven and self._pusher in {before.rights.audience, row.owner}
        )
        if author == row.owner and (is_made_now or reads):
            if row.blind.pop(change.cid, None) is not None:
                self.changed[change.record] = None
        elif change.cid in self.appended:
            is_own = self._is_proven and author == self._pusher
            row.blind[change.cid] = author if is_own else _NOBODY_KNOWN

    def _own_row(self, record: str, kind: str) -> RecordRow:
        row = self.row(record)
        if row is None:
            row = self.rows[record] = RecordRow(record, kind)
            self.before[record] = _as_it_is(row)
            self._missing.discard(record)
        self.changed[record] = None
        return row
