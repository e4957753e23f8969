"""What happens to the computers: syncs over faulty lines, sticks, restored backups and images, second computers, lost laptops."""

from collections.abc import Callable, Iterable
from typing import Any

from sync_faults import Fault, FaultyLine
from sync_machines import Killed, MemoryMachine, Mortal
from sync_pace import pace
from sync_world_base import WorldBase

from greenfield.records import change as changes
from greenfield.records.change import Change
from greenfield.sync.device.engine import Report, sync
from greenfield.sync.device.store import DeviceStore


class Events(WorldBase):
    """The syncs and disasters of a world."""

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
            self.hub,
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
        """Hand a stick with all of one computer to another one, of whomever; nobody lets somebody else's stick remove anything."""
        here, there = self.machine(number), self.machine(other)
        if here is not there:
            self.notes.add("carried")
            carried = list(here.log().values())
            if here.member != there.member:
                carried = [each for each in carried if isinstance(each, Change) and each.op != changes.ERASE]
                self.by_stick.update(each.cid for each in carried)
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
        """Return a second computer with what an image of the first holds, on its disk or also in its memory."""
        twin = self.machine_type(len(self.machines), origin.member, image.copy(), self.chance)
        twin.go_back(image)
        return twin

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
