"""A device's store in memory: what `greenfield.sync.device.store` asks of a workspace, for thousands of histories.

It keeps its records in a `MemoryBook` and is as strict as a workspace: every method that writes happens as a whole.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from greenfield.base.problem import fail
from greenfield.records.accept import accept
from greenfield.records.change import ERASE, AnyChange, Change, ErasedChange, encode, without_content
from greenfield.records.kinds import files_named
from greenfield.records.memory_book import MemoryBook
from greenfield.sync.device.link import Link
from greenfield.sync.device.store import Answer, FileTask, Outgoing, Pulled
from greenfield.sync.digest import digest

TRAYS = frozenset({"held", "refused"})


class MemoryStore:
    """Implements `DeviceStore` in memory; `copy` is what a disk image is."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.book = MemoryBook()
        self.places: dict[str, int] = {}
        self.revs: dict[str, int] = {}
        self.tray: dict[str, str] = {}
        self.kept_seals: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.parts: dict[str, tuple[int, bytes]] = {}
        self.to_send: dict[str, None] = {}
        self.not_given: set[str] = set()
        self.unwanted: set[str] = set()
        self.expected: set[str] = set()
        self.kept: dict[str, tuple[int | None, AnyChange]] = {}
        self.dseq = 0
        self.device_names: dict[str, str] = {}
        self.salt = b""
        """Of the program that runs; an image of disk and memory holds it as well."""
        self.made_with: list[tuple[int, bytes]] = []
        self._link: Link | None = None

    def copy(self) -> "MemoryStore":
        """Return the store as an image of its disk holds it."""
        other = type(self)(self.device)
        for name, value in vars(self).items():
            setattr(other, name, value.copy() if isinstance(value, dict | set | list) else value)
        other.book = type(self.book)()
        other.book.log, other.book.states = dict(self.book.log), dict(self.book.states)
        other.book.hanging = {owner: set(records) for owner, records in self.book.hanging.items()}
        other.book.aside = list(self.book.aside)
        return other

    # what an edit does

    def begin_salt(self, salt: bytes) -> None:
        """Keep the salt of what is made from now on."""
        self.salt = salt
        self.made_with.append((len(self.places) + 1, salt))

    def make(self, change: Change, files: Iterable[bytes] = ()) -> None:
        """Take a change that was made here."""
        for content in files:
            self.files[hashlib.sha256(content).hexdigest()] = content
        self.dseq = max(self.dseq, change.dseq)
        self._accept(change)

    def bring(self, change: AnyChange, seal: str = "") -> None:
        """Take a change that came on a stick; the hub numbers it later."""
        self._accept(change)
        if seal:
            self.kept_seals[change.record] = seal

    # what sync does

    def link(self) -> Link | None:
        return self._link

    def save_link(self, link: Link | None) -> None:
        self._link = link
        if link is None:
            for cid in self._kept_unsent():
                self._accept(self.kept[cid][1])
            for known in (self.tray, self.revs, self.to_send, self.not_given, self.kept_seals, self.kept):
                known.clear()

    def change_link(self, **known: object) -> Link:
        if self._link is None:
            raise fail("sync.not_connected")
        self._link = replace(self._link, **known)
        return self._link

    def _waiting(self) -> list[str]:
        waiting = [cid for cid in self.book.log if cid not in self.revs and cid not in self.tray]
        return sorted(waiting, key=self.places.__getitem__)

    def _kept_unsent(self) -> list[str]:
        return [cid for cid, (rev, _) in self.kept.items() if rev is None]

    def _find(self, cid: str) -> AnyChange:
        return self.book.log[cid] if cid in self.book.log else self.kept[cid][1]

    def unsent(self, after: int, max_bytes: int) -> Sequence[Outgoing]:
        found: list[Outgoing] = []
        size = 0
        for cid in sorted(self._waiting() + self._kept_unsent(), key=self.places.__getitem__):
            if self.places[cid] > after:
                body = encode(self._find(cid))
                size += len(body)
                if found and size > max_bytes:
                    break
                found.append(Outgoing(self.places[cid], cid, body))
        return found

    def salts(self) -> Sequence[tuple[int, bytes]]:
        return self.made_with

    def count_unsent(self) -> int:
        return len(self._waiting()) + len(self._kept_unsent())

    def seals(self, cids: Iterable[str]) -> dict[str, str]:
        found = {cid: self.kept_seals.get(self._find(cid).record, "") for cid in cids}
        return {cid: seal for cid, seal in found.items() if seal}

    def acknowledge(self, answers: Sequence[Answer]) -> None:
        for answer in answers:
            if answer.cid in self.kept:
                if answer.rev is not None or answer.status == "refused":
                    self._accept(self.kept.pop(answer.cid)[1])
                else:
                    self.kept[answer.cid] = (answer.head, self.kept[answer.cid][1])
            if answer.cid not in self.book.log:
                continue
            if answer.seal:
                self.kept_seals[self.book.log[answer.cid].record] = answer.seal
            if answer.status in TRAYS and answer.rev is None:
                self.tray[answer.cid] = answer.status
            elif answer.rev is not None:
                self.revs[answer.cid] = answer.rev
                self.tray.pop(answer.cid, None)
                self.to_send |= dict.fromkeys(sorted(files_named(self.book.log[answer.cid])))

    def take(self, page: Sequence[Pulled], link: Link) -> None:
        for line in page:
            self._take(line, link.durable_upto)
        if not link.sweeping and self.expected:
            come = {self.book.log[cid].record for cid in self.revs if cid not in self.expected}
            gone = {self.book.log[cid].record for cid in self.expected if cid in self.book.log}
            for record in sorted(gone - come):
                self.forget_record(record, link.durable_upto)
            for cid in self.expected:
                self.revs.pop(cid, None)
            self.expected.clear()
        for cid, (rev, _) in tuple(self.kept.items()):
            if rev is not None and rev <= link.durable_upto:
                del self.kept[cid]
        self._link = link

    def name_devices(self, names: Mapping[str, str], version: int) -> None:
        self.device_names |= names
        self.change_link(names=version)

    def start_over(self, link: Link) -> None:
        self.expected = set(self.revs)
        self._link = link

    def _take(self, line: Pulled, durable_upto: int) -> None:
        if line.hide:
            self.forget_record(line.hide, durable_upto)
            return
        cid = line.mine or (line.change.cid if line.change else "")
        if line.change is not None:
            self._accept(line.change)
            self.not_given -= files_named(line.change)
        if cid in self.book.log:
            self.revs[cid] = line.rev
            self.tray.pop(cid, None)
            self.expected.discard(cid)
            self.kept.pop(cid, None)
            if line.seal:
                self.kept_seals[self.book.log[cid].record] = line.seal

    def _accept(self, change: AnyChange) -> None:
        accept(self.book, change)
        if change.cid in self.book.log:
            self.places.setdefault(change.cid, len(self.places) + 1)
        if isinstance(change, Change) and {"photos", "sharing"} & change.fields.keys():
            self.not_given.clear()
            self.unwanted.clear()
        if change.op == ERASE or isinstance(change, ErasedChange):
            for cid, (rev, each) in self.kept.items():
                if self.book.is_erased(each.record):
                    self.kept[cid] = (rev, without_content(each))
            self._drop_files()

    def forget_record(self, record: str, durable_upto: int = 0) -> None:
        """Remove what is known of a record, but not what was never sent; an erase is remembered.

        Own changes are kept aside until a backup of the hub holds them.
        """
        if self.book.is_erased(record):
            return
        changes = [change for change in self.book.log.values() if change.record == record]
        unsent_file = any(files_named(change) & self.to_send.keys() for change in changes)
        kept = [
            change
            for change in changes
            if change.cid not in self.revs or (unsent_file and change.device == self.device)
        ]
        for change in changes:
            del self.book.log[change.cid]
            rev = self.revs.pop(change.cid, None)
            goes = change not in kept and rev is not None and change.device == self.device
            if goes and rev > durable_upto:
                self.kept[change.cid] = (rev, change)
        self.book.states.pop(record, None)
        for hanging in self.book.hanging.values():
            hanging.discard(record)
        for change in kept:
            accept(self.book, change)
        self._drop_files()

    def _drop_files(self) -> None:
        named = {file for change in self.book.log.values() for file in files_named(change)}
        for kept in (self.files, self.parts, self.to_send):
            for sha256 in [each for each in kept if each not in named]:
                del kept[sha256]  # type: ignore[attr-defined]

    def lacks(self, cids: Iterable[str]) -> set[str]:
        return {cid for cid in cids if cid not in self.book.log}

    def cids(self, after: int, limit: int) -> Sequence[tuple[int, str]]:
        every = {**self.book.log, **self.kept}
        found = sorted((self.places[cid], cid) for cid in every if self.places[cid] > after)
        return found[:limit]

    def forget_numbers(self, cids: Iterable[str] | None, link: Link) -> set[str]:
        numbered = {cid for cid in cids or () if cid in self.revs or self.kept.get(cid, (None,))[0]}
        for cid in [*self.revs, *self.tray, *self.kept] if cids is None else cids:
            self.revs.pop(cid, None)
            self.tray.pop(cid, None)
            if cid in self.kept:
                self.kept[cid] = (None, self.kept[cid][1])
        self.to_send |= dict.fromkeys(self.files)
        self.unwanted.clear()
        self.not_given.clear()
        self._link = link
        return numbered

    def digest(self, upto: int) -> dict[str, str]:
        return digest(
            (cid, change.hash, isinstance(change, ErasedChange))
            for cid, change in self.book.log.items()
            if cid in self.revs and self.revs[cid] <= upto
        )

    def files_to_send(self, limit: int) -> Sequence[FileTask]:
        found = [
            FileTask(each, len(self.files[each]), 0, small=True)
            for each in self.to_send
            if each in self.files and each not in self.unwanted
        ]
        return sorted(found, key=lambda task: (task.size, task.sha256))[:limit]

    def files_to_fetch(self, limit: int) -> Sequence[FileTask]:
        named = {file for change in self.book.log.values() for file in files_named(change)}
        found = []
        for sha256 in sorted(named - set(self.files) - self.not_given):
            size, content = self.parts.get(sha256, (0, b""))
            found.append(FileTask(sha256, size, len(content), small=True))
        return found[:limit]

    def count_files(self, *, small: bool = False) -> tuple[int, int]:
        waiting = self.files_to_send(10_000), self.files_to_fetch(10_000)
        sending, fetching = ([one for one in each if one.small or not small] for each in waiting)
        return len(sending), len(fetching)

    def read_file(self, sha256: str, offset: int, size: int) -> bytes:
        return self.files[sha256][offset : offset + size]

    def file_sent(self, sha256: str) -> None:
        self.to_send.pop(sha256, None)

    def file_unwanted(self, sha256: str) -> None:
        self.unwanted.add(sha256)

    def add_to_file(self, sha256: str, size: int, offset: int, content: bytes) -> bool:
        _, here = self.parts.get(sha256, (size, b""))
        here = here[:offset] + content
        self.parts[sha256] = (size, here)
        if len(here) < size:
            return True
        del self.parts[sha256]
        if hashlib.sha256(here).hexdigest() != sha256:
            return False
        self.files[sha256] = here
        return True

    def file_refused(self, sha256: str) -> None:
        self.not_given.add(sha256)
        self.parts.pop(sha256, None)

    # for tests

    def everything(self) -> bytes:
        """Return all that a person with the key could read here."""
        log = b"\n".join(encode(change) for change in self.book.log.values())
        kept = b"\n".join(encode(change) for _, change in self.kept.values())
        aside = b"\n".join(encode(change) for change, _ in self.book.aside)
        return b"\n".join([log, kept, aside, repr(self.book.states).encode(), *self.files.values()])
