"""A package as a newer program makes it."""

from greenfield.toolkit.package import Manifest, pack

NEWER = pack(
    Manifest(format=2, kind="x", id="own", version="1", publisher="A", licence="B", title={}, languages=[]),
    {},
)
