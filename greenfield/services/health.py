"""Looking after a workspace: finding damage, and building its tables again from the log."""

from greenfield.base.problem import Problem, ProblemError
from greenfield.store.check import check, check_pages
from greenfield.store.rebuild import rebuild
from greenfield.store.workspace import Workspace


def examine(workspace: Workspace) -> list[Problem]:
    """Return everything that is wrong with a workspace; changes nothing, reads all of it."""
    return check(workspace)


def rebuild_tables(workspace: Workspace) -> int:
    """Drop tables and search index, build them again from the log, and return how many changes it has.

    Raises ProblemError `doctor.page` where pages are damaged: building on them could lose what is left.
    """
    damage = check_pages(workspace)
    if damage:
        raise ProblemError(*damage)
    return rebuild(workspace)
