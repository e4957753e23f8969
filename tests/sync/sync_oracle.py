"""What must be seen after people worked apart: from what each author held and wrote, without the merge's help.

The oracle knows no parent, no number and no scope table. It is told what every author had before him and what he
wrote, and is shown what devices and hub show in the end.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

DELETED = "deleted"
NOBODY = -1


@dataclass(frozen=True)
class Written:
    """One edit as its author made it; `held` are the values of each field that he had before him."""

    cid: str
    member: int
    record: str
    kind: str
    op: str
    values: Mapping[str, str]
    held: Mapping[str, frozenset[str]]
    hangs_on: tuple[str, ...] = ()
    secret: str = ""
    """A text that stands in this edit and nowhere else."""


@dataclass
class Shown:
    """What one place shows: the values that stand in each field of each record, by their change."""

    heads: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    disputed: dict[str, set[str]] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)


class Oracle:
    """Collects what was written; `unique` says that no two edits write the same value of the same field."""

    def __init__(self, *, unique: bool) -> None:
        self.unique = unique
        self.written: dict[str, Written] = {}
        self.gone: dict[str, Written] = {}

    def wrote(self, edit: Written) -> None:
        """Take note of an edit that its device has kept."""
        self.written[edit.cid] = edit

    def never_was(self, cids: Iterable[str]) -> None:
        """Forget edits that stand on no disk any more, because their only one was set back."""
        self.gone |= {cid: self.written.pop(cid) for cid in cids if cid in self.written}

    def came_after_all(self, cids: Iterable[str]) -> None:
        """Remember edits that were under way when their only disk was set back."""
        self.written |= {cid: self.gone.pop(cid) for cid in cids if cid in self.gone}

    # records

    def erased(self) -> set[str]:
        """Every record that somebody erased, with all that ever hung on one."""
        found = {edit.record for edit in self.written.values() if edit.op == "erase"}
        size = -1
        while size != len(found):
            size = len(found)
            found |= {edit.record for edit in self.written.values() if found.intersection(edit.hangs_on)}
        return found

    def owner(self, record: str) -> int:
        """The member who made a record."""
        return next(
            (edit.member for edit in self.written.values() if edit.record == record and edit.op == "create"), NOBODY
        )

    def audience(self, record: str, shares: Callable[[str], set[str]]) -> int | None:
        """Return the one member who may read a record, or None for everybody; `shares` tells a record's sharing."""
        edits = [edit for edit in self.written.values() if edit.record == record]
        above = {self.audience(owner, shares) for edit in edits for owner in edit.hangs_on} - {None}
        owner = self.owner(record)
        if owner == NOBODY or edits[0].kind in {"company", "visit"}:
            return owner if owner == NOBODY or above or '"own"' in shares(record) else None
        return owner if len(above) > 1 or NOBODY in above else next(iter(above), None)

    def readable(self, record: str, member: int, shown: Shown) -> bool:
        """Tell whether a member may read a record as it stands now."""
        return self.audience(record, lambda each: set(shown.heads.get(each, {}).get("sharing", {}).values())) in {None, member}

    def ever_readable(self, record: str, member: int) -> bool:
        """Tell whether it was ever said of a record that a member may read it."""

        def said(record: str) -> set[str]:
            words = {edit.values.get("sharing", "") for edit in self.written.values() if edit.record == record}
            return words if '"organisation"' not in words else {'"organisation"'}

        return self.audience(record, said) in {None, member}

    def secrets(self, records: set[str]) -> dict[str, str]:
        """Return the texts that stand in these records' edits alone, by their change."""
        return {
            cid: edit.secret for cid, edit in self.written.items() if edit.secret and edit.record in records
        }

    # what a place shows

    def check(self, shown: Shown, records: Iterable[str]) -> None:
        """Compare what a place shows of some records with what was written to them."""
        erased = self.erased()
        for record in records:
            edits = [edit for edit in self.written.values() if edit.record == record]
            if record in erased:
                assert record in shown.erased, "P16: an erased record came back"
                assert not any(shown.heads.get(record, {}).values()), "P16: an erased record has a value"
                continue
            for name in {name for edit in edits for name in edit.values}:
                self._check_field(shown, record, name, edits)
            self._check_deleted(shown, record, edits)

    def _check_field(self, shown: Shown, record: str, name: str, edits: list[Written]) -> None:
        heads = shown.heads.get(record, {}).get(name, {})
        stands = set(heads.values())
        sets = [edit for edit in edits if name in edit.values]
        held = {value for edit in sets for value in edit.held.get(name, ())}
        written = {edit.values[name] for edit in sets}
        assert written <= stands | held, f"P2: {written - stands - held} was lost in {name}"
        assert stands <= written, f"P2: nobody wrote {stands - written} in {name}"
        if self.unique and name not in {DELETED, "sharing"}:
            assert stands == written - held, f"P3: {stands & held} stands beside what replaced it in {name}"
        if name != DELETED:
            assert (name in shown.disputed.get(record, ())) == (len(stands) > 1), f"P2: {name} unseen"
            if len(stands) > 1:
                self._check_conflict(name, heads)

    def _check_conflict(self, name: str, heads: Mapping[str, str]) -> None:
        """No head stands beside one whose author held its value, unless such heads form a circle."""
        over = {
            one: {
                other
                for other, value in heads.items()
                if value != heads[one] and value in self.written[one].held.get(name, ())
            }
            for one in heads
        }
        for _ in heads:
            over = {one: below.union(*(over[each] for each in below)) for one, below in over.items()}
        for one, below in over.items():
            for other in below:
                assert one in over[other], f"P3: {heads[other]} stands beside {heads[one]}, whose author held it"

    def _check_deleted(self, shown: Shown, record: str, edits: list[Written]) -> None:
        deletes = [edit for edit in edits if edit.op == "delete"]
        heads = shown.heads.get(record, {}).items()
        fields = {name: set(stands.values()) for name, stands in heads if name != DELETED}
        if record in shown.deleted:
            seen = {name: {value for edit in deletes for value in edit.held.get(name, ())} for name in fields}
            lost = {name: stands - seen[name] for name, stands in fields.items() if stands - seen[name]}
            assert not lost, f"P2: {lost} was deleted unseen"
        if not deletes:
            assert record not in shown.deleted, "P2: nobody deleted it"
            assert DELETED not in shown.disputed.get(record, ()), "P3: nobody deleted it"
        elif self.unique and len(deletes) == 1 and not any(edit.op == "restore" for edit in edits):
            unseen = any(stands - deletes[0].held.get(name, frozenset()) for name, stands in fields.items())
            assert (record in shown.deleted) != unseen, "P3: a delete against what its author saw"
            assert (DELETED in shown.disputed.get(record, ())) == unseen, "P2: a delete in silence"
