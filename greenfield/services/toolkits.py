"""Toolkits that a visit may use: those that come with the program, and those that a workspace keeps."""

from collections.abc import Iterator
from contextlib import suppress

from greenfield.base import resources
from greenfield.base.problem import ProblemError, fail
from greenfield.store.connecting import driver_of
from greenfield.store.reading.plan import all_of
from greenfield.store.syncing.files import missing_of
from greenfield.store.unit import Unit
from greenfield.store.workspace import Workspace
from greenfield.toolkit.package import SUFFIX, TOOLKIT, Manifest, Package, unpack
from greenfield.toolkit.toolkit import Toolkit, open_toolkit, said
from greenfield.toolkit.versions import version_key

_FOR_ANY_FACTORY = ("quick-scan", "walk-through")


def shipped_packages() -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each package that comes with the program, in the order of their names."""
    for path in sorted(resources.built("packages").glob(f"*{SUFFIX}")):
        yield path.name, path.read_bytes()


def shipped_toolkit(identifier: str) -> tuple[bytes, Toolkit]:
    """Return a toolkit that comes with the program, with its package; `toolkit.unknown` if there is none.

    Of several versions, the highest.
    """
    found = highest_shipped(identifier)
    if found is None:
        raise fail("toolkit.unknown", identifier)
    content, package = found
    return content, open_toolkit(content, package.manifest.id)


def find_toolkit(workspace: Workspace, identifier: str) -> tuple[bytes, Toolkit]:
    """Return the toolkit of an id (`quick-scan`) with its package, for a new visit; `toolkit.unknown` without one.

    The highest version that can be opened wins among what the program ships and what the workspace keeps, the
    program's if both have the same. So a version that is kept because an earlier visit pins it never comes before a
    newer one of the program, and one that a person installed counts as long as the program has no higher one. One
    that somebody with a newer program shared, or whose file has not come yet, keeps nobody from working: only where
    there is no other, what it lacks is raised.
    """
    with workspace.read() as connection:
        kept = [
            one
            for one in all_of(connection, "package")
            if one.text("identifier") == identifier and one.text("type") == TOOLKIT
        ]
    shipped = highest_shipped(identifier)
    least = version_key(shipped[1].manifest.version) if shipped else None
    problem = None
    for one in sorted(kept, key=lambda one: version_key(one.text("version")))[::-1]:
        if least is not None and version_key(one.text("version")) <= least:
            break
        try:
            content = workspace.blob(one.text("blob"))
            return content, open_toolkit(content, identifier)
        except ProblemError as error:
            problem = problem or error
    if shipped is None and problem is not None:
        raise problem
    return shipped_toolkit(identifier)


def offered_toolkits(workspace: Workspace) -> list[Toolkit]:
    """Return the toolkits that a new visit may use, each id once, as `find_toolkit` would choose it.

    Those for any factory come first, then the program's others, then those of the workspace that can be opened.
    """
    with workspace.read() as connection:
        kept = [one for one in all_of(connection, "package") if one.text("type") == TOOLKIT]
    shipped = [unpack(content, name).manifest for name, content in shipped_packages()]
    ours = {one.id for one in shipped if one.kind == TOOLKIT}
    identifiers = dict.fromkeys((*(one for one in _FOR_ANY_FACTORY if one in ours), *sorted(ours)))
    identifiers |= {one.text("identifier"): None for one in kept}
    offered = []
    for identifier in identifiers:
        with suppress(
            ProblemError
        ):  # all that there is of it is newer than this program, or has not come yet
            offered.append(find_toolkit(workspace, identifier)[1])
    return offered


def toolkit_of(workspace: Workspace, sha256: str) -> Toolkit:
    """Return the toolkit that a visit pins, from the workspace; `toolkit.unknown` if it is not there.

    `toolkit.not_fetched` where it waits at the hub.

    An update of the program never changes which one this is.
    """
    try:
        content = workspace.blob(sha256)
    except ProblemError as error:
        if error.code != "blob.unknown":
            raise
        with workspace.read() as connection:
            kept = [one.id for one in all_of(connection, "package") if one.text("blob") == sha256]
            is_coming = bool(missing_of(driver_of(connection), kept))
        code = "toolkit.not_fetched" if is_coming else "toolkit.damaged" if kept else "toolkit.unknown"
        raise fail(code, sha256[:12]) from error
    return open_toolkit(content, sha256)


def keep_toolkit(unit: Unit, content: bytes, toolkit: Toolkit) -> None:
    """Keep a toolkit's package in the workspace, once; raises as `keep_package` does."""
    keep_package(unit, content, toolkit.manifest, toolkit.sha256)


def keep_package(unit: Unit, content: bytes, manifest: Manifest, sha256: str) -> None:
    """Keep a package of any kind in the workspace, once.

    Raises ProblemError `package.version_taken` if the workspace or the program has the same version with other
    bytes. What the program itself ships is always kept: a visit never fails for a package of the same name.
    """
    kept = all_of(unit.connection, "package")
    if any(one.text("blob") == sha256 for one in kept):
        return
    shipped = [unpack(found, name) for name, found in shipped_packages()]
    taken = {(one.text("identifier"), one.text("version")) for one in kept}
    taken |= {(package.manifest.id, package.manifest.version) for package in shipped}
    is_shipped = any(package.sha256 == sha256 for package in shipped)
    if not is_shipped and (manifest.id, manifest.version) in taken:
        raise fail("package.version_taken", f"{manifest.id} {manifest.version}")
    blob = unit.put_blob(content)
    unit.create(
        "package",
        {
            "identifier": manifest.id,
            "version": manifest.version,
            "type": manifest.kind,
            "publisher": manifest.publisher,
            "licence": manifest.licence,
            "title": said(manifest.title, "en"),
            "blob": blob,
        },
        blobs=[blob],
    )


def highest_shipped(identifier: str) -> tuple[bytes, Package] | None:
    """Return bytes and content of the highest version of a toolkit that comes with the program, None without one."""
    packages = [(content, unpack(content, name)) for name, content in shipped_packages()]
    fitting = [
        found
        for found in packages
        if found[1].manifest.id == identifier and found[1].manifest.kind == TOOLKIT
    ]
    return max(fitting, key=lambda found: version_key(found[1].manifest.version), default=None)
