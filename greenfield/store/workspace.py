"""An open workspace: units of work that write, connections that read, and what it knows of itself."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection

from greenfield.base.ids import new_id
from greenfield.base.problem import ProblemError, fail
from greenfield.records.change import AnyChange
from greenfield.records.merge import Outcome
from greenfield.store import blobs
from greenfield.store.book import StoredBook
from greenfield.store.connecting import WriteGate, driver_of, make_engine
from greenfield.store.driver_errors import as_problem, named_failures
from greenfield.store.log_truncation import LogTruncation
from greenfield.store.migrating import bring_up_to_date
from greenfield.store.salts import Salts
from greenfield.store.unit import Editor, Unit

_FOR_MANY_WRITES = ("PRAGMA cache_size = -32768", "PRAGMA wal_autocheckpoint = 4000")
"""KiB that the writing connection may keep, and pages of the log before they go into the database: a page of the hub's
feed writes each of its pages once, not again and again."""


class Workspace:
    """The records of a workspace. Make it with `open_workspace`, close it when done."""

    def __init__(
        self,
        connection: Connection,
        gate: WriteGate,
        folder: Path,
        clock: Callable[[], datetime],
        *,
        read_only: bool,
    ) -> None:
        """Use a database that is up to date; connection and engine are closed by `close`."""
        self.folder = folder
        self.read_only = read_only
        self._engine = connection.engine
        self._gate = gate
        self._clock = clock
        self._writing = RLock()
        self._connection = connection
        self._driver = driver_of(connection)
        for statement in _FOR_MANY_WRITES:
            self._driver.execute(statement).fetchall()
        self._file = Path(self._driver.execute("PRAGMA database_list").fetchone()[2])
        found = self._file.stat()
        self._identity = (found.st_dev, found.st_ino)
        self._book = StoredBook(self._driver)
        self._truncation = LogTruncation(self._driver)
        self._salts = Salts(self._driver)
        self._meta: dict[str, str] = dict(self._driver.execute("SELECT name, value FROM meta").fetchall())
        self._book.notes.catch_up(self._noted()[1])
        self._dseq = self._last_dseq()
        self._editor = Editor("", "", clock)
        if not read_only and "device" not in self._meta:
            self._introduce()
        self._editor = Editor(self._meta.get("device", ""), self.author, clock)

    @property
    def id(self) -> str:
        """The id of the workspace."""
        return self._meta["workspace"]

    @property
    def device(self) -> str:
        """The id of the device in every change that is made here."""
        return self._meta["device"]

    @property
    def author(self) -> str:
        """Whoever works here: the id of a person, or empty."""
        return self._meta.get("author", "")

    @property
    def writing_connection(self) -> Any:
        """The driver's connection below the units, for `rebuild` and `check`."""
        return self._driver

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """Begin a unit of work; it is committed at the end, and undone as a whole by any error inside.

        Raises ProblemError `workspace.gone`, also once it is closed, and `workspace.disk_full`, `workspace.busy`, ... of `name_database_failure`; the
        workspace is then as it was before and can be used on.
        """
        with self._writing:
            if self._connection.closed:
                raise fail("workspace.gone", str(self.folder))
            if self._driver.in_transaction:
                msg = "a unit of work is open already"
                raise RuntimeError(msg)
            try:
                self._must_be_there()
                self._driver.execute("BEGIN IMMEDIATE")
                self._gate.open(self._driver)
                unit = Unit(self._book, self._connection, self._editor, self._salts, self._dseq)
                yield unit
                self._finish(unit)
            except BaseException as error:
                self._roll_back()
                problem = as_problem(error, self.folder)
                if problem is None:
                    raise
                raise problem from error
            finally:
                self._gate.shut()

    def _must_be_there(self) -> None:
        """Raise `workspace.gone` where the file is not in its folder any more.

        The system lets a program go on writing into a file whose stick was pulled out or whose folder was removed;
        nobody would ever read that.
        """
        try:
            found = self._file.stat()
        except OSError as error:
            raise fail("workspace.gone", str(self.folder)) from error
        if (found.st_dev, found.st_ino) != self._identity:
            raise fail("workspace.gone", str(self.folder))

    def _finish(self, unit: Unit) -> None:
        if unit.undone:
            self._roll_back()
            return
        book = self._book
        if unit.noted or unit.has_foreign or book.notes.are_due:
            self._write_meta(noted=f"{unit.dseq} {book.notes.write()}")
        book.projection.index.write()
        if book.erased_any:
            book.projection.index.forget_removed()
        self._driver.execute("COMMIT")
        self._dseq = unit.dseq
        self._salts.settle()
        if book.erased_any:
            book.erased_any = False
            self._truncation.due = True
        self._truncation.try_now()
        book.cache.trim()

    def apply(self, pulled: Iterable[AnyChange]) -> list[Outcome]:
        """Take changes of other devices in one transaction, and return what became of each."""
        with self.unit() as unit:
            return unit.apply(pulled)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Read as everything is at this moment, while others may go on writing."""
        if self._book.notes.late:
            with suppress(ProblemError):  # a full disk, say: then the sums are a little behind
                self._write_notes()
        with named_failures(self.folder), self._engine.connect() as connection:
            yield connection

    def blob(self, sha256: str) -> bytes:
        """Return a file; `blob.unknown` if it is not here or not whole."""
        with self.read() as connection:
            return blobs.read_blob(driver_of(connection), sha256)

    def set_author(self, person: str) -> None:
        """Say who works here from now on."""
        with self.unit():
            self._write_meta(author=person)
        self._editor = Editor(self.device, person, self._clock)

    def kept(self, name: str) -> str:
        """Return what the workspace knows of itself by a name, or an empty text."""
        return self._meta.get(name, "")

    def keep(self, **values: str) -> None:
        """Let the workspace know something of itself: its own keys, say, which no change ever carries."""
        with self.unit():
            self._write_meta(**values)
        self._editor = Editor(
            self.device, self.author, self._clock
        )  # edits are those of the device that it is now

    def close(self) -> None:
        """End all connections; nothing happens the second time.

        They are ended as well where the last sums cannot be written, on a full disk say, which raises what
        `unit` does. Nothing is lost then: the sums are found again from the log.
        """
        with self._writing:
            try:
                if not self._connection.closed:
                    self._end_writing()
            finally:
                self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _end_writing(self) -> None:
        try:
            self._write_notes()
        finally:
            self._truncation.try_now()
            self._connection.close()

    def _roll_back(self) -> None:
        self._book.cache.forget()
        self._book.projection.index.forget()
        self._book.erased_any = False
        self._salts.roll_back()
        if self._driver.in_transaction:
            self._driver.execute("ROLLBACK")
        self._meta = dict(self._driver.execute("SELECT name, value FROM meta").fetchall())
        self._book.notes.catch_up(self._noted()[1])

    def _introduce(self) -> None:
        with self.unit():
            self._write_meta(workspace=new_id(), device=new_id(), noted="0 0")

    def _write_meta(self, **values: str) -> None:
        for name, value in values.items():
            self._driver.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
            self._meta[name] = value

    def _noted(self) -> tuple[int, int]:
        """Return the number of this device's last change, and its place in the log, as they were noted."""
        dseq, sequence = self._meta.get("noted", "0 0").split()
        return int(dseq), int(sequence)

    def _last_dseq(self) -> int:
        """Count from the note, so that opening does not read the log."""
        dseq, sequence = self._noted()
        query = "SELECT max(dseq) FROM change WHERE seq > ? AND device = ?"
        found = self._driver.execute(query, (sequence, self._meta.get("device"))).fetchone()
        return max(dseq, found[0] or 0)

    def _write_notes(self) -> None:
        """Bring sums and index up to date, unless another thread is writing just now."""
        if self._book.notes.recent and not self.read_only and self._writing.acquire(blocking=False):
            try:
                if not self._connection.closed and not self._driver.in_transaction:
                    with self.unit() as unit:
                        unit.note()
            finally:
                self._writing.release()


def open_workspace(
    connect: Callable[[], Any],
    folder: Path,
    clock: Callable[[], datetime],
    *,
    read_only: bool = False,
) -> Workspace:
    """Open the records of a workspace over keyed connections, bringing an older database up to date.

    A new database gets its tables. Raises ProblemError `workspace.newer` for one of a newer Greenfield and
    then touches nothing, `workspace.older` and `workspace.empty` where it may only read, and what
    `name_database_failure` names.
    """
    gate = WriteGate()
    engine = make_engine(connect, gate, read_only=read_only)
    with named_failures(folder), ExitStack() as to_close:
        to_close.callback(engine.dispose)
        bring_up_to_date(engine, gate, folder, read_only=read_only)
        connection = to_close.enter_context(engine.connect())
        workspace = Workspace(connection, gate, folder, clock, read_only=read_only)
        to_close.pop_all()
    return workspace
