"""Finds the record and field that a person names in the command line."""

from collections.abc import Iterable

from greenfield.base.problem import fail
from greenfield.store.reading.recorded import Recorded, count_changes, fields_of, records_beginning
from greenfield.store.workspace import Workspace

_SEVERAL = 2


def record_named(workspace: Workspace, beginning: str) -> Recorded:
    """Return the one record whose id begins so, also an erased one. Raises ProblemError `sync.which_record`."""
    with workspace.read() as connection:
        found = records_beginning(connection, beginning.lower(), _SEVERAL) if beginning else []
    if len(found) != 1:
        raise fail("sync.which_record", beginning)
    return found[0]


def fields_with_values(workspace: Workspace, record: str) -> dict[str, int]:
    """Return the fields that a record ever had, with how many values each had."""
    with workspace.read() as connection:
        return fields_of(connection, record)


def changes_left(workspace: Workspace, record: str) -> int:
    """Return how many changes of a record are known, also of an erased one, without their content."""
    with workspace.read() as connection:
        return count_changes(connection, record)


def field_named(record: str, typed: str, fields: Iterable[str]) -> str:
    """Return which of a record's fields is meant: by its whole name, or a question by the last part of its path.

    Raises ProblemError `sync.no_field`.
    """
    known = list(fields)
    if typed in known:
        return typed
    ending = [name for name in known if name.endswith(f"/{typed}")]
    if len(ending) != 1:
        raise fail("sync.no_field", record[:8], field=typed)
    return ending[0]
