"""What the device side needs of a workspace. The workspace implements it, and so does a model in memory for tests.

Each method that writes is one transaction of its own: it happens as a whole or not at all, also if the power fails.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, Protocol

from greenfield.records.change import AnyChange
from greenfield.sync.device.link import Link


class Outgoing(NamedTuple):
    """An unsent change as it goes over the line. `seq` is its place in the log here."""

    seq: int
    cid: str
    body: bytes


class Answer(NamedTuple):
    """What the hub made of a change that was sent; `rev` is None for one that it refused or holds. `head`: how far it was then."""

    cid: str
    status: str
    rev: int | None
    reason: str = ""
    seal: str = ""
    head: int = 0


class Pulled(NamedTuple):
    """A line of a pulled page; exactly one of `change`, `mine` and `hide` is there.

    `change`: a change with its number, and its `body` as the log keeps it where it was read from canonical bytes. `mine`: the cid of a change that is here already, and its number. `hide`: a
    record that is not to be read here any more.
    """

    rev: int
    change: AnyChange | None = None
    mine: str = ""
    hide: str = ""
    seal: str = ""
    body: bytes = b""


class FileTask(NamedTuple):
    """A file to be sent or fetched; `done` bytes of a fetched one are here already. `small` ones go first.

    `size` in bytes; 0 for one to be fetched of which nothing came yet.
    """

    sha256: str
    size: int
    done: int
    small: bool


class DeviceStore(Protocol):
    """The workspace as sync sees it."""

    @property
    def device(self) -> str:
        """The id of this device in its changes."""

    def link(self) -> Link | None:
        """Return what is known of the hub; None if the workspace belongs to none."""

    def save_link(self, link: Link | None) -> None:
        """Keep what is known of the hub, or forget it; trays, numbers and tasks go with a forgotten one."""

    def change_link(self, **known: object) -> Link:
        """Change some of what is known of the hub, beside all else that others may change meanwhile; `sync.not_connected`."""

    def unsent(self, after: int, max_bytes: int) -> Sequence[Outgoing]:
        """Return unsent changes beyond place `after` in the order of the log, at least one if there is any."""

    def salts(self) -> Sequence[tuple[int, bytes]]:
        """Return the salts of which ids of unsent changes were made here, in the order of the places from which each holds."""

    def count_unsent(self) -> int:
        """Return how many changes wait."""

    def seals(self, cids: Iterable[str]) -> dict[str, str]:
        """Return the hub's seals on erases among these changes."""

    def acknowledge(self, answers: Sequence[Answer]) -> None:
        """Number accepted changes, move held and refused ones to their trays, note the files they name for sending."""

    def take(self, page: Sequence[Pulled], link: Link) -> None:
        """Apply a page, forget hidden records (never their unsent changes), and keep the new place in the feed with it."""

    def name_devices(self, names: Mapping[str, str], version: int) -> None:
        """Keep what devices of the organisation are called, and that these are all up to this version (`Link.names`)."""

    def start_over(self, link: Link) -> None:
        """Keep a link that begins the feed anew because this device may read something else now.

        Everything with a number is expected to come again. What did not when a page is taken whose link does not say
        `sweeping` any more is hidden, as if a line of that page had said so.
        """

    def lacks(self, cids: Iterable[str]) -> set[str]:
        """Return which of these changes are not in the log."""

    def cids(self, after: int, limit: int) -> Sequence[tuple[int, str]]:
        """Return (place, cid) of the changes in the log beyond a place, for asking a restored hub what it knows."""

    def forget_numbers(self, cids: Iterable[str] | None, link: Link) -> AbstractSet[str]:
        """Make changes unsent again (all for None), because a restored hub lacks them; keep the link with it.

        Returns those of `cids` that had a number, so that the hub had them.
        """

    def digest(self, upto: int) -> dict[str, str]:
        """Return the checksum over the changes that have a number up to this one; see `sync.digest`."""

    def files_to_send(self, limit: int) -> Sequence[FileTask]:
        """Return files that the hub may lack and that may be sent (the company permits photos), small ones first."""

    def files_to_fetch(self, limit: int) -> Sequence[FileTask]:
        """Return files that are named here and missing, thumbnails first, then those of which a part is here."""

    def count_files(self, *, small: bool = False) -> tuple[int, int]:
        """Return how many files wait to be sent, and to be fetched; `small`: of the small ones alone."""

    def read_file(self, sha256: str, offset: int, size: int) -> bytes:
        """Return a part of a whole file."""

    def file_sent(self, sha256: str) -> None:
        """Note that the hub has a file."""

    def file_unwanted(self, sha256: str) -> None:
        """Note that the hub does not take a file now; offered again when permission for photos or sharing change."""

    def add_to_file(self, sha256: str, size: int, offset: int, content: bytes) -> bool:
        """Keep a part of a fetched file; the last one makes it visible after its hash was compared.

        False if it turned out to be another file: then what came of it is gone, and it is fetched anew.
        """

    def file_refused(self, sha256: str) -> None:
        """Note that the hub does not give a file; asked again when a change names it anew."""
