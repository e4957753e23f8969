"""Which files wait to be sent or fetched, and in which order; a company that permits no photos keeps its own.

`refused` of a row is 0 for a file that waits, 1 for one that the hub did not give or take, 2 for a photo that no company above
permits: it is looked at again when a change may have made a difference to it, and not with each sync.
"""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import msgspec

from greenfield.records.change import DELETED, AnyChange, Change, ErasedChange, decode_body
from greenfield.records.kinds import KINDS, FieldType, files_named
from greenfield.records.scopes import NARROWEST_FIRST, PhotoPermission, permits_photos
from greenfield.store import blobs

SMALL: Final = 64 * 1024
_LARGEST: Final = 256 * 1024 * 1024
"""No file is larger (`greenfield.sync.device.fetching_files`): a record that says so is not believed."""
OUT, IN = "out", "in"
_FIRST_KINDS = frozenset({"package", "signature"})
_WITH_FILES = frozenset(name for name, kind in KINDS.items() if FieldType.BLOB in kind.fields.values())
_PERMITTING = tuple(
    each for each in NARROWEST_FIRST["photos"] if permits_photos(each, PhotoPermission.INTERNAL)
)

_GUARDING = frozenset(NARROWEST_FIRST)
_GUARDING_NAMES = tuple(f'"{name}"'.encode() for name in sorted(_GUARDING))
_GUARDED = frozenset(name for name, kind in KINDS.items() if not _GUARDING.isdisjoint(kind.fields))

_PERMITTED, _FORBIDDEN = 0, 2
_LOOK_AGAIN = """
    WITH RECURSIVE below (id) AS (
        SELECT :record UNION SELECT hanging.record FROM hanging JOIN below ON hanging.owner = below.id )
    UPDATE sync_file SET refused = 0 WHERE way = 'out' AND refused = 2
        AND sha256 IN (SELECT blob_use.sha256 FROM below JOIN blob_use ON blob_use.record = below.id)
"""
_OWNERS = """
    WITH RECURSIVE above (id) AS (
        SELECT owner FROM hanging WHERE record = :record
        UNION SELECT owner FROM hanging JOIN above ON hanging.record = above.id )
    SELECT company.photos FROM above JOIN company ON company.id = above.id
"""
# `sync_left` is the device that this one was before (services.sync.connecting)
_NAMED_HERE = """
    SELECT 1 FROM any_entry JOIN change ON change.seq = any_entry.seq
    WHERE any_entry.record = ? AND instr(change.body, ?)
        AND change.device IN (SELECT substr(value, 1, 32) FROM meta WHERE name IN ('device', 'sync_left')) LIMIT 1
"""
_TO_SEND = """
    SELECT sync_file.sha256, blob.size, sync_file.small FROM sync_file JOIN blob ON blob.sha256 = sync_file.sha256
    WHERE way = 'out' AND refused = 0 AND complete = 1 ORDER BY small DESC, blob.size, sync_file.sha256
"""
_TO_FETCH = """
    SELECT sync_file.sha256, small FROM sync_file LEFT JOIN blob ON blob.sha256 = sync_file.sha256
    WHERE way = 'in' AND refused = 0 AND coalesce(complete, 0) = 0
        AND EXISTS (SELECT 1 FROM blob_use WHERE blob_use.sha256 = sync_file.sha256)
    ORDER BY small DESC, blob.sha256 IS NULL, sync_file.sha256
"""


class _Fields(msgspec.Struct):
    fields: dict[str, msgspec.Raw]


class Task(NamedTuple):
    """A file under way; `size` 0 while it is not known."""

    sha256: str
    size: int
    done: int
    small: bool


def note_sent(connection: Any, bodies: Iterable[tuple[str, str, bytes]]) -> None:
    """Note the files that changes name, by record, kind and body, which the hub took a moment ago."""
    permits, has_forbidden = False, _has_forbidden(connection)
    for record, kind, body in bodies:
        if has_forbidden and not _decisive(kind).isdisjoint(msgspec.json.decode(body, type=_Fields).fields):
            connection.execute(_LOOK_AGAIN, {"record": record})
        if not permits and kind in _GUARDED and any(name in body for name in _GUARDING_NAMES):
            permits = not _GUARDING.isdisjoint(msgspec.json.decode(body, type=_Fields).fields)
        if kind in _WITH_FILES or b'"blobs"' in body:
            nobody = ErasedChange("", "", "", 0, kind, "", "")
            for sha256 in files_named(decode_body(nobody, body)):
                size, _ = blobs.size_of(connection, sha256)
                permitted = may_be_sent(connection, sha256)
                small = 0 < size <= SMALL or kind in _FIRST_KINDS
                _note(connection, OUT, sha256, small=small, permitted=permitted)
    if permits:
        ask_again(connection)


def offer_all(connection: Any) -> None:
    """Note every file that is here, since a restored hub may lack any of them."""
    query = (
        "INSERT OR IGNORE INTO sync_file SELECT 'out', blob.sha256, max(blob.size <= ? OR kind IN ('package', 'signature')), 0"
        " FROM blob JOIN blob_use ON blob_use.sha256 = blob.sha256 JOIN record ON record.id = blob_use.record"
        " WHERE complete = 1 GROUP BY blob.sha256"
    )
    connection.execute(query, (SMALL,))
    waiting = connection.execute(f"SELECT sha256 FROM ({_TO_SEND})").fetchall()  # noqa: S608  our own text
    forbid(connection, (sha256 for (sha256,) in waiting))


def note_wanted(connection: Any, changes: Iterable[AnyChange]) -> None:
    """Note the files of pulled changes that are not here."""
    permits, has_forbidden = False, _has_forbidden(connection)
    for change in changes:
        if not isinstance(change, Change):
            continue
        if has_forbidden and not _decisive(change.kind).isdisjoint(change.fields):
            connection.execute(_LOOK_AGAIN, {"record": change.record})
        permits = permits or not change.fields.keys().isdisjoint(_GUARDING)
        for sha256 in files_named(change):
            if not blobs.has_blob(connection, sha256):
                _note(connection, IN, sha256, small=_goes_first(change, sha256))
    if permits:
        ask_again(connection)


def ask_again(connection: Any) -> None:
    """Offer and ask again for what the hub refused: permissions have changed."""
    connection.execute("UPDATE sync_file SET refused = 0 WHERE refused = 1")


def to_send(connection: Any, limit: int) -> tuple[list[Task], list[str]]:
    """Return files to be sent, and those that came before them and may not be any more (`forbid` notes them).

    Files of attachments may be sent only where every company above permits photos.
    """
    found: list[Task] = []
    forbidden: list[str] = []
    for sha256, size, small in connection.execute(_TO_SEND):
        if not may_be_sent(connection, sha256):
            forbidden.append(sha256)
            continue
        found.append(Task(sha256, size, 0, bool(small)))
        if len(found) == limit:
            break
    return found, forbidden


def forbid(connection: Any, files: Iterable[str]) -> None:
    """Pass over those of some files that may not be sent, until a change may have made a difference to them."""
    for sha256 in files:
        if not may_be_sent(connection, sha256):
            _set_refused(connection, OUT, sha256, _FORBIDDEN)


def to_fetch(connection: Any, limit: int) -> list[Task]:
    """Return files to be fetched, small ones first, then those of which a part is here."""
    rows = connection.execute(f"{_TO_FETCH} LIMIT ?", (limit,)).fetchall()
    return [Task(sha256, *blobs.size_of(connection, sha256), bool(small)) for sha256, small in rows]


def packages_of(connection: Any, files: Iterable[str]) -> frozenset[str]:
    """Return those of some files that are packages: questionnaires, tables, libraries."""
    query = "SELECT 1 FROM blob_use JOIN record ON record.id = blob_use.record WHERE sha256 = ? AND kind = 'package'"
    return frozenset(
        sha256 for sha256 in files if connection.execute(query, (sha256,)).fetchone() is not None
    )


def missing_of(connection: Any, records: Iterable[str]) -> list[Task]:
    """Return the files that some records name and that are not here, small ones first."""
    found: dict[str, Task] = {}
    query = (
        "SELECT sync_file.sha256, small FROM blob_use JOIN sync_file ON sync_file.sha256 = blob_use.sha256"
        " WHERE record = ? AND way = 'in'"
    )
    for record in records:
        for sha256, small in connection.execute(query, (record,)).fetchall():
            if not blobs.has_blob(connection, sha256):
                found[sha256] = Task(sha256, *blobs.size_of(connection, sha256), bool(small))
    return sorted(found.values(), key=lambda task: (not task.small, task.sha256))


def count(connection: Any, *, small: bool = False) -> tuple[int, int]:
    """Return how many files wait to be sent, and how many are to be fetched; `small`: of the small ones alone."""
    which = " WHERE small = 1" if small else ""
    sent = connection.execute(f"SELECT count(*) FROM ({_TO_SEND}){which}").fetchone()[0]  # noqa: S608  as below
    fetched = connection.execute(f"SELECT count(*) FROM ({_TO_FETCH}){which}").fetchone()[0]  # noqa: S608  our own text
    return int(sent), int(fetched)


def sizes(connection: Any) -> tuple[int, int]:
    """Return how many bytes wait to be sent, and to be fetched as far as records say how large their files are.

    Anybody who shares a record writes its size, so what no file has is passed over.
    """
    sent = connection.execute(f"SELECT coalesce(sum(size), 0) FROM ({_TO_SEND})").fetchone()[0]  # noqa: S608  as below
    query = f"""
        SELECT coalesce(sum(known), 0) FROM (
            SELECT (
                SELECT max(coalesce(attachment.size, document.size)) FROM blob_use
                LEFT JOIN attachment ON attachment.id = blob_use.record AND attachment.blob = waiting.sha256
                LEFT JOIN document ON document.id = blob_use.record AND document.blob = waiting.sha256
                WHERE blob_use.sha256 = waiting.sha256
            ) AS known FROM ({_TO_FETCH}) AS waiting ) WHERE known BETWEEN 1 AND ?
    """  # noqa: S608  our own text
    return int(sent), int(connection.execute(query, (_LARGEST,)).fetchone()[0])


def may_be_sent(connection: Any, sha256: str) -> bool:
    """Tell whether a file belongs to something else than photos, or to photos that a company permits.

    Where one record permits it and another forbids it, the file goes only if whoever works on this device named it in one that
    permits: else somebody who knows its hash could call for a photo that its company forbids.
    """
    query = "SELECT id, kind FROM blob_use JOIN record ON record.id = blob_use.record WHERE sha256 = ?"
    uses = connection.execute(query, (sha256,)).fetchall()
    permitting = [record for record, kind in uses if permits(connection, record, kind)]
    if len(permitting) == len(uses):
        return bool(uses)
    return any(connection.execute(_NAMED_HERE, (record, sha256)).fetchone() for record in permitting)


def permits(connection: Any, record: str, kind: str) -> bool:
    """Tell whether a record by itself lets the files that it names be sent."""
    if kind != "attachment":
        return True
    said = [row[0] for row in connection.execute(_OWNERS, {"record": record}).fetchall()]
    return bool(said) and all(each in _PERMITTING for each in said)


def done(connection: Any, way: str, sha256: str) -> None:
    """Forget a file that was sent or fetched."""
    connection.execute("DELETE FROM sync_file WHERE way = ? AND sha256 = ?", (way, sha256))


def refused(connection: Any, way: str, sha256: str) -> None:
    """Note that the hub does not give or take a file, and forget what came of it."""
    _set_refused(connection, way, sha256, 1)
    connection.execute("DELETE FROM blob WHERE sha256 = ? AND complete = 0", (sha256,))


def has_unsent(connection: Any, record: str) -> bool:
    """Tell whether a record names a file that was not sent yet."""
    query = (
        "SELECT 1 FROM blob_use JOIN sync_file ON sync_file.sha256 = blob_use.sha256 AND way = 'out'"
        " WHERE record = ? LIMIT 1"
    )
    return connection.execute(query, (record,)).fetchone() is not None


def _goes_first(change: Change, sha256: str) -> bool:
    if change.kind in _FIRST_KINDS:
        return True
    thumbnail, size = change.fields.get("thumbnail"), change.fields.get("size")
    if thumbnail is not None and thumbnail.value == sha256:
        return True
    return size is not None and isinstance(size.value, int) and 0 < size.value <= SMALL


def _note(connection: Any, way: str, sha256: str, *, small: bool, permitted: bool = True) -> None:
    row = (way, sha256, int(small), _PERMITTED if permitted else _FORBIDDEN)
    connection.execute("INSERT OR REPLACE INTO sync_file VALUES (?, ?, ?, ?)", row)


def _set_refused(connection: Any, way: str, sha256: str, refused: int) -> None:
    connection.execute(
        "UPDATE sync_file SET refused = ? WHERE way = ? AND sha256 = ?", (refused, way, sha256)
    )


def _has_forbidden(connection: Any) -> bool:
    query = "SELECT 1 FROM sync_file WHERE way = 'out' AND refused = 2 LIMIT 1"
    return connection.execute(query).fetchone() is not None


def _decisive(kind: str) -> frozenset[str]:
    """Return the fields of a kind that may decide whether photos below a record may be sent."""
    known = KINDS.get(kind)
    return _GUARDING.union((DELETED,), known.hangs_on if known else ())
