"""What a failure of the database means for a person, and finding damage page by page."""

import re
from pathlib import Path

from greenfield.base.problem import ProblemError, fail
from greenfield.vault import driver
from greenfield.vault.driver import Connection

_NUMBER = re.compile(r"page (\d+)$")
# SQLite locks bytes at 1 GiB and never writes the page they are in.
_LOCK_PAGE = 2**30 // driver.PAGE_SIZE + 1
_PROBLEMS = {
    driver.FULL: "workspace.disk_full",
    driver.READ_ONLY: "workspace.read_only",
    driver.CORRUPT: "workspace.database_damaged",
    driver.NOT_A_DATABASE: "workspace.database_damaged",
    driver.IO_ERROR: "workspace.disk_failed",
    driver.CANNOT_OPEN: "workspace.database_unreadable",
    driver.BUSY: "workspace.busy",
}


def name_database_failure(error: Exception, folder: Path) -> ProblemError | None:
    """Return the problem that an error of the driver is, or None if it is a bug of the program.

    The transaction in which it happened has to be rolled back; what was committed before is safe.
    """
    code = _PROBLEMS.get(driver.error_code(error))
    return fail(code, str(folder)) if code else None


def damaged_pages(connection: Connection) -> frozenset[int]:
    """Return the numbers of the pages in `data.db` whose authentication code is wrong.

    Use the connection for nothing else afterwards: SQLCipher keeps the error in it.
    """
    rows = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    numbers = (_NUMBER.search(str(row[0])) for row in rows)
    return frozenset(int(found[1]) if found else 0 for found in numbers) - {_LOCK_PAGE}


def find_damage(connection: Connection) -> list[str]:
    """Return what is wrong with a database, read whole; empty if all is well.

    Checks the authentication code of every page, then SQLite's own structure with indexes and rows. Reading
    alone is no check: SQLCipher may give a damaged page as zeros, without an error. Use the connection for
    nothing else afterwards.
    """
    try:
        if pages := damaged_pages(connection):
            return [f"page {number}" for number in sorted(pages)]
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check").fetchall()]
    except driver.DatabaseError as error:
        return [str(error)]
    return [line for line in found if line != "ok"]
