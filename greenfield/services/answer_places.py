"""Which record keeps the answer at a place of a form: the visit, or the instance of a repeat.

A repeat instance has an identity of its own; its position in the form follows from its order key and is for
display only.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from greenfield.records.order_key import between

_STEP = re.compile(r"(?P<name>[^/\[\]]+)(?:\[(?P<position>\d+)\])?")


@dataclass(frozen=True, slots=True)
class Instance:
    """A repeat instance as it is kept, below its `owner`: the visit, or the instance around it.

    `repeat` is the repeat's path below the root, without positions.
    """

    id: str
    owner: str
    repeat: str
    order_key: str


@dataclass(frozen=True, slots=True)
class Step:
    """One repeat on the way to an answer: its path below the root, and the position in it, from 1."""

    repeat: str
    position: int


def steps_of(ref: str) -> tuple[list[Step], str]:
    """Take a place apart: the repeats on the way, and the rest of the path below the last of them."""
    names: list[str] = []
    below: list[str] = []
    steps = []
    for index, found in enumerate(_STEP.finditer(ref)):
        if index == 0:
            continue
        names.append(found["name"])
        below.append(found["name"])
        if found["position"]:
            steps.append(Step("/".join(names), int(found["position"])))
            below = []
    return steps, "/".join(below)


class AnswerPlaces:
    """The repeat instances of one visit, and the way from a place of the form to a record and back."""

    def __init__(self, visit: str, root: str, instances: Iterable[Instance]) -> None:
        """Know the instances of a visit whose form has this root element."""
        self.visit = visit
        self.root = root
        self._lists: dict[tuple[str, str], list[Instance]] = {}
        for instance in sorted(instances, key=lambda one: (one.order_key, one.id)):
            self._lists.setdefault((instance.owner, instance.repeat), []).append(instance)

    def instances(self, owner: str, repeat: str) -> list[Instance]:
        """Return the instances of a repeat in one owner, in order."""
        return self._lists.get((owner, repeat), [])

    def owner_of(self, steps: Iterable[Step]) -> str | None:
        """Return the record at the end of these repeats, None if an instance is not kept yet."""
        owner = self.visit
        for step in steps:
            listed = self.instances(owner, step.repeat)
            if step.position > len(listed):
                return None
            owner = listed[step.position - 1].id
        return owner

    def new_instances(self, steps: Iterable[Step], make_id: Iterator[str]) -> list[Instance]:
        """Return the instances that must be made before the answer at the end of these repeats has a record."""
        owner, made = self.visit, []
        for step in steps:
            listed = list(self.instances(owner, step.repeat))
            while len(listed) < step.position:
                low = listed[-1].order_key if listed else ""
                instance = Instance(next(make_id), owner, step.repeat, between(low))
                listed.append(instance)
                made.append(instance)
            owner = listed[step.position - 1].id
        return made

    def key_at(self, owner: str, repeat: str, index: int) -> str:
        """Return an order key for a new instance before the one at `index` (from 0)."""
        listed = self.instances(owner, repeat)
        low = listed[index - 1].order_key if 0 < index <= len(listed) else ""
        high = listed[index].order_key if index < len(listed) else ""
        return between(low, high)

    def add(self, instances: Iterable[Instance]) -> None:
        """Know further instances."""
        for instance in instances:
            listed = self._lists.setdefault((instance.owner, instance.repeat), [])
            listed.append(instance)
            listed.sort(key=lambda one: (one.order_key, one.id))

    def remove(self, instance: Instance) -> None:
        """Forget an instance."""
        self._lists[(instance.owner, instance.repeat)].remove(instance)

    def refs(self, answers: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
        """Return answers by place in the form, and how many instances each repeat has.

        `answers` are those of each record, by path below the root or below the record's repeat.
        """
        found: dict[str, str] = {}
        self._collect(self.visit, f"/{self.root}", answers, found)
        return found

    def _collect(
        self, owner: str, prefix: str, answers: Mapping[str, Mapping[str, str]], found: dict[str, str]
    ) -> None:
        for field, value in answers.get(owner, {}).items():
            found[f"{prefix}/{field}"] = value
        base = re.sub(r"\[\d+\]", "", prefix).removeprefix(f"/{self.root}").strip("/")
        for (instance_owner, repeat), listed in self._lists.items():
            if instance_owner != owner:
                continue
            below = repeat.removeprefix(base).strip("/")
            found[f"{prefix}/{below}"] = str(len(listed))
            for position, instance in enumerate(listed, start=1):
                place = f"{prefix}/{below}[{position}]"
                self._collect(instance.id, place, answers, found)
