"""Computers of several people and one hub, on which anything may happen, and a check of it all at the end."""

import hashlib
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from msgspec import UnsetType
from sync_faults import Fault, FaultyLine
from sync_hub_place import HubPlace
from sync_machines import Killed, MemoryMachine, Mortal
from sync_memory_store import MemoryStore
from sync_oracle import NOBODY, Oracle, Shown, Written
from sync_pace import pace

from greenfield.records import change as changes
from greenfield.records.change import Change, ErasedChange, Json, canonical, shape_fault
from greenfield.records.merge import RecordState
from greenfield.sync.device.engine import Report, sync
from greenfield.sync.device.store import DeviceStore
from greenfield.sync.transport import Request

TEXT_FIELD = {
    "lead": "stage",
    "company": "name",
    "visit": "answers/kwh",
    "note": "text",
    "attachment": "caption",
}
WORD_COUNT = 3


@dataclass
class Notes:
    """What happened in a history, to see that histories reach what they are meant for."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1


class World:
    """All of it; `unique` values make the oracle exact, few values make equal ones meet."""

    store_type: type[MemoryStore] = MemoryStore
    machine_type: type[MemoryMachine] = MemoryMachine

    def __init__(self, machines: int = 3, members: int = 2, *, unique: bool = True, seed: int = 0) -> None:
        self.unique = unique
        self.chance = random.Random(seed)
        self.pace = random.Random(f"pace {seed}")
        self.oracle = Oracle(unique=unique)
        self.notes = Notes()
        self.hub = HubPlace(members, self.chance)
        self.late: list[Request] = []
        self.plan: list[Fault] = []
        self.heard: dict[int, list[bytes]] = {}
        self.backups: list[Any] = []
        self.images: list[tuple[int, Any]] = []
        self.files: dict[str, bytes] = {}
        self.set_back: set[int] = set()
        self.times: dict[str, str] = {}
        self.count = 0
        self.machines: list[MemoryMachine] = []
        for number in range(machines):
            self.add_machine(number % members)

    def close(self) -> None:
        self.hub.close()
        for backup in self.backups:
            backup.close()

    # machines

    def add_machine(self, member: int) -> MemoryMachine:
        device, link = self.hub.link(len(self.machines), member)
        store = self.store_type(device)
        store.save_link(link)
        machine = self.machine_type(len(self.machines), member, store, self.chance)
        self.machines.append(machine)
        return machine

    def machine(self, number: int) -> MemoryMachine:
        return self.machines[number % len(self.machines)]

    @property
    def active(self) -> list[MemoryMachine]:
        return [each for each in self.machines if not each.revoked]

    # edits

    def word(self, how: int) -> str:
        self.count += 1
        return (
            f"w{self.count:05d}x{self.chance.getrandbits(40):010x}" if self.unique else str(how % WORD_COUNT)
        )

    def create(
        self, here: MemoryMachine, kind: str, values: dict[str, Json], files: tuple[bytes, ...] = ()
    ) -> None:
        record = f"{self.chance.getrandbits(128):032x}"
        self.edit(here, changes.CREATE, kind, record, values, files=files)

    def create_company(self, number: int, how: int) -> None:
        if how % 12 == 5:  # a kind that this version does not know
            self.create(self.machine(number), "lead", {"stage": self.word(how)})
            return
        sharing = "own" if how % 3 == 0 else "organisation"
        photos = "none" if how % 4 == 0 else "internal"
        self.create(
            self.machine(number), "company", {"name": self.word(how), "sharing": sharing, "photos": photos}
        )

    def create_below(self, number: int, where: int, how: int) -> None:
        """A visit of a company, a note or a photo of a visit."""
        here = self.machine(number)
        visits, companies = here.records("visit"), here.records("company")
        if visits and how % 3:
            visit = visits[where % len(visits)]
            if how % 3 == 1:
                self.create(here, "note", {"subject": visit, "text": self.word(how)})
            else:
                content = self.chance.randbytes(1 + 700 * (how % 5))
                sha256 = hashlib.sha256(content).hexdigest()
                self.files[sha256] = content
                self.create(
                    here,
                    "attachment",
                    {"subject": visit, "caption": self.word(how), "blob": sha256},
                    (content,),
                )
        elif companies:
            sharing = "own" if how % 2 else "organisation"
            company = companies[where % len(companies)]
            self.create(
                here, "visit", {"company": company, "sharing": sharing, "answers/kwh": self.word(how)}
            )

    def change_record(self, number: int, where: int, how: int, op: str) -> None:
        here = self.machine(number)
        records = here.records(*TEXT_FIELD)
        if not records:
            return
        record = records[where % len(records)]
        state = here.state(record)
        assert state is not None
        if state.is_deleted and op not in {changes.RESTORE, changes.ERASE}:
            return
        values = {TEXT_FIELD[state.kind]: self.word(how)} if op in {changes.SET, changes.RESOLVE} else {}
        if op == changes.RESTORE and not state.heads(changes.DELETED):
            return
        if op == changes.RESOLVE and not set(values) & set(state.in_conflict):
            return
        if op == changes.ERASE and not self.hub.is_administrator(here.member):
            return
        self.edit(here, op, state.kind, record, values)

    def resolve(self, number: int, where: int, how: int) -> None:
        """End a conflict that is seen here."""
        here = self.machine(number)
        found = [
            (record, name)
            for record in here.records(*TEXT_FIELD)
            if (state := here.state(record)) and not state.is_deleted
            for name in state.in_conflict
            if name != changes.DELETED
        ]
        if found:
            record, name = found[where % len(found)]
            state = here.state(record)
            assert state is not None
            value = self.word(how) if name == TEXT_FIELD[state.kind] else self.sharing(here, record, how)
            self.edit(here, changes.RESOLVE, state.kind, record, {name: value})

    def sharing(self, here: MemoryMachine, record: str, how: int) -> str:
        """What somebody may say of a record's sharing: nobody but its owner opens it to others."""
        return "organisation" if how % 2 and self.oracle.owner(record) == here.member else "own"

    def share(self, number: int, where: int, how: int) -> None:
        here = self.machine(number)
        records = here.records("company", "visit")
        if records:
            record = records[where % len(records)]
            state = here.state(record)
            assert state is not None
            if not state.is_deleted:
                op = changes.RESOLVE if "sharing" in state.in_conflict else changes.SET
                self.edit(here, op, state.kind, record, {"sharing": self.sharing(here, record, how)})

    def edit(
        self,
        here: MemoryMachine,
        op: str,
        kind: str,
        record: str,
        values: dict[str, Json],
        *,
        files: tuple[bytes, ...] = (),
    ) -> None:
        """Let a person make an edit, and tell the oracle what he saw and wrote."""
        state = here.state(record) or RecordState(record, kind)
        held = self._held(state, op, values)
        extra = {"mood": {"of": self.count}} if self.count % 7 == 0 else {}
        made = here.edit(op, kind, record, values, files, **extra)
        if made is None:
            return
        self.notes.add(op)
        self.times[made.cid] = made.at_device
        written = {
            name: canonical(edit.value)
            for name, edit in made.fields.items()
            if not isinstance(edit.value, UnsetType)
        }
        text = written.get(TEXT_FIELD.get(kind, ""), "") if self.unique else ""
        self.oracle.written[made.cid] = Written(
            cid=made.cid,
            member=here.member,
            record=record,
            kind=kind,
            op=op,
            values=written,
            held=held,
            hangs_on=tuple(str(values[name]) for name in ("company", "subject") if name in values),
            secret=text.strip('"'),
        )

    @staticmethod
    def _held(state: RecordState, op: str, values: Iterable[str]) -> dict[str, frozenset[str]]:
        if op == changes.SET:
            return {name: frozenset({now.value or ""}) for name in values if (now := state.current(name))}
        names = values if op == changes.RESOLVE else state.fields
        return {name: frozenset(head.value or "" for head in state.heads(name)) for name in names}

    # the line

    def sync(
        self,
        here: MemoryMachine,
        plan: Iterable[Fault] = (),
        *,
        kill: int = 0,
        after: bool = False,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Report | None:
        """Sync a machine over a line with these faults; None if its process was killed on the way."""
        self.plan = list(plan)
        heard = self.heard.setdefault(here.member, [])
        line = FaultyLine(
            self.hub.answer,
            lambda: self.plan.pop(0) if self.plan else Fault.FINE,
            meanwhile,
            self.late,
            lambda _request, said: heard.append(said),
        )
        store: DeviceStore = Mortal(here.store, kill, after=after) if kill else here.store  # type: ignore[assignment]
        try:
            with pace(self.pace) as conduct:
                report = sync(store, line, conduct)
        except Killed:
            self.notes.add("killed")
            here.restart()
            return None
        for status in report.outcomes:
            self.notes.add(status)
        if report.problem:
            self.notes.add(report.problem.code)
        if report.restored:
            self.notes.add("epoch")
        return report

    def deliver_late(self, how: int) -> None:
        """Let a delayed request arrive at the hub; nobody waits for its answer."""
        if self.late:
            self.notes.add("late")
            self.hub.answer(self.late.pop(how % len(self.late)))

    def carry(self, number: int, other: int) -> None:
        """Hand a stick from one computer of a person to another one of his."""
        here, there = self.machine(number), self.machine(other)
        if here.member == there.member and here is not there:
            self.notes.add("carried")
            carried = list(here.log().values())
            self.chance.shuffle(carried)
            for change in carried:
                there.bring(change)

    # disasters

    def back_up_hub(self) -> None:
        self.backups.append(self.hub.back_up())

    def restore_hub(self, how: int) -> None:
        """Put an older backup in place; what stood nowhere else is gone, as nobody could have saved it."""
        if self.backups:
            self.notes.add("hub restored")
            gone = set(self.hub.cids())
            self.hub.restore(self.backups[how % len(self.backups)])
            self._note_gone(gone)

    def make_image(self, number: int) -> None:
        self.images.append((number % len(self.machines), self.machine(number).image()))

    def restore_machine(self, how: int) -> None:
        if self.images:
            number, image = self.images[how % len(self.images)]
            here = self.machines[number]
            self.notes.add("machine restored")
            gone = here.cids()
            self.set_back.add(number)
            here.go_back(image)
            self._note_gone(gone)

    def clone(self, how: int) -> None:
        """Switch on a second computer that was set up from an image of the first."""
        if self.images and len(self.machines) < 5:
            number, image = self.images[how % len(self.images)]
            origin = self.machines[number]
            self.notes.add("cloned")
            self.set_back.add(len(self.machines))
            twin = self.make_twin(origin, image)
            twin.revoked = origin.revoked
            self.machines.append(twin)

    def make_twin(self, origin: MemoryMachine, image: Any) -> MemoryMachine:
        """Return a second computer with what an image of the first holds."""
        return self.machine_type(len(self.machines), origin.member, image.copy(), self.chance)

    def revoke(self, number: int) -> None:
        here = self.machine(number)
        others = [each for each in self.active if each.store.device != here.store.device]
        if any(self.hub.is_administrator(each.member) for each in others):
            self.notes.add("revoked")
            self.hub.revoke(here.store.device)
            for each in self.machines:
                each.revoked = each.revoked or each.store.device == here.store.device

    def _note_gone(self, cids: set[str]) -> None:
        """Forget edits that are on no disk and in no image any more."""
        kept = set(self.hub.cids()).union(*(machine.cids() for machine in self.machines))
        self.oracle.never_was(cids - kept)

    # the end

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
            if state is None and self.owner_was_set_back(record):
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
