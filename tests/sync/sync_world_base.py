"""What stands in a world of computers around a hub: the machines, the hub, the oracle, and what happened so far."""

import random
from dataclasses import dataclass, field
from typing import Any

from sync_faults import Fault
from sync_hub_place import HubPlace
from sync_machines import MemoryMachine
from sync_memory_store import MemoryStore
from sync_oracle import Oracle

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


class WorldBase:
    """What stands there; `unique` values make the oracle exact, few values make equal ones meet."""

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
        self.makers: dict[str, int] = {}
        self.by_stick: set[str] = set()
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

    def word(self, how: int) -> str:
        self.count += 1
        return (
            f"w{self.count:05d}x{self.chance.getrandbits(40):010x}" if self.unique else str(how % WORD_COUNT)
        )
