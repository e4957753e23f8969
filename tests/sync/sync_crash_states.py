"""What a disk may hold after the power went: from recorded steps, the states that an honest disk allows.

What was written before a file's last fsync is there. Of what was written to it since, any part may be there: each
write alone, in any order, the last one torn at a sector. Removing a file counts as a write to it. What is
not explored: a disk that lies about fsync, and a sector that is half old and half new.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sync_recording_vfs import Step

SECTOR = 512


class CrashState(NamedTuple):
    """The files after a power cut, and the words that the program had said before it."""

    files: dict[str, bytes]
    said: tuple[str, ...]
    step: int

    def lay_out(self, folder: Path) -> None:
        """Write the files into an empty folder."""
        folder.mkdir()
        for path, content in self.files.items():
            (folder / Path(path).name).write_bytes(content)


@dataclass
class Disk:
    """What is safe of each file, and what was written to it since."""

    safe: dict[str, bytes] = field(default_factory=dict)
    waiting: dict[str, list[Step]] = field(default_factory=dict)

    def do(self, step: Step) -> None:
        """Let one recorded step happen."""
        if step.what == "sync":
            self.safe = self.after({step.path: self.waiting.pop(step.path, [])})
            for path, steps in self.waiting.items():
                removed = max(
                    (place for place, each in enumerate(steps) if each.what == "delete"), default=-1
                )
                if removed >= 0:
                    self.safe.pop(path, None)
                    self.waiting[path] = steps[removed + 1 :]
        elif step.what != "mark":
            self.waiting.setdefault(step.path, []).append(step)

    def after(self, kept: dict[str, list[Step]]) -> dict[str, bytes]:
        """Return the files with some of what waits done."""
        files = dict(self.safe)
        for path, steps in kept.items():
            content: bytearray | None = bytearray(files[path]) if path in files else None
            for step in steps:
                content = _done(content, step)
            files.pop(path, None)
            if content is not None:
                files[path] = bytes(content)
        return files


def _done(content: bytearray | None, step: Step) -> bytearray | None:
    if step.what == "delete":
        return None
    content = bytearray() if content is None else content
    end = step.offset + len(step.content)
    if step.what == "truncate":
        del content[step.offset :]
    elif len(content) < end:
        content.extend(bytes(end - len(content)))
    content[step.offset : end] = step.content
    return content


def crash_states(steps: list[Step], source: random.Random, each: int) -> Iterator[CrashState]:
    """Return up to `each` different states for a power cut after every step, the same state never twice."""
    disk, said = Disk(), []
    seen: set[bytes] = set()
    for place, step in enumerate(steps):
        disk.do(step)
        if step.what == "mark":
            said.append(step.path)
        for number in range(each):
            files = disk.after(_choose(disk.waiting, number, source))
            state = CrashState(files, tuple(said), place)
            print_of = _fingerprint(state)
            if print_of not in seen:
                seen.add(print_of)
                yield state


def _choose(waiting: dict[str, list[Step]], number: int, source: random.Random) -> dict[str, list[Step]]:
    """Nothing of what waits; all of it; then parts by chance."""
    if number == 0:
        return {}
    if number == 1:
        return waiting
    kept = {}
    for path, steps in waiting.items():
        part = [step for step in steps if source.random() < 0.5]
        if number % 2:
            part = steps[: source.randrange(len(steps) + 1)]
        if part and part[-1].content:
            torn = source.randrange(0, len(part[-1].content) + SECTOR, SECTOR)
            part = [*part[:-1], part[-1]._replace(content=part[-1].content[:torn])]
        kept[path] = part
    return kept


def _fingerprint(state: CrashState) -> bytes:
    found = hashlib.blake2b(repr(state.said[-1:]).encode())
    for path, content in sorted(state.files.items()):
        found.update(path.encode() + len(content).to_bytes(8, "big") + content)
    return found.digest()
