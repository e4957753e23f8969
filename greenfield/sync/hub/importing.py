"""An exchange file goes into the hub: the way of a revoked device's unsent changes, and of those that have no line."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import select

from greenfield.base.problem import fail
from greenfield.records.change import AnyChange, encode
from greenfield.records.merge import Status
from greenfield.sync.exchange.frames import Ending, Opening
from greenfield.sync.exchange.reading import Counting, read_exchange
from greenfield.sync.exchange.sealing import Identities
from greenfield.sync.hub import tables
from greenfield.sync.hub.callers import VISITOR, Caller
from greenfield.sync.hub.database import Database
from greenfield.sync.hub.files import Standing, add_piece
from greenfield.sync.hub.limits import Limits
from greenfield.sync.hub.pushing import look_at, take_changes
from greenfield.sync.hub.refusal import Refused
from greenfield.sync.hub.surroundings import Surroundings

_o, _d = tables.organisation.c, tables.device.c
_UNKNOWN: Final = frozenset({404, 413, 422, 429})


@dataclass(slots=True)
class Taken:
    """What came of a file: how many changes had which status, files that came in, files that were not wanted."""

    statuses: dict[str, int] = field(default_factory=dict)
    files: int = 0
    left_out: int = 0


def import_into_hub(
    database: Database, surroundings: Surroundings, organisation: str, path: Path, member: str = ""
) -> Taken:
    """Take an exchange file that was sealed to an organisation; it is read whole before anything of it is taken.

    Changes count as sent by `member`, whom a person names, else by the member of the device that says it wrote the file. Nothing
    proves the latter, so then no record that is here already becomes readable for more people. Nobody erases in this way but
    with the hub's own seal. Raises ProblemError `hub.no_member` if neither is known, `file.unreadable`, and as `read_exchange`.
    """
    with database.reading() as connection:
        org, identity = connection.execute(select(_o.org, _o.identity).where(_o.id == organisation)).one()
    key = Identities((str(identity),))
    try:
        with path.open("rb") as file:
            counting = Counting()
            read_exchange(file, key, counting, str(path))
            opened = counting.opened
            device = opened.device if opened else ""
            caller = _caller(database, org, device, member)
            receiver = _Receiver(database, surroundings, caller, is_proven=bool(member))
            read_exchange(file, key, receiver, str(path))
    except OSError as error:
        raise fail("file.unreadable", str(path), reason=error.strerror or str(error)) from error
    return receiver.taken


def _caller(database: Database, org: int, device: str, member: str) -> Caller:
    with database.reading() as connection:
        known = (_d.org == org, _d.id == device)
        found = connection.execute(select(_d.member, _d.leaves).where(*known)).first()
    who = member or str(found.member if found else "")
    if not who:
        raise fail("hub.no_member", device)
    return Caller(org, device, who, "", VISITOR, 0, "", "", found.leaves if found else "")


class _Receiver:
    """Takes changes as a push does, and files as an upload does."""

    def __init__(
        self, database: Database, surroundings: Surroundings, caller: Caller, *, is_proven: bool
    ) -> None:
        self.taken = Taken()
        self._database = database
        self._surroundings = surroundings
        self._caller = caller
        self._is_proven = is_proven
        self._limits = Limits()
        self._file: tuple[str, int] | None = None

    def opening(self, opening: Opening) -> None:
        del opening

    def changes(self, changes: list[AnyChange], seals: dict[str, str]) -> None:
        looked = [look_at(encode(change), self._limits) for change in changes]
        taken = take_changes(self._database, self._caller, looked, seals, is_proven=self._is_proven)
        for answer in taken.answers:
            status = str(Status(answer.status))
            self.taken.statuses[status] = self.taken.statuses.get(status, 0) + 1

    def file(self, sha256: str, size: int) -> None:
        self._file = (sha256, size)

    def piece(self, sha256: str, offset: int, content: bytes) -> None:
        if self._file is None:
            return
        size = self._file[1]
        try:
            standing = self._add(sha256, offset, size, content)
        except Refused as refused:
            if refused.status not in _UNKNOWN:
                raise
            self.taken.left_out += 1
            self._file = (
                None  # nobody names it, or it is not permitted: its other pieces are not wanted either
            )
            return
        if standing.is_whole:
            self.taken.files += int(offset + len(content) == size)
            self._file = None

    def ending(self, ending: Ending) -> None:
        del ending

    def _add(self, sha256: str, offset: int, size: int, content: bytes) -> Standing:
        return add_piece(
            self._database,
            self._surroundings,
            self._limits,
            self._caller,
            sha256=sha256,
            offset=offset,
            size=size,
            content=content,
        )
