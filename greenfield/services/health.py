"""Looking after a workspace: finding damage, and building its tables again from the log."""

from greenfield.base.problem import Problem
from greenfield.store.check import check
from greenfield.store.rebuild import rebuild
from greenfield.store.workspace import Workspace


def examine(workspace: Workspace) -> list[Problem]:
    """Return everything that is wrong with a workspace; changes nothing, reads all of it."""
    return check(workspace)


def rebuild_tables(workspace: Workspace) -> int:
    """Drop tables and search index, build them again from the log, and return how many changes it has."""
    return rebuild(workspace)
