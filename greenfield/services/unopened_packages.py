"""Packages that a workspace keeps and that do not open here: their file has not come yet, they are newer, or damaged."""

from collections.abc import Collection

from greenfield.base.problem import Place, Problem, ProblemError, Severity
from greenfield.services.own_tables import TABLE_KINDS
from greenfield.store.reading.plan import all_of
from greenfield.store.workspace import Workspace
from greenfield.toolkit.library_pack import open_library
from greenfield.toolkit.package import DAMAGES, LIBRARY, TOOLKIT, unpack
from greenfield.toolkit.table_pack import tables_of
from greenfield.toolkit.toolkit import open_toolkit
from greenfield.toolkit.versions import version_key

_KINDS = frozenset({TOOLKIT, LIBRARY}) | TABLE_KINDS


def unopened_packages(workspace: Workspace, kinds: Collection[str] = ()) -> list[Problem]:
    """Return a warning for each package, or those of some kinds, that does not open here.

    `package.not_fetched`, `package.needs_newer` or `package.cannot_open`.

    Nothing of it is lost, and nobody is kept from working; but what it holds is left out. None is told of where a higher version
    opens, unless visits may hold on to this one, as they do to a toolkit.
    """
    with workspace.read() as connection:
        kept = [one for one in all_of(connection, "package") if not kinds or one.text("type") in kinds]
    found, opened = [], set()
    for one in sorted(kept, key=lambda one: version_key(one.text("version")), reverse=True):
        kind, name = one.text("type"), one.text("identifier")
        if kind != TOOLKIT and (kind, name) in opened:
            continue
        code = _fault(workspace, one.text("blob"), kind, name)
        if not code:
            opened.add((kind, name))
        else:
            values = {"package": one.text("title") or name, "version": one.text("version")}
            found.append(Problem(code, Place(name), values, Severity.WARNING))
    return found


def _fault(workspace: Workspace, blob: str, kind: str, name: str) -> str:
    """Return why a package does not open, or nothing."""
    try:
        _open(workspace.blob(blob), kind, name)
    except ProblemError as error:
        if error.code == "blob.unknown":
            return "package.not_fetched"
        return "package.cannot_open" if error.code in DAMAGES else "package.needs_newer"
    return "" if kind in _KINDS else "package.needs_newer"


def _open(content: bytes, kind: str, name: str) -> None:
    if kind == TOOLKIT:
        open_toolkit(content, name)
    elif kind == LIBRARY:
        open_library(content, name)
    elif kind in TABLE_KINDS:
        tables_of(unpack(content, name), name)
