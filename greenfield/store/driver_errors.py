"""The one place where the store's errors of the database driver become problems that a person understands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from greenfield.base.problem import ProblemError
from greenfield.vault import driver
from greenfield.vault.damage import name_database_failure


def as_problem(error: BaseException, folder: Path) -> ProblemError | None:
    """Return what `name_database_failure` makes of an error of the driver (`workspace.disk_full`, ...).

    None for any other error.
    """
    origin = error.orig if isinstance(error, DBAPIError) else error
    return name_database_failure(origin, folder) if isinstance(origin, driver.DatabaseError) else None


@contextmanager
def named_failures(folder: Path) -> Iterator[None]:
    """Turn errors of the driver inside into problems, as `as_problem` does."""
    try:
        yield
    except (driver.DatabaseError, DBAPIError) as error:
        problem = as_problem(error, folder)
        if problem is None:
            raise
        raise problem from error
