"""Toolkits that a visit may use: those that come with the program, and those that a workspace keeps."""

from collections.abc import Iterator

from greenfield.base import resources
from greenfield.base.problem import ProblemError, fail
from greenfield.store.reading.plan import all_of
from greenfield.store.unit import Unit
from greenfield.store.workspace import Workspace
from greenfield.toolkit.package import SUFFIX, sha256_of
from greenfield.toolkit.toolkit import Toolkit, open_toolkit


def shipped_packages() -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each package that comes with the program, in the order of their names."""
    for path in sorted(resources.built("packages").glob(f"*{SUFFIX}")):
        yield path.name, path.read_bytes()


def shipped_toolkit(identifier: str) -> tuple[bytes, Toolkit]:
    """Return a toolkit that comes with the program, with its package; `toolkit.unknown` if there is none."""
    for name, content in shipped_packages():
        toolkit = open_toolkit(content, name)
        if toolkit.manifest.id == identifier:
            return content, toolkit
    raise fail("toolkit.unknown", identifier)


def find_toolkit(workspace: Workspace, identifier: str) -> tuple[bytes, Toolkit]:
    """Return the toolkit of an id (`quick-scan`) with its package: one that the workspace keeps, else the program's.

    Of several versions that are kept, the one that was installed last. Raises ProblemError `toolkit.unknown`.
    """
    with workspace.read() as connection:
        kept = [one for one in all_of(connection, "package") if one.text("identifier") == identifier]
    for one in reversed(kept):
        if any(one.text("blob") == sha256_of(content) for _, content in shipped_packages()):
            continue
        content = workspace.blob(one.text("blob"))
        return content, open_toolkit(content, identifier)
    return shipped_toolkit(identifier)


def toolkit_of(workspace: Workspace, sha256: str) -> Toolkit:
    """Return the toolkit that a visit pins, from the workspace; `toolkit.unknown` if it is not there.

    An update of the program never changes which one this is.
    """
    try:
        content = workspace.blob(sha256)
    except ProblemError as error:
        raise fail("toolkit.unknown", sha256) from error
    return open_toolkit(content, sha256)


def keep_toolkit(unit: Unit, content: bytes, toolkit: Toolkit) -> None:
    """Keep a package in the workspace, once."""
    if any(kept.text("blob") == toolkit.sha256 for kept in all_of(unit.connection, "package")):
        return
    manifest = toolkit.manifest
    blob = unit.put_blob(content)
    unit.create(
        "package",
        {
            "identifier": manifest.id,
            "version": manifest.version,
            "type": manifest.kind,
            "publisher": manifest.publisher,
            "licence": manifest.licence,
            "title": toolkit.title("en"),
            "blob": blob,
        },
        blobs=[blob],
    )
