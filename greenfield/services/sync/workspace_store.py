"""A workspace as sync sees it: each method of `DeviceStore` is one unit of work, or one look."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from typing import Any

import msgspec

from greenfield.base.problem import fail
from greenfield.services.toolkits import shipped_packages
from greenfield.store import blobs
from greenfield.store.connecting import driver_of
from greenfield.store.salts import known_salts
from greenfield.store.syncing import device_names, feed, files, outbox, twin
from greenfield.store.syncing.link_row import forget_hub, read_state, write_state
from greenfield.store.unit import Unit
from greenfield.store.workspace import Workspace
from greenfield.sync.collecting import CollectingLater
from greenfield.sync.device.link import Link
from greenfield.sync.device.store import Answer, FileTask, Outgoing, Pulled
from greenfield.sync.digest import digest
from greenfield.toolkit.package import sha256_of

_PLACE = (
    "epoch",
    "scope",
    "role",
    "since",
    "head",
    "durable_upto",
    "left",
    "sweeping",
    "again_upto",
    "tables",
    "folded",
)
_MOST_READ = 20_000
_COLLECTING = CollectingLater()
_encoder = msgspec.json.Encoder()


class WorkspaceStore:
    """Implements `greenfield.sync.device.store.DeviceStore` over an open workspace; safe beside a window that edits."""

    def __init__(self, workspace: Workspace) -> None:
        """Use a workspace that the caller closes."""
        self._workspace = workspace
        self._organisation = ""
        self._began_as = workspace.device
        self._read: dict[str, outbox.Waiting] = {}
        self._not_shipped: AbstractSet[str] = frozenset()
        self.met_twin = False
        """Whether changes of this device came in that were not made here, see `store.syncing.twin`."""

    @property
    def device(self) -> str:
        """The id of this device in its changes."""
        return self._workspace.device

    def link(self) -> Link | None:
        """Return what is known of the hub; None if the workspace belongs to none."""
        with self._reading() as connection:
            found = _link(connection)
        self._organisation = found.organisation if found else ""
        return found

    def save_link(self, link: Link | None) -> None:
        """Keep what is known of the hub, or forget it with all that was agreed with it."""
        with self._workspace.unit() as unit:
            if link is None:
                feed.bring_back_unsent(unit)
                forget_hub(unit.book.connection)
            else:
                _keep(unit.driver, link)

    def unsent(self, after: int, max_bytes: int) -> Sequence[Outgoing]:
        """Return unsent changes beyond a place of the log."""
        with self._reading() as connection:
            found = outbox.unsent(connection, after, max_bytes)
        if len(self._read) > _MOST_READ:
            self._read.clear()
        self._read |= {each.cid: each for each in found if each.place < outbox.KEPT}
        return [Outgoing(each.place, each.cid, each.body) for each in found]

    def salts(self) -> Sequence[tuple[int, bytes]]:
        """Return the salts that are kept for unsent changes."""
        with self._reading() as connection:
            return known_salts(connection)

    def count_unsent(self) -> int:
        """Return how many changes wait."""
        with self._reading() as connection:
            return outbox.count_unsent(connection)

    def seals(self, cids: Iterable[str]) -> dict[str, str]:
        """Return the hub's seals for those of these changes whose record was erased."""
        with self._reading() as connection:
            return outbox.seals(connection, cids)

    def acknowledge(self, answers: Sequence[Answer]) -> None:
        """Number what was accepted, put held and refused changes into their trays, note files to be sent."""
        with self._workspace.unit() as unit:
            connection = unit.book.connection
            self._known(connection)
            judged = [outbox.Judged(*each) for each in answers]
            feed.bring_back(unit, judged)
            numbered = outbox.judge(connection, judged, self._read)
            files.note_sent(connection, numbered)
            unit.salts.forget_sent()
        for each in answers:
            self._read.pop(each.cid, None)

    def take(self, page: Sequence[Pulled], link: Link) -> None:
        """Apply a page and keep the place in the feed, in one transaction."""
        with _COLLECTING.hold_off(), self._workspace.unit() as unit:
            before = _link(unit.driver)
            self._look_for_twin(unit, page, before, link.left)
            waiting: list[Pulled] = []
            for each in page:
                if not each.hide:
                    waiting.append(each)
                else:
                    _take(unit, waiting)
                    waiting.clear()
                    feed.hide(unit, each.hide, self.device, link.durable_upto)
            _take(unit, waiting)
            if before is not None and before.sweeping and not link.sweeping:
                for record in feed.not_come_again(unit):
                    feed.hide(unit, record, self.device, link.durable_upto)
                feed.settle(unit.driver)
            outbox.note_sent_to(unit.book.connection)
            if before is None or before.durable_upto != link.durable_upto:
                feed.drop_kept(unit.driver, link.durable_upto)
            self._move_on(unit.driver, link)

    def name_devices(self, names: Mapping[str, str], version: int) -> None:
        """Keep what devices of the organisation are called."""
        with self._workspace.unit() as unit:
            device_names.keep(unit.driver, names)
            _keep(unit.driver, msgspec.structs.replace(self._known(unit.driver), names=version))

    def start_over(self, link: Link) -> None:
        """Begin the feed anew, and expect everything with a number to come again."""
        with self._workspace.unit() as unit:
            feed.expect_all_again(unit.book.connection)
            self._move_on(unit.driver, link)

    def lacks(self, cids: Iterable[str]) -> set[str]:
        """Return which of these changes are not in the log."""
        with self._reading() as connection:
            return outbox.lacks(connection, cids)

    def cids(self, after: int, limit: int) -> Sequence[tuple[int, str]]:
        """Return (place, cid) of what a restored hub is asked about."""
        with self._reading() as connection:
            return outbox.cids_after(connection, after, limit)

    def forget_numbers(self, cids: Iterable[str] | None, link: Link) -> set[str]:
        """Make changes unsent again because a restored hub lacks them, and offer it all files anew."""
        with self._workspace.unit() as unit:
            connection = unit.book.connection
            lost = outbox.forget_numbers(connection, cids)
            files.offer_all(connection)
            self._move_on(connection, link, names=link.names)
        return lost

    def make_unsent(self, cids: Iterable[str]) -> None:
        """Take changes out of their trays, so that they are sent again."""
        with self._workspace.unit() as unit:
            outbox.forget_numbers(unit.book.connection, cids)

    def change_link(self, **known: object) -> Link:
        """Change what a person decides of the link, or what one sync learned, beside all else; `sync.not_connected`."""
        with self._workspace.unit() as unit:
            now = _link(unit.driver)
            if now is None:
                raise fail("sync.not_connected")
            changed = msgspec.structs.replace(now, **known)
            _keep(unit.driver, changed)
        return changed

    def digest(self, upto: int) -> dict[str, str]:
        """Return the checksum over the changes that have a number up to this one."""
        with self._reading() as connection:
            return digest(outbox.hashes(connection, upto))

    def files_to_send(self, limit: int) -> Sequence[FileTask]:
        """Return files that the hub may lack and that may be sent, small ones first."""
        with self._reading() as connection:
            found, forbidden = files.to_send(connection, limit)
        if forbidden:
            with self._workspace.unit() as unit:
                files.forbid(unit.driver, forbidden)
        return [FileTask(*each) for each in found]

    def files_to_fetch(self, limit: int) -> Sequence[FileTask]:
        """Return files that are named here and missing, thumbnails first."""
        with self._reading() as connection:
            found = [FileTask(*each) for each in files.to_fetch(connection, limit)]
            packages = files.packages_of(connection, (each.sha256 for each in found))
        if packages - self._not_shipped and self._take_shipped(packages):
            return self.files_to_fetch(limit)
        return found

    def count_files(self, *, small: bool = False) -> tuple[int, int]:
        """Return how many files wait to be sent, and to be fetched; `small`: of the small ones alone."""
        with self._reading() as connection:
            return files.count(connection, small=small)

    def bytes_of_files(self) -> tuple[int, int]:
        """Return how many bytes of files wait to be sent, and to be fetched as far as that is known."""
        with self._reading() as connection:
            return files.sizes(connection)

    def read_file(self, sha256: str, offset: int, size: int) -> bytes:
        """Return a part of a whole file."""
        with self._reading() as connection:
            return blobs.read_part(connection, sha256, offset, size)

    def file_sent(self, sha256: str) -> None:
        """Note that the hub has a file."""
        with self._workspace.unit() as unit:
            files.done(unit.driver, files.OUT, sha256)

    def file_unwanted(self, sha256: str) -> None:
        """Note that the hub does not take a file now."""
        with self._workspace.unit() as unit:
            files.refused(unit.driver, files.OUT, sha256)

    def add_to_file(self, sha256: str, size: int, offset: int, content: bytes) -> bool:
        """Keep a part of a fetched file; False if the whole turned out to be another one."""
        with self._workspace.unit() as unit:
            fits = blobs.add_part(unit.driver, sha256, size, offset, content)
            if blobs.has_blob(unit.driver, sha256):
                files.done(unit.driver, files.IN, sha256)
                files.done(unit.driver, files.OUT, sha256)  # the hub has it: it came from there
            return fits

    def _take_shipped(self, packages: AbstractSet[str]) -> bool:
        """Take from the program what it ships of these packages: nobody should wait for them on a slow line, or pay."""
        shipped = {sha256_of(content): content for _, content in shipped_packages()}
        self._not_shipped |= packages - shipped.keys()
        here = packages & shipped.keys()
        for sha256 in here:
            with self._workspace.unit() as unit:
                blobs.put_blob(unit.driver, shipped[sha256])
                files.done(unit.driver, files.IN, sha256)
        return bool(here)

    def file_refused(self, sha256: str) -> None:
        """Note that the hub does not give a file."""
        with self._workspace.unit() as unit:
            files.refused(unit.driver, files.IN, sha256)

    def _look_for_twin(self, unit: Unit, page: Sequence[Pulled], before: Link | None, left: int) -> None:
        """Look whether changes of this device come in that were not made here, nor by a copy that `left` (see `Page`)."""
        if before is not None and left > before.left:
            twin.end(unit.driver)
            self.met_twin = False
        own = [
            (each.change.cid, each.change.dseq)
            for each in page
            if each.change is not None and each.change.device == self.device and each.rev > left
        ]
        if own and before is not None and not self.met_twin:
            self.met_twin = twin.is_met(unit.driver, self.device, own, last=unit.dseq)
            if self.met_twin:
                twin.note(unit.driver)

    def end_looking_for_twin(self) -> None:
        """Keep what a sync that went to its end says of a second computer that is the same device."""
        with self._reading() as connection:
            is_needed = twin.has_to_end(connection)
        if self.met_twin or is_needed:
            with self._workspace.unit() as unit:
                twin.end_of_sync(unit.driver, is_met=self.met_twin)

    def has_twin(self) -> bool:
        """Tell whether the last sync met a second computer that works with a copy of this workspace."""
        with self._reading() as connection:
            return twin.is_seen(connection)

    def _known(self, connection: Any) -> Link:
        """Return the link of this sync; `sync.not_connected` where another organisation's hub, or another device, is meant."""
        now = _link(connection)
        is_other = self._began_as != self.device
        if now is None or is_other or (self._organisation and now.organisation != self._organisation):
            raise fail("sync.not_connected")
        return now

    def _move_on(self, connection: Any, link: Link, **besides: object) -> None:
        """Keep the place in the feed, beside what a person may have changed of the link meanwhile; never a forgotten one."""
        place = {name: getattr(link, name) for name in _PLACE}
        _keep(connection, msgspec.structs.replace(self._known(connection), **place, **besides))

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        with self._workspace.read() as connection, connection.begin():
            yield driver_of(connection)


def _take(unit: Unit, lines: Sequence[Pulled]) -> None:
    """Apply changes of others, and number own ones that came back, all at once."""
    theirs = [feed.Line(each.change, each.rev, each.seal, each.body) for each in lines if each.change]
    if theirs:
        feed.take_changes(unit, theirs)
    mine = [outbox.Judged(each.mine, "duplicate", each.rev, "", each.seal) for each in lines if each.mine]
    if mine:
        connection = unit.book.connection
        files.note_sent(connection, outbox.judge(connection, mine))


def _link(connection: Any) -> Link | None:
    said = read_state(connection, "link")
    return msgspec.json.decode(said, type=Link) if said else None


def _keep(connection: Any, link: Link) -> None:
    write_state(connection, "link", _encoder.encode(link).decode())
