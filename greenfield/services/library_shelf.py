"""Where resources stand: the library packs and toolkits of the program, and the library packs of a workspace."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from greenfield.base import resources
from greenfield.base.places import plain
from greenfield.base.problem import ProblemError
from greenfield.store.reading.plan import all_of
from greenfield.store.workspace import Workspace
from greenfield.toolkit.library_pack import items_of
from greenfield.toolkit.package import LIBRARY, SHEETS, SUFFIX, unpack
from greenfield.toolkit.stored import decode_sheets
from greenfield.toolkit.toolkit import LibraryItem, library_items

_PACKS = 16


@dataclass(frozen=True, eq=False)
class Pack:
    """The resources of one package, whose name is `quick-scan 1.0.0` say; two packs are never equal."""

    package: str
    is_library: bool
    items: tuple[LibraryItem, ...]


def packs(workspace: Workspace | None = None) -> tuple[Pack, ...]:
    """Return all packs: libraries before toolkits, those of the program before those of a workspace.

    A package is decoded when it is first asked for, and again only when its file has changed.
    """
    folder = resources.built("packages")
    paths = sorted(folder.glob(f"*{SUFFIX}"))
    shipped = [_shipped(path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths]
    kept = list(_kept(workspace)) if workspace is not None else []
    return tuple(sorted((*shipped, *kept), key=lambda pack: not pack.is_library))


def each_once(found: Iterable[Pack]) -> list[tuple[Pack, LibraryItem]]:
    """Return the resources of packs, of equal addresses (or titles, where one has none) the first."""
    once: dict[tuple[str, str], tuple[Pack, LibraryItem]] = {}
    for pack in found:
        for item in pack.items:
            once.setdefault(_identity(item), (pack, item))
    return list(once.values())


def _identity(item: LibraryItem) -> tuple[str, str]:
    if item.address:
        return "", item.address.partition("://")[2].removeprefix("www.").rstrip("/")
    return plain(item.title), plain(item.publisher)


@lru_cache(maxsize=_PACKS)
def _shipped(path: Path, changed: int, size: int) -> Pack:
    del changed, size  # they tell one state of the file from another
    return _opened(path.read_bytes(), path.name)


@lru_cache(maxsize=_PACKS)
def _opened(content: bytes, name: str) -> Pack:
    package = unpack(content, name)
    manifest = package.manifest
    is_library = manifest.kind == LIBRARY
    items = (
        items_of(package, name)
        if is_library
        else library_items(decode_sheets(package.members.get(SHEETS, b"{}"), name))
    )
    return Pack(f"{manifest.id} {manifest.version}", is_library, items)


def _kept(workspace: Workspace) -> Iterator[Pack]:
    with workspace.read() as connection:
        blobs = [one.text("blob") for one in all_of(connection, "package") if one.text("type") == LIBRARY]
    for blob in blobs:
        with suppress(ProblemError):  # `unopened_packages` tells why
            yield _opened(workspace.blob(blob), blob)
