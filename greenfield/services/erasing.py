"""Removing a company, a visit or any other record for good, with all that hangs on it."""

from greenfield.base.problem import fail
from greenfield.services.sync.connecting import link_of, may_erase
from greenfield.store.reading.belonging import all_below
from greenfield.store.workspace import Workspace


def erased_with(workspace: Workspace, record: str) -> int:
    """Return how many records go for good with this one, itself included. Raises `sync.erase`."""
    link = link_of(workspace)
    if link is not None and not may_erase(link):
        raise fail("sync.erase", record, organisation=link.organisation_name)
    with workspace.read() as connection:
        return len(all_below(connection, record))


def erase_for_good(workspace: Workspace, record: str) -> int:
    """Remove a record and all that hangs on it, here and wherever this gets to; nobody can take it back. Returns how many.

    Raises `sync.erase` before anything is touched where the workspace belongs to an organisation whose administrator
    this is not: the hub would refuse it, and the sides would differ. Raises `record.unknown`, `record.erased`.
    """
    count = erased_with(workspace, record)
    with workspace.unit() as unit:
        unit.erase(record)
    return count
