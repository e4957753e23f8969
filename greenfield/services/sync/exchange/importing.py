"""Taking an exchange file in: first all of it is read and checked, then it goes through the same door as a pulled page."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from greenfield.base.problem import Place, Problem, Severity, fail
from greenfield.records.change import AnyChange
from greenfield.records.merge import Outcome, Status
from greenfield.services.sync.connecting import link_of, may_erase
from greenfield.services.sync.exchange.exporting import Progress
from greenfield.services.sync.exchange.looking import Look, Watched, look_at, opened_file, sort_out
from greenfield.store.reading.carried import wanted_files
from greenfield.store.syncing.carried_in import Piece, keep_pieces, take_carried
from greenfield.store.workspace import Workspace
from greenfield.sync.exchange.frames import Ending, Opening
from greenfield.sync.exchange.reading import read_exchange
from greenfield.sync.exchange.sealing import Key

_BYTES_AT_ONCE: Final = 4 * 1024 * 1024
"""So much of files is written in one transaction."""


@dataclass(slots=True)
class Imported:
    """What became of a file: changes by status (`records.merge.Status`), files that came in, erases that were left out."""

    look: Look
    statuses: Counter[Status] = field(default_factory=Counter)
    files: int = 0
    left_out: int = 0
    conflicts: set[str] = field(default_factory=set)

    @property
    def changed(self) -> int:
        """How many changes were new here and are part of the history now."""
        return sum(self.statuses.values()) - self.statuses[Status.DUPLICATE] - self.statuses[Status.REFUSED]

    def problems(self, where: str) -> Iterator[Problem]:
        """Give what a person has to know, as warnings."""
        if self.left_out and self.look.erases:
            yield Problem("exchange.erases", Place(where), {"count": len(self.look.erases)}, Severity.WARNING)
        if self.statuses[Status.REFUSED]:
            count = {"count": self.statuses[Status.REFUSED]}
            yield Problem("exchange.refused", Place(where), count, Severity.WARNING)


def import_file(
    workspace: Workspace, path: Path, key: Key, *, erases: bool = False, progress: Progress | None = None
) -> Imported:
    """Take a file into the workspace; without `erases`, what would remove records for good is left out.

    The file is read twice: nothing is changed before all of it was found whole. What stops the second reading (a stick that
    is pulled out, `progress` that raises) leaves what came until then, and the same file can be imported again; a file that
    is here already changes nothing. Raises ProblemError `exchange.may_not_erase` before anything is read where the workspace
    belongs to an organisation whose administrator this is not: the hub would refuse it, and the sides would differ. Raises
    as `look_into` does, and what the workspace raises.
    """
    link = link_of(workspace)
    if erases and link is not None and not may_erase(link):
        raise fail("exchange.may_not_erase", str(path), organisation=link.organisation_name)
    with opened_file(path) as file:
        look = look_at(workspace, file, key, path, progress)
        imported = Imported(look)
        if not look.is_known or (erases and look.erasing):
            taking = _Taking(workspace, imported, erases=erases)
            read_exchange(Watched(file, path, progress), key, taking, str(path))
        else:
            imported.statuses[Status.DUPLICATE] = look.changes - look.erasing
        return imported


class _Taking:
    """A receiver that writes into the workspace."""

    def __init__(self, workspace: Workspace, imported: Imported, *, erases: bool) -> None:
        self._workspace = workspace
        self._imported = imported
        self._erases = erases
        self._size = 0
        self._wanted = False
        self._pieces: list[Piece] = []
        self._waiting = 0

    def opening(self, opening: Opening) -> None:
        pass

    def changes(self, changes: list[AnyChange], seals: dict[str, str]) -> None:
        new, erasing = sort_out(self._workspace, changes)
        self._imported.statuses[Status.DUPLICATE] += len(changes) - len(new) - len(erasing)
        if self._erases:
            new += erasing
        else:
            self._imported.left_out += len(erasing)
        if new:
            with self._workspace.unit() as unit:
                outcomes = take_carried(unit, new, seals)
            self._count(new, outcomes)

    def file(self, sha256: str, size: int) -> None:
        self._size = size
        with self._workspace.read() as connection:
            self._wanted = sha256 in wanted_files(connection, [sha256])

    def piece(self, sha256: str, offset: int, content: bytes) -> None:
        if not self._wanted:
            return
        self._pieces.append(Piece(sha256, self._size, offset, content))
        self._waiting += len(content)
        if self._waiting >= _BYTES_AT_ONCE:
            self._write()

    def ending(self, ending: Ending) -> None:
        del ending
        self._write()

    def _count(self, changes: list[AnyChange], outcomes: list[Outcome]) -> None:
        for change, outcome in zip(changes, outcomes, strict=True):
            self._imported.statuses[outcome.status] += 1
            if outcome.status is Status.CONFLICT:
                self._imported.conflicts.add(change.record)

    def _write(self) -> None:
        if self._pieces:
            with self._workspace.unit() as unit:
                self._imported.files += keep_pieces(unit, self._pieces)
            self._pieces, self._waiting = [], 0
