"""What must be seen after people worked apart: from what each author held and wrote, without the merge's help.

It knows no parent, no number and no table, only what every author had before him and wrote, and what is shown in the end.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

DELETED = "deleted"
NOBODY = -1


@dataclass(frozen=True)
class Written:
    """One edit as its author made it; `held` are the values of each field that he had before him.

    `secret` stands in this edit and nowhere else.
    """

    cid: str
    member: int
    record: str
    kind: str
    op: str
    values: Mapping[str, str]
    held: Mapping[str, frozenset[str]]
    hangs_on: tuple[str, ...] = ()
    secret: str = ""


@dataclass
class Shown:
    """What one place shows: the values that stand in each field of each record, by their change."""

    heads: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    disputed: dict[str, set[str]] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)


class Oracle:
    """Collects what was written; `unique` says that no two edits write the same value of the same field."""

    def __init__(self, *, unique: bool, written: Mapping[str, Written] | None = None) -> None:
        self.unique = unique
        self.written = dict(written or {})
        self.gone: dict[str, Written] = {}

    def never_was(self, cids: Iterable[str]) -> None:
        """Forget edits that stand on no disk any more, because their only one was set back."""
        self.gone |= {cid: self.written.pop(cid) for cid in cids if cid in self.written}

    def came_after_all(self, cids: Iterable[str]) -> None:
        """Remember edits that were under way when their only disk was set back."""
        self.written |= {cid: self.gone.pop(cid) for cid in cids if cid in self.gone}

    def of(self, record: str) -> list[Written]:
        """Return the edits of a record."""
        return [edit for edit in self.written.values() if edit.record == record]

    def erased(self) -> set[str]:
        """Return every record that somebody erased, with all that ever hung on one, also by an edit that is nowhere any more."""
        found = {edit.record for edit in self.written.values() if edit.op == "erase"}
        edits = [*self.written.values(), *self.gone.values()]
        while more := {edit.record for edit in edits if found.intersection(edit.hangs_on)} - found:
            found |= more
        return found

    def owner(self, record: str) -> int:
        """Return the member who made a record."""
        return next((edit.member for edit in self.of(record) if edit.op == "create"), NOBODY)

    def audience(self, record: str, shares: Callable[[str], set[str]]) -> int | None:
        """Return the one member who may read a record, or None for everybody; `shares` tells a record's sharing."""
        edits, owner = self.of(record), self.owner(record)
        above = {self.audience(each, shares) for edit in edits for each in edit.hangs_on} - {None}
        if owner == NOBODY or edits[0].kind in {"company", "visit"}:
            return owner if owner == NOBODY or above or '"own"' in shares(record) else None
        below_nothing = not any(edit.hangs_on for edit in edits)
        return owner if below_nothing or len(above) > 1 or NOBODY in above else next(iter(above), None)

    def readable(self, record: str, member: int, shown: Shown) -> bool:
        """Tell whether a member may read a record as it stands now."""
        stands = lambda each: set(shown.heads.get(each, {}).get("sharing", {}).values())  # noqa: E731  one line
        return self.audience(record, stands) in {None, member}

    def ever_readable(self, record: str, member: int) -> bool:
        """Tell whether it was ever said of a record that a member may read it."""

        def said(each: str) -> set[str]:
            words = {edit.values.get("sharing", "") for edit in self.of(each)}
            return words - {'"own"'} if '"organisation"' in words else words

        return self.audience(record, said) in {None, member}

    def secrets(self, records: set[str]) -> dict[str, str]:
        """Return the texts that stand in these records' edits alone, by their change."""
        return {
            cid: edit.secret for cid, edit in self.written.items() if edit.secret and edit.record in records
        }

    def check(self, shown: Shown, records: Iterable[str]) -> None:
        """Compare what a place shows of some records with what was written to them."""
        erased = self.erased()
        for record in records:
            heads = shown.heads.get(record, {})
            if record in erased:
                assert record in shown.erased, "P16: an erased record came back"
                assert not any(heads.values()), "P16: an erased record has a value"
                continue
            for name in {name for edit in self.of(record) for name in edit.values}:
                self._check_field(name, heads.get(name, {}), record, shown.disputed.get(record, set()))
            self._check_deleted(record, shown)

    def _check_field(self, name: str, heads: Mapping[str, str], record: str, disputed: set[str]) -> None:
        stands, sets = set(heads.values()), [edit for edit in self.of(record) if name in edit.values]
        held, written = {v for e in sets for v in e.held.get(name, ())}, {edit.values[name] for edit in sets}
        assert written <= stands | held, f"P2: {written - stands - held} was lost in {name}"
        assert stands <= written, f"P2: nobody wrote {stands - written} in {name}"
        if self.unique and name not in {DELETED, "sharing"}:
            assert stands == written - held, f"P3: {stands & held} stands beside what replaced it in {name}"
        if name != DELETED:
            assert (name in disputed) == (len(stands) > 1), f"P2: {name} unseen"
            self._check_conflict(name, heads)

    def _check_conflict(self, name: str, heads: Mapping[str, str]) -> None:
        """No head stands beside one whose author held its value, unless such heads form a circle."""
        saw = {one: self.written[one].held.get(name, frozenset()) - {heads[one]} for one in heads}
        over = {one: {other for other, value in heads.items() if value in saw[one]} for one in heads}
        for _ in heads:
            over = {one: below.union(*(over[each] for each in below)) for one, below in over.items()}
        for one, below in over.items():
            assert all(one in over[other] for other in below), (
                f"P3: {heads[one]} stands beside what its author held"
            )

    def _check_deleted(self, record: str, shown: Shown) -> None:
        deletes = [edit for edit in self.of(record) if edit.op == "delete"]
        heads = shown.heads.get(record, {}).items()
        fields = {name: set(stands.values()) for name, stands in heads if name != DELETED}
        disputed = DELETED in shown.disputed.get(record, ())
        seen = {name: {value for edit in deletes for value in edit.held.get(name, ())} for name in fields}
        unseen = any(stands - seen[name] for name, stands in fields.items())
        assert not (record in shown.deleted and unseen), "P2: what nobody saw was deleted"
        if not deletes:
            assert record not in shown.deleted and not disputed, "P3: nobody deleted it"  # noqa: PT018  one thing
        elif self.unique and len(deletes) == 1 and not any(edit.op == "restore" for edit in self.of(record)):
            assert (record in shown.deleted) != unseen, "P3: a delete against what its author saw"
            assert disputed == unseen, "P2: a delete in silence"
