"""What must hold at the end: everything arrives, nothing is lost, and nobody holds what he may not read."""

import hashlib

from sync_machines import MemoryMachine
from sync_oracle import NOBODY, Oracle, Shown
from sync_world_base import TEXT_FIELD
from sync_world_events import Events

from greenfield.records import change as changes
from greenfield.records.change import Change, ErasedChange, shape_fault
from greenfield.records.merge import RecordState


class Proof(Events):
    """Lets a world come to rest, and checks its properties."""

    def settle(self) -> None:
        """Let everything arrive, and everybody sync over a good line until nothing moves any more."""
        while self.late:
            self.deliver_late(0)
        for _ in range(8):
            reports = [self.sync(here) for here in self.active]
            for report in reports:
                assert report is not None
                assert report.problem is None, f"P9: {report.problem}"
            nothing_left = not any(here.store.count_unsent() for here in self.active)
            if nothing_left and all(report.requests == 1 for report in reports if report):
                break
        assert all(report.requests == 1 for report in reports if report), "P15: no quiet"
        assert not any(here.store.count_unsent() for here in self.active), "P9: something stays unsent"
        # what only a revoked computer holds never reached anybody
        there = set(self.hub.cids())
        self.oracle.came_after_all(there)
        lost_with = {cid for cid in self.oracle.written if cid not in there}
        active = set().union(*(here.cids() for here in self.active))
        lost = {
            cid for here in self.active for cid in lost_with & here.cids() if not self._is_unproven(here, cid)
        }
        assert not lost, "P1: a change is on a computer and not at the hub"
        unreached = set().union(*(here.cids() for here in self.machines if here.revoked))
        assert lost_with <= unreached | active, f"P9: {lost_with - unreached} is nowhere"
        self.oracle.never_was(lost_with)
        # an erase that is nowhere any more happened, where what it left of another change came to the hub
        emptied = {each.record for each in self.hub.log().values() if isinstance(each, ErasedChange)}
        erases = {cid: edit for cid, edit in self.oracle.gone.items() if edit.op == changes.ERASE}
        self.oracle.came_after_all(cid for cid, edit in erases.items() if edit.record in emptied)

    @staticmethod
    def _is_unproven(here: MemoryMachine, cid: str) -> bool:
        """Tell whether a change was emptied by an erase before the hub knew its record: nothing proves that, so the hub refuses it."""
        return cid in here.tray() and isinstance(here.log().get(cid), ErasedChange)

    def check(self) -> None:
        """All properties, after quiet."""
        oracle, hub = self.oracle, self.hub
        states = hub.states()
        shown = show(states)
        records = {edit.record for edit in oracle.written.values()}
        oracle.check(shown, records)
        erased = oracle.erased()
        for cid, change in hub.log().items():
            edit = oracle.written.get(cid)
            assert not shape_fault(change), "P13: a change is not as it was written"
            if edit is None:
                continue
            if edit.record in erased:
                assert isinstance(change, ErasedChange) or change.op == changes.ERASE, (
                    "P16: content after an erase"
                )
            else:
                assert isinstance(change, Change), "P1: content is gone"
        everything = hub.everything()
        for text in oracle.secrets(erased).values():
            assert text.encode() not in everything, "P16: the hub holds erased content"
        for here in self.active:
            self.check_machine(here, states, shown, records - erased)
        ever = Oracle(unique=self.unique, written={**oracle.gone, **oracle.written})
        for member, heard in self.heard.items():
            said = b"\n".join(heard)
            hidden = {each for each in records - erased if not ever.ever_readable(each, member)}
            for cid, text in oracle.secrets(hidden).items():
                if oracle.written[cid].member != member:
                    assert text.encode() not in said, "P11: the hub gave out what was never shared"

    def check_machine(
        self, here: MemoryMachine, states: dict[str, RecordState], shown: Shown, records: set[str]
    ) -> None:
        oracle, store, log = self.oracle, here.store, here.log()
        head = self.hub.head()
        assert store.digest(head[1]) == self.hub.digest(here), "P6: the digests differ"
        readable = {each for each in records if oracle.readable(each, here.member, shown)}
        for record in readable:
            state = here.state(record)
            if self.was_opened_by_stick(record) or (state is None and self.owner_was_set_back(record)):
                continue  # his word that opened it reached the hub by somebody else alone, who may not open it
            assert state is not None, "P6: a record did not come"
            assert heads(state) == heads(states[record]), "P6: a record differs"
        tray = here.tray()
        own = {log[cid].record for cid in tray if cid in log}
        here_now = {record for record in here.records(*TEXT_FIELD) if record in records}
        assert here_now <= readable | own, "P12: a record stays that is not to be read here"
        assert not any(shape_fault(each) for each in log.values()), "P13: a change is not as it was written"
        everything = here.everything()
        for text in oracle.secrets(oracle.erased()).values():
            assert text.encode() not in everything, "P16: a computer holds erased content"
        for cid in oracle.secrets(records - readable):
            assert cid in tray or cid not in log, "P12: a change stays that is not to be read here"
        for sha256, content in here.whole_files().items():
            assert hashlib.sha256(content).hexdigest() == sha256, "P14: a wrong file shows"

    def owner_was_set_back(self, record: str) -> bool:
        """Tell whether the hub was restored and no computer of the owner stands that kept all of its own."""
        lines = {edit.record: edit.hangs_on for edit in self.oracle.written.values() if edit.hangs_on}
        while record in lines and self.oracle.owner(record) != NOBODY:
            if self._is_set_back(self.oracle.owner(record)):
                return True
            record = lines[record][0]
        return self._is_set_back(self.oracle.owner(record))

    def was_opened_by_stick(self, record: str) -> bool:
        """Tell whether a word of who may read it went to somebody else by a stick, from a computer that never said it to the hub."""
        lost = {each.number for each in self.machines if each.revoked or each.number in self.set_back}
        words = [
            edit
            for edit in self.oracle.of(record)
            if {"sharing", "company", "subject", changes.DELETED} & edit.values.keys()
        ]
        above = {each for edit in words for each in edit.hangs_on}
        said = any(each.cid in self.by_stick and self.makers[each.cid] in lost for each in words)
        return said or any(self.was_opened_by_stick(each) for each in above)

    def _is_set_back(self, member: int) -> bool:
        whole = [each for each in self.active if each.member == member and each.number not in self.set_back]
        return bool(self.notes.counts.get("hub restored")) and not whole


def heads(state: RecordState) -> object:
    """What a record shows."""
    return (
        state.erased,
        state.is_deleted,
        state.in_conflict,
        {name: [(head.cid, head.value) for head in state.heads(name)] for name in sorted(state.fields)},
    )


def show(states: dict[str, RecordState]) -> Shown:
    """What a place shows, in the oracle's words."""
    shown = Shown()
    for record, state in states.items():
        shown.heads[record] = {
            name: {head.cid: head.value or "" for head in state.heads(name)} for name in state.fields
        }
        shown.disputed[record] = set(state.in_conflict)
        if state.is_deleted:
            shown.deleted.add(record)
        if state.erased:
            shown.erased.add(record)
    return shown
