"""The rows of a library pack, as its package keeps them."""

from collections.abc import Iterable
from dataclasses import asdict, replace

import msgspec

from greenfield.base.problem import fail
from greenfield.toolkit.package import LIBRARY, Package, unpack
from greenfield.toolkit.toolkit import LibraryItem
from greenfield.toolkit.web_address import is_address

ROWS = "library.json"


def encode_items(items: Iterable[LibraryItem]) -> bytes:
    """Return the rows as JSON in the order of their names; the same rows give the same bytes."""
    rows = [
        asdict(replace(item, row=0, summary=dict(item.summary)))
        for item in sorted(items, key=lambda item: item.name)
    ]
    return msgspec.json.format(msgspec.json.encode(rows), indent=1)


def open_library(content: bytes, name: str) -> tuple[LibraryItem, ...]:
    """Return the resources of a library pack's bytes, as `items_of`; raises also what `unpack` raises."""
    return items_of(unpack(content, name), name)


def items_of(package: Package, name: str) -> tuple[LibraryItem, ...]:
    """Return the resources of a library pack, in the order of their names.

    ProblemError `library.not_one` for a package of another kind, `package.damaged` for rows that are none or
    that name something else than web addresses.
    """
    if package.manifest.kind != LIBRARY:
        raise fail("library.not_one", name, kind=package.manifest.kind)
    try:
        items = msgspec.json.decode(package.members.get(ROWS, b""), type=tuple[LibraryItem, ...])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise fail("package.damaged", name) from error
    addresses = {address for item in items for address in (item.address, item.seen_at) if address}
    if not all(map(is_address, addresses)):
        raise fail("package.damaged", name)
    return items
