"""Looking into an exchange file: who wrote it and what is in it, before anything of it is taken."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import msgspec

from greenfield.base.problem import fail
from greenfield.records.change import ERASE, AnyChange, ErasedChange
from greenfield.records.kinds import files_named
from greenfield.services.sync.exchange.exporting import Progress
from greenfield.services.sync.exchange.naming import FileNames, shown
from greenfield.services.sync.identity import own_identities
from greenfield.store.reading.carried import hashes_in_log, records_here, topmost, wanted_files, whole_files
from greenfield.store.reading.record_names import Named, names_of
from greenfield.store.workspace import Workspace
from greenfield.sync.exchange.frames import Ending, Opening
from greenfield.sync.exchange.reading import read_exchange
from greenfield.sync.exchange.sealing import Key, is_by_passphrase
from greenfield.vault.passphrase import Passphrase

_SAID = ("device", "author", "made_at", "program", "choice", "organisation", "organisation_name")


@dataclass(slots=True)
class Look:
    """What an exchange file holds. `opening` is what its writer says of himself; nothing proves it.

    `new` changes are not here yet, `new_files` are missing here. `companies` are names by id, `visits` (date, company) by id.
    `erasing` changes would remove records for good, or keep them from ever coming here; `erases` are those that are here.
    """

    opening: Opening
    changes: int = 0
    new: int = 0
    erasing: int = 0
    files: int = 0
    new_files: int = 0
    bytes_of_files: int = 0
    companies: dict[str, str] = field(default_factory=dict)
    visits: dict[str, tuple[str, str]] = field(default_factory=dict)
    erases: list[Named] = field(default_factory=list)

    @property
    def is_known(self) -> bool:
        """Tell whether everything in the file is here already."""
        return not self.new and not self.new_files and not self.erases


def opens_by_passphrase(path: Path) -> bool:
    """Tell whether a file was sealed by a passphrase; raises `file.unreadable`, `exchange.foreign`, `.empty`."""
    with opened_file(path) as file:
        return is_by_passphrase(file, str(path))


def key_of(workspace: Workspace, passphrase: Passphrase | None) -> Key:
    """Return what opens a file here: a passphrase that was given, else the keys of this device."""
    return passphrase or own_identities(workspace)


def look_into(workspace: Workspace, path: Path, key: Key, *, progress: Progress | None = None) -> Look:
    """Read a file from beginning to end, and change nothing; what this returns was whole and opens with `key`.

    `progress` is called with the bytes of the file. Raises ProblemError `file.unreadable` and as `read_exchange` does.
    """
    with opened_file(path) as file:
        return look_at(workspace, file, key, path, progress)


def look_at(
    workspace: Workspace, file: BinaryIO, key: Key, path: Path, progress: Progress | None = None
) -> Look:
    """Do what `look_into` does with an open file."""
    looking = _Looking(workspace)
    read_exchange(Watched(file, path, progress), key, looking, str(path))
    return looking.look()


def opened_file(path: Path) -> BinaryIO:
    """Open a file to read; `file.unreadable`."""
    try:
        return path.open("rb")
    except OSError as error:
        raise fail("file.unreadable", str(path), reason=error.strerror or str(error)) from error


def sort_out(workspace: Workspace, changes: list[AnyChange]) -> tuple[list[AnyChange], list[AnyChange]]:
    """Return the changes that are new here, and apart from them those that remove a record for good.

    A change without content does that as well as an erase, unless its record was erased here before.
    """
    erasing = [change for change in changes if change.op == ERASE or isinstance(change, ErasedChange)]
    with workspace.read() as connection:
        known = hashes_in_log(connection, [change.cid for change in changes])
        here = records_here(connection, {change.record for change in erasing})
    stubs = {
        change.cid
        for change in erasing
        if here.get(change.record) is not True
        and (known.get(change.cid) != change.hash or (change.record in here and change.op != ERASE))
    }
    new = [change for change in changes if change.cid not in stubs and known.get(change.cid) != change.hash]
    return new, [change for change in erasing if change.cid in stubs]


class Watched:
    """A file to read that tells how far the reading is."""

    def __init__(self, file: BinaryIO, path: Path, progress: Progress | None) -> None:
        """Tell `progress` the bytes that were read, and all that there are."""
        self._file = file
        self._progress = progress
        self._size = path.stat().st_size

    def read(self, size: int = -1, /) -> bytes:
        """Read on."""
        found = self._file.read(size)
        if self._progress is not None:
            self._progress(self._file.tell(), self._size)
        return found

    def readline(self, size: int = -1, /) -> bytes:
        """Read a line."""
        return self._file.readline(size)

    def seek(self, offset: int, /) -> int:
        """Go to a place from the beginning."""
        return self._file.seek(offset)


class _Looking:
    """A receiver that remembers names and counts."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._look: Look | None = None
        self._names = FileNames()
        self._erased: dict[str, None] = {}
        self._named: set[str] = set()
        self._files: set[str] = set()

    def opening(self, opening: Opening) -> None:
        said = {name: shown(getattr(opening, name)) for name in _SAID}
        self._look = Look(msgspec.structs.replace(opening, **said))

    def changes(self, changes: list[AnyChange], seals: dict[str, str]) -> None:
        del seals
        look = self._must()
        look.changes += len(changes)
        new, erasing = sort_out(self._workspace, changes)
        look.new += len(new)
        look.erasing += len(erasing)
        with self._workspace.read() as connection:
            self._erased |= dict.fromkeys(records_here(connection, {change.record for change in erasing}))
        for change in new:
            self._named |= files_named(change)
        for change in changes:
            self._names.note(change)

    def file(self, sha256: str, size: int) -> None:
        look = self._must()
        look.files += 1
        look.bytes_of_files += size
        self._files.add(sha256)

    def piece(self, sha256: str, offset: int, content: bytes) -> None:
        pass

    def ending(self, ending: Ending) -> None:
        pass

    def look(self) -> Look:
        """Put together what was seen, with the names that only this workspace knows."""
        look = self._must()
        with self._workspace.read() as connection:
            look.erases = names_of(connection, topmost(connection, self._erased))
            look.companies = self._names.companies(connection)
            look.visits = self._names.visits(connection)
            wanted = wanted_files(connection, self._files)
            wanted |= (self._files & self._named) - whole_files(connection, self._files)
        look.new_files = len(wanted)
        return look

    def _must(self) -> Look:
        if self._look is None:
            msg = "a file begins with its opening"
            raise AssertionError(msg)
        return self._look
