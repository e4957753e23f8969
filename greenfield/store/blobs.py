"""Files by their SHA-256, in pieces; nobody sees one before all of it is here and its hash was compared."""

import hashlib
from collections.abc import Iterable
from typing import Any, Final

from greenfield.base.problem import fail

CHUNK_BYTES: Final = 256 * 1024


def put_blob(connection: Any, content: bytes) -> str:
    """Keep a whole file and return its SHA-256; a file that is here already is not written again."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not has_blob(connection, sha256):
        # a part that was fetched of it stays no part of the whole
        connection.execute("DELETE FROM blob WHERE sha256 = ?", (sha256,))
        begin_blob(connection, sha256, len(content))
        for at in range(0, len(content), CHUNK_BYTES):
            put_chunk(connection, sha256, at // CHUNK_BYTES, content[at : at + CHUNK_BYTES])
        complete_blob(connection, sha256)
    return sha256


def has_blob(connection: Any, sha256: str) -> bool:
    """Tell whether a file is here, whole and verified."""
    query = "SELECT 1 FROM blob WHERE sha256 = ? AND complete = 1"
    return connection.execute(query, (sha256,)).fetchone() is not None


def begin_blob(connection: Any, sha256: str, size: int) -> None:
    """Make room for a file that arrives in pieces; what arrived of it before stays."""
    connection.execute(
        "INSERT INTO blob (sha256, size, complete) VALUES (?, ?, 0) ON CONFLICT DO NOTHING", (sha256, size)
    )


def put_chunk(connection: Any, sha256: str, position: int, content: bytes) -> None:
    """Keep one piece; `position` counts pieces of CHUNK_BYTES, of which only the last may be shorter."""
    connection.execute("INSERT OR REPLACE INTO blob_chunk VALUES (?, ?, ?)", (sha256, position, content))


def complete_blob(connection: Any, sha256: str) -> bool:
    """Make a file visible after comparing its hash; False if it is another file, and then its pieces go."""
    digest = hashlib.sha256()
    for (content,) in _chunks(connection, sha256):
        digest.update(content)
    if digest.hexdigest() != sha256:
        connection.execute("DELETE FROM blob WHERE sha256 = ?", (sha256,))
        return False
    connection.execute("UPDATE blob SET complete = 1 WHERE sha256 = ?", (sha256,))
    return True


def read_blob(connection: Any, sha256: str) -> bytes:
    """Return a file; `blob.unknown` if it is not here or not whole."""
    if not has_blob(connection, sha256):
        raise fail("blob.unknown", sha256)
    return b"".join(content for (content,) in _chunks(connection, sha256))


def drop_blobs(connection: Any, record: str) -> None:
    """Remove the files that only this record used."""
    used = connection.execute("SELECT sha256 FROM blob_use WHERE record = ?", (record,)).fetchall()
    connection.execute("DELETE FROM blob_use WHERE record = ?", (record,))
    drop_unused(connection, (sha256 for (sha256,) in used))


def drop_unused(connection: Any, files: Iterable[str]) -> None:
    """Remove those of some files that no record uses."""
    for sha256 in files:
        connection.execute(
            "DELETE FROM blob WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM blob_use WHERE blob_use.sha256 = blob.sha256)",
            (sha256,),
        )


def size_of(connection: Any, sha256: str) -> tuple[int, int]:
    """Return the size of a file as it was announced, and how much of it is here; twice 0 for an unknown one."""
    found = connection.execute("SELECT size, complete FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    if found is None:
        return 0, 0
    if found[1]:
        return int(found[0]), int(found[0])
    query = "SELECT coalesce(sum(length(content)), 0) FROM blob_chunk WHERE sha256 = ?"
    return int(found[0]), int(connection.execute(query, (sha256,)).fetchone()[0])


def read_part(connection: Any, sha256: str, offset: int, size: int) -> bytes:
    """Return a part of a whole file, shorter at its end; `blob.unknown` if it is not here or not whole."""
    if not has_blob(connection, sha256):
        raise fail("blob.unknown", sha256)
    first = offset // CHUNK_BYTES
    rows = connection.execute(
        "SELECT content FROM blob_chunk WHERE sha256 = ? AND position BETWEEN ? AND ? ORDER BY position",
        (sha256, first, (offset + size) // CHUNK_BYTES),
    )
    begins = offset - first * CHUNK_BYTES
    return b"".join(content for (content,) in rows.fetchall())[begins : begins + size]


def add_part(connection: Any, sha256: str, size: int, offset: int, content: bytes) -> bool:
    """Keep a part of a file of `size` bytes that arrives from its beginning to its end, the last one completes it.

    What does not continue what is here replaces it from its beginning, or is passed over where there is a gap. False if the
    whole turned out to be another file: then what came of it is gone.
    """
    if has_blob(connection, sha256):
        return True
    announced, here = size_of(connection, sha256)
    if offset == 0 and (here or announced != size):
        connection.execute("DELETE FROM blob WHERE sha256 = ?", (sha256,))
        here = 0
    elif offset != here or announced != size:
        return True
    begin_blob(connection, sha256, size)
    at = 0
    while at < len(content):
        position, within = divmod(here + at, CHUNK_BYTES)
        piece = content[at : at + CHUNK_BYTES - within]
        connection.execute(
            "INSERT INTO blob_chunk VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET content = CAST(content || excluded.content AS BLOB)",
            (sha256, position, piece),
        )
        at += len(piece)
    return complete_blob(connection, sha256) if here + len(content) >= size else True


def _chunks(connection: Any, sha256: str) -> Any:
    query = "SELECT content FROM blob_chunk WHERE sha256 = ? ORDER BY position"
    return connection.execute(query, (sha256,))
