"""Histories of devices that edit apart and exchange over bad lines, and what must hold after them.

A history is a list of steps, each four small numbers, so that Hypothesis can shrink it. The oracle looks at
what every author saw when editing, never at the parents that a change carries.
"""

import random
from dataclasses import dataclass, field

from greenfield.records.accept import accept
from greenfield.records.change import CREATE, DELETE, ERASE, RESOLVE, RESTORE, SET, Change, FieldEdit, seal
from greenfield.records.edits import deleting, resolving, restoring, setting
from greenfield.records.memory_book import MemoryBook
from greenfield.records.merge import RecordState

Step = tuple[int, int, int, int]
RECORDS = ("a" * 32, "b" * 32)
FIELDS = ("name", "answers/kwh")
ACTIONS = 16


def hexadecimal(number: int, digits: int = 32) -> str:
    return f"{number:0{digits}x}"


@dataclass
class Edit:
    """A change, and the values that its author saw in each field at that moment."""

    change: Change
    held: dict[str, set[object]]


@dataclass
class Device:
    book: MemoryBook = field(default_factory=MemoryBook)
    unsent: list[Change] = field(default_factory=list)
    cursor: int = 0
    known_rev: int = 0


class World:
    """Devices, one hub, and a record of everything that people did."""

    def __init__(self, devices: int = 3, *, unique: bool = False, seed: int = 0) -> None:
        self.unique = unique
        self.random = random.Random(seed)
        self.devices = [Device() for _ in range(devices)]
        self.hub = MemoryBook()
        self.hub_log: list[Change] = []
        self.edits: dict[str, Edit] = {}
        self.base: dict[str, int] = {}
        self.rev: dict[str, int] = {}
        self.time: dict[str, int] = {}
        self.count = 0

    def run(self, steps: list[Step]) -> None:
        for step in steps:
            self.step(*step)
        self.settle()

    def step(self, action: int, device: int, where: int, how: int) -> None:
        here = self.devices[device % len(self.devices)]
        record = RECORDS[where % len(RECORDS)]
        name = FIELDS[where // 2 % len(FIELDS)]
        if action < 7:
            value = f"v{self.count}" if self.unique else str(how % 3)
            self.edit(here, record, SET, {name: value})
        elif action == 7:
            self.edit(here, record, RESOLVE, {name: f"v{self.count}" if self.unique else str(how % 3)})
        elif action in {8, 9}:
            self.push(here, how)
        elif action in {10, 11}:
            self.pull(here, how)
        elif action == 12:
            self.exchange(here, self.devices[where % len(self.devices)], how)
        elif action == 13:
            self.edit(here, record, DELETE, {})
        elif action == 14:
            self.edit(here, record, RESTORE, {})
        elif action == 15 and how == 0 and where % 4 == 0:
            self.edit(here, record, ERASE, {})

    def edit(self, here: Device, record: str, op: str, values: dict[str, str]) -> None:
        state = here.book.states.get(record) or RecordState(record, "visit")
        if state.erased or (state.is_deleted and op not in {RESTORE, ERASE}):
            return
        if op in {DELETE, RESTORE, ERASE, RESOLVE} and not state.fields:
            return
        if op == RESTORE and not state.heads("deleted"):
            return
        edits = {
            SET: lambda: setting(state, values),
            RESOLVE: lambda: resolving(state, values),
            DELETE: lambda: deleting(state),
            RESTORE: lambda: restoring(state),
            ERASE: dict,
        }[op]()
        if not edits and op == SET:
            return
        held = {name: {head.value for head in state.heads(name)} for name in state.fields}
        if op == SET:
            held = {name: {current.value} for name in values if (current := state.current(name))}
        self.add(here, record, op if state.fields else CREATE, edits, held)

    def add(
        self, here: Device, record: str, op: str, edits: dict[str, FieldEdit], held: dict[str, set[object]]
    ) -> None:
        self.count += 1
        cid = hexadecimal(self.random.getrandbits(120) << 8 | self.count % 256)
        change = seal(
            Change(
                cid=cid,
                hash="",
                device=hexadecimal(self.devices.index(here)),
                author="",
                dseq=self.count,
                kind="visit",
                record=record,
                op=op,
                fields=edits,
                at_device="",
            )
        )
        self.edits[cid] = Edit(change, held)
        self.base[cid] = here.known_rev
        self.time[cid] = self.random.randrange(1970, 2100)
        accept(here.book, change)
        here.unsent.append(change)

    def push(self, here: Device, how: int) -> None:
        """Send some or all; the request or its answer may be lost, or arrive twice."""
        sent = here.unsent[: 1 + how] if how % 2 else list(here.unsent)
        if how == 5:
            return
        for change in sent + (sent if how == 4 else []):
            if accept(self.hub, change).status != "duplicate":
                self.hub_log.append(change)
                self.rev[change.cid] = len(self.hub_log)
        if how != 3:
            here.unsent = here.unsent[len(sent) :]
            here.known_rev = max([here.known_rev, *self.acknowledged(sent)])

    def acknowledged(self, sent: list[Change]) -> list[int]:
        """What an acknowledgement says of revisions: nothing, outside of a mutant."""
        del sent
        return []

    def pull(self, here: Device, how: int) -> None:
        page = self.hub_log[here.cursor : here.cursor + 1 + 2 * how]
        for change in page + (page if how == 4 else []):
            accept(here.book, change)
        here.cursor += len(page)
        here.known_rev = max(here.known_rev, here.cursor)

    def exchange(self, here: Device, there: Device, how: int) -> None:
        """Hand a stick over: some changes in any order."""
        carried = [change for change in here.book.log.values() if how < 3 or self.random.random() < 0.5]
        self.random.shuffle(carried)
        for change in carried:
            accept(there.book, change)

    def settle(self) -> None:
        """Let everybody send and fetch all that is left, each in another order."""
        for here in self.devices:
            here.unsent = list(here.unsent)
            self.push(here, 0)
        for here in self.devices:
            rest = list(self.hub_log)
            self.random.shuffle(rest)
            for change in rest:
                accept(here.book, change)

    # what must hold

    def views(self) -> list[MemoryBook]:
        return [self.hub, *(device.book for device in self.devices)]

    def check(self) -> None:
        """All properties on values, after everybody has everything."""
        for book in self.views():
            for record in RECORDS:
                if record in book.states:
                    self.check_record(book, record)
        self.check_equal()

    def edits_of(self, record: str) -> list[Edit]:
        return [edit for edit in self.edits.values() if edit.change.record == record]

    def check_record(self, book: MemoryBook, record: str) -> None:
        edits = self.edits_of(record)
        state = book.states[record]
        if any(edit.change.op == ERASE for edit in edits):
            assert state.erased, "P16: an erased record came back"
            assert not state.fields, "P16: an erased record has a value"
            contents = [c for c in book.log.values() if c.record == record and isinstance(c, Change)]
            assert all(change.op == ERASE for change in contents), "P16: content of an erased record"
            return
        for name in (*FIELDS, "deleted"):
            self.check_field(state, name, edits)
        self.check_delete(state, edits)

    def check_field(self, state: RecordState, name: str, edits: list[Edit]) -> None:
        heads = state.heads(name)
        shown = {head.value for head in heads}
        held = set().union(*(edit.held.get(name, set()) for edit in edits if sets(edit, name)))
        for edit in edits:
            if sets(edit, name):
                value = state.fields[name][edit.change.cid].value
                assert value in shown | held, f"P2: {value} was lost in {name}"
        if name not in state.in_conflict:
            return
        held = {head.cid: self.edits[head.cid].held.get(name, set()) for head in heads}
        for one in heads:
            for other in heads:
                if one.value != other.value and other.value in held[one.cid]:
                    # unless the authors of all these replaced each other's values in a circle
                    assert one.cid in self.replaced_by(other, heads, held), f"P3: false conflict in {name}"
        assert name == "deleted" or len(shown) > 1, "P3: equal values in conflict"

    def replaced_by(self, head, heads, held) -> set[str]:
        """The heads whose values the author of `head` held, or the authors of those, and so on."""
        found: set[str] = set()
        waiting = [head]
        while waiting:
            here = waiting.pop()
            more = [each for each in heads if each.value in held[here.cid] and each.value != here.value]
            waiting += [each for each in more if each.cid not in found]
            found |= {each.cid for each in more}
        return found

    def check_delete(self, state: RecordState, edits: list[Edit]) -> None:
        deletes = [edit for edit in edits if edit.change.op == DELETE]
        if state.is_deleted:
            for name in FIELDS:
                for head in state.heads(name):
                    assert any(head.value in edit.held.get(name, set()) for edit in deletes), (
                        "P2: edit deleted"
                    )
        if state.edited_after_delete:
            standing = [self.edits[head.cid] for head in state.heads("deleted") if head.value == "true"]
            assert any(
                head.value not in delete.held.get(name, set())
                for delete in standing
                for name in FIELDS
                for head in state.heads(name)
            ), "P3: a delete in conflict with what its author saw"

    def check_equal(self) -> None:
        first, *others = [digest(book) for book in self.views()]
        assert all(other == first for other in others), "P4: an order of delivery matters"
        again = MemoryBook()
        for change in sorted((edit.change for edit in self.edits.values()), key=lambda each: each.cid):
            accept(again, change)
            accept(again, change)
        assert digest(again) == first, "P4: an order of delivery matters"


def sets(edit: Edit, name: str) -> bool:
    found = edit.change.fields.get(name)
    return found is not None and isinstance(found.value, str | bool)


def digest(book: MemoryBook) -> object:
    """What a book shows of each record."""
    return {
        record: (
            state.erased,
            state.is_deleted,
            state.in_conflict,
            {name: [(head.cid, head.value) for head in state.heads(name)] for name in sorted(state.fields)},
        )
        for record, state in sorted(book.states.items())
    }


def random_steps(seed: int, count: int = 40) -> list[Step]:
    source = random.Random(seed)
    return [
        (source.randrange(ACTIONS), source.randrange(3), source.randrange(4), source.randrange(6))
        for _ in range(count)
    ]
