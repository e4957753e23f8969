"""Opening a zip file that a stranger may have made: refused before it is unpacked when it would swell."""

import zipfile
from io import BytesIO

from greenfield.base.problem import fail

MEGABYTE = 1024 * 1024
MANY_MEGABYTES = 100 * MEGABYTE
MAX_MEMBERS = 2_000
MAX_RATIO = 300
_SMALL = 4 * MEGABYTE  # below this a high ratio is harmless: empty sheets compress well


def open_archive(content: bytes, name: str, *, limit: int) -> zipfile.ZipFile:
    """Return the archive in `content` if its members together stay under `limit` bytes.

    Python reads no more of a member than the size that its directory states, so a member that lies about
    its size is cut off and fails its checksum. Raises ProblemError `archive.damaged` for what is no whole
    zip file, `archive.hostile` for too many or too large members, encrypted ones, or names that leave
    the archive.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise fail("archive.damaged", name) from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    swells = unpacked > _SMALL and unpacked > MAX_RATIO * max(packed, 1)
    strange = any(
        entry.flag_bits & 1 or entry.filename.startswith("/") or ".." in entry.filename.split("/")
        for entry in entries
    )
    if unpacked > limit or swells or strange or len(entries) > MAX_MEMBERS:
        raise fail("archive.hostile", name)
    return archive
