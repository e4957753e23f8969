"""What `doctor` looks at: every page, every change, and whether all tables follow from the log."""

import hashlib
from typing import Any, Final

from sqlalchemy import select

from greenfield.base.problem import Place, Problem, ProblemError
from greenfield.records.change import Change, hash_of
from greenfield.store.driver_errors import named_failures
from greenfield.store.projected_tables import PROJECTED
from greenfield.store.rebuild import read_log, rebuild_rows
from greenfield.store.tables import record
from greenfield.store.workspace import Workspace
from greenfield.vault.damage import find_damage

_FOLLOWING: Final = (
    "change_id",
    "record",
    "hanging",
    "blob_use",
    *(table.name for table in PROJECTED.values()),
)
# whether entries are written or read from the only change of a record is nobody's business
_RECORDS = str(select(*(each for each in record.c if each is not record.c.alone)).order_by(record.c.id))
_ENTRIES = "SELECT * FROM any_entry ORDER BY 1, 2, 3"
_SEARCHED = """
    SELECT search_entry.record, search_entry.field, words.term, words.offset
    FROM temp.words JOIN search_entry ON search_entry.id = words.doc ORDER BY 1, 2, 4, 3
"""


def check(workspace: Workspace) -> list[Problem]:
    """Return everything that is wrong in a workspace, `doctor.*`; changes nothing, takes time."""
    problems = check_pages(workspace)
    if problems:
        return problems
    connection = workspace.writing_connection
    with named_failures(workspace.folder):
        problems += [
            Problem("doctor.link", Place(str(row[0])))
            for row in connection.execute("PRAGMA foreign_key_check").fetchall()
        ]
        problems += _damaged_changes(connection)
        if not problems:
            problems += [Problem("doctor.rows", Place(name)) for name in _astray(workspace)]
    return problems


def check_pages(workspace: Workspace) -> list[Problem]:
    """Return the damaged pages of a workspace, `doctor.page`."""
    with named_failures(workspace.folder):
        found = find_damage(workspace.writing_connection)
    return [Problem("doctor.page", Place(), {"reason": line}) for line in found]


def _fingerprints(connection: Any) -> dict[str, str]:
    """Return a hash of the rows of each table that follows from the log, and of the search index."""
    connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, 'instance')")
    try:
        queries = {name: f"SELECT * FROM {name} ORDER BY 1, 2" for name in _FOLLOWING}  # noqa: S608  our own names
        queries |= {"record": _RECORDS, "entry": _ENTRIES, "search": _SEARCHED}
        return {name: _hash_rows(connection.execute(query)) for name, query in queries.items()}
    finally:
        connection.execute("DROP TABLE temp.words")


def _hash_rows(rows: Any) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode())
    return digest.hexdigest()


def _damaged_changes(connection: Any) -> list[Problem]:
    found = []
    try:
        for _sequence, change in read_log(connection):
            if isinstance(change, Change) and hash_of(change) != change.hash:
                found.append(Problem("doctor.hash", Place(change.cid)))
    except ProblemError as error:
        found.append(Problem("doctor.hash", error.problems[0].place))
    return found


def _astray(workspace: Workspace) -> list[str]:
    connection = workspace.writing_connection
    with workspace.unit() as unit:
        unit.note()
        unit.undo()
        before = _fingerprints(connection)
        rebuild_rows(connection)
        after = _fingerprints(connection)
    return [name for name, value in before.items() if after[name] != value]
