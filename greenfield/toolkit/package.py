"""Package files: one zip that never changes, identified by the sha256 of its bytes.

A package holds `manifest.json`, and the members that the manifest names with their sha256. For a
toolkit these are `form.xml` and `sheets.json`, for a library pack `library.json`, for
benchmarks and factors `tables.json`. Making one of the same members gives the same bytes.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import msgspec

from greenfield.base.problem import ProblemError, fail
from greenfield.toolkit.archive import MEGABYTE, open_archive

FORMAT = 1
SUFFIX = ".gfpack"
MANIFEST = "manifest.json"
FORM = "form.xml"
SHEETS = "sheets.json"
TOOLKIT = "toolkit"
LIBRARY = "library"
BENCHMARKS = "benchmarks"
FACTORS = "factors"
"""The kinds of packages that can be installed."""
MEDIA = "media/"
"""What the names of the files begin with that a form reads."""
DAMAGES = frozenset({"package.damaged", "package.not_one", "archive.hostile"})
"""What a package raises that no other version of the program could open either."""
MAX_UNPACKED = 50 * MEGABYTE
_DAMAGES = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a package says about itself; `members` are sha256 by name, `title` texts by language code."""

    format: int
    kind: str
    id: str
    version: str
    publisher: str
    licence: str
    title: dict[str, str]
    languages: list[str]
    members: dict[str, str] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose members were found as its manifest says; `sha256` identifies the file."""

    sha256: str
    manifest: Manifest
    members: Mapping[str, bytes]


def sha256_of(content: bytes) -> str:
    """Return the sha256 of bytes as lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def pack(manifest: Manifest, members: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a package; the same manifest and members give the same bytes.

    Members stand in the order of their names, with a fixed date, and not compressed: two versions of zlib
    would give two sums for one toolkit.
    """
    named = msgspec.structs.replace(
        manifest, members={name: sha256_of(members[name]) for name in sorted(members)}
    )
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in ((MANIFEST, _json(named)), *sorted(members.items())):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # the same on Windows, which would say 0
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_STORED)
    return target.getvalue()


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value, order="sorted"), indent=1)


def unpack(content: bytes, name: str) -> Package:
    """Return a package after all its members were compared with the manifest.

    Raises ProblemError `package.damaged` for half a file, a wrong sum or a missing member,
    `archive.hostile` for what would swell, `package.newer` for a later format, `package.not_one` for a
    zip file that is no package.
    """
    try:
        with open_archive(content, name, limit=MAX_UNPACKED) as archive:
            members = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except ProblemError as error:
        if error.code == "archive.damaged":
            raise fail("package.damaged", name) from error
        raise
    except _DAMAGES as error:
        raise fail("package.damaged", name) from error
    manifest = _manifest(members.pop(MANIFEST, b""), name)
    sums = {member: sha256_of(found) for member, found in members.items()}
    if sums != manifest.members:
        raise fail("package.damaged", name)
    return Package(sha256_of(content), manifest, members)


def _manifest(content: bytes, name: str) -> Manifest:
    try:
        version = msgspec.json.decode(content, type=_FormatOnly).format
        if version > FORMAT:
            raise fail("package.newer", name, format=version, known=FORMAT)
        return msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise fail("package.not_one", name) from error


class _FormatOnly(msgspec.Struct):
    format: int
