"""What is carried in an exchange file: the changes of some records in the order of the log, and their files."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final

import msgspec
from sqlalchemy import Connection, text

from greenfield.records.change import AnyChange, ErasedChange, decode, decode_body
from greenfield.records.kinds import KINDS
from greenfield.store.connecting import driver_of
from greenfield.store.reading.companies import merged_companies
from greenfield.store.syncing import outbox
from greenfield.store.syncing.files import may_be_sent, permits

_OWNERS: Final = msgspec.json.encode(
    sorted({name for kind in KINDS.values() for name in kind.hangs_on})
).decode()
# what the only change of a record (`alone`) says stands, so what it hangs on as well
_BELOW: Final = """
    WITH RECURSIVE found(id) AS (
        SELECT value FROM json_each(:roots)
        UNION SELECT hanging.record FROM found JOIN hanging ON hanging.owner = found.id
        WHERE EXISTS (SELECT 1 FROM record WHERE record.id = hanging.record AND record.alone IS NOT NULL)
            OR EXISTS (SELECT 1 FROM entry WHERE entry.record = hanging.record AND entry.standing > 0
                AND entry.field IN (SELECT value FROM json_each(:owners))
                AND entry.value = '"' || hanging.owner || '"'))
    SELECT id FROM found"""
_ABOVE: Final = """
    WITH RECURSIVE found(id) AS (
        SELECT value FROM json_each(:roots)
        UNION SELECT hanging.owner FROM found JOIN hanging ON hanging.record = found.id
        WHERE EXISTS (SELECT 1 FROM record WHERE record.id = hanging.record AND record.alone IS NOT NULL)
            OR EXISTS (SELECT 1 FROM entry WHERE entry.record = hanging.record AND entry.standing > 0
                AND entry.field IN (SELECT value FROM json_each(:owners))
                AND entry.value = '"' || hanging.owner || '"'))
    SELECT id FROM found"""
_CHANGES_AT_ONCE: Final = 500
_BYTES_AT_ONCE: Final = 1024 * 1024


class Choice(StrEnum):
    """What of a workspace is carried."""

    EVERYTHING = "everything"
    COMPANY = "company"
    VISIT = "visit"
    UNSENT = "unsent"


class _Author(msgspec.Struct):
    author: str = ""


def chosen_changes(connection: Connection, choice: Choice, record: str = "") -> list[int]:
    """Return the places in the log of the changes that are carried, in order; of what is unsent see `unsent_changes`.

    A company comes with all that hangs on it, a visit also with its company and site; both with the toolkits that their
    visits need and the people who made the changes. What only once hung on them stays here.
    """
    if choice is Choice.EVERYTHING:
        return [row[0] for row in driver_of(connection).execute("SELECT seq FROM change ORDER BY seq")]
    roots = [record]
    if choice is Choice.COMPANY:
        roots += [each for each, target in merged_companies(connection).items() if target == record]
    records = _closure(connection, _BELOW, roots)
    records = _closure(connection, _ABOVE, records)
    records |= _toolkits(connection, records)
    records |= _people(connection, records)
    return _changes_of(connection, records)


def read_changes(connection: Connection, places: Sequence[int]) -> Iterator[AnyChange]:
    """Give the changes at some places of the log, a few in memory at a time."""
    query = text(
        "SELECT cid, hash, device, dseq, kind, record, op, body FROM change"
        " WHERE seq IN (SELECT value FROM json_each(:places)) ORDER BY seq"
    )
    for at in range(0, len(places), _CHANGES_AT_ONCE):
        some = msgspec.json.encode(places[at : at + _CHANGES_AT_ONCE]).decode()
        for *header, body in connection.execute(query, {"places": some}).fetchall():
            left = ErasedChange(*header)
            yield left if body is None else decode_body(left, body)


def unsent_changes(connection: Connection) -> Iterator[AnyChange]:
    """Give the changes that the hub has not got, also those of records that are hidden here by now."""
    driver, after = driver_of(connection), 0
    while waiting := outbox.unsent(driver, after, _BYTES_AT_ONCE):
        after = waiting[-1].place
        for each in waiting:
            yield decode(each.body)


def seals_of(connection: Connection, cids: Iterable[str]) -> dict[str, str]:
    """Return the hub's seals for those of some changes whose record was erased."""
    return outbox.seals(driver_of(connection), cids)


def files_to_carry(
    connection: Connection, records: Collection[str], *, photos: bool, unsent: bool = False
) -> list[tuple[str, int]]:
    """Return (sha256, size in bytes) of the whole files that some records use, small ones first.

    Files of attachments go only with `photos`, and only where the company of the very record that is carried permits that they
    are kept and shown to its readers. With `unsent`, files that wait to be sent to the hub go as well, whatever their record.
    """
    query = text(
        "SELECT blob.sha256, blob.size, blob_use.record, record.kind, sync_file.sha256 FROM blob_use"
        " JOIN blob ON blob.sha256 = blob_use.sha256 JOIN record ON record.id = blob_use.record"
        " LEFT JOIN sync_file ON sync_file.sha256 = blob.sha256 AND way = 'out'"
        " WHERE blob.complete = 1 AND blob.size > 0"
    )
    wanted, driver = set(records), driver_of(connection)
    found = {
        (sha256, size)
        for sha256, size, record, kind, waiting in connection.execute(query).fetchall()
        if (record in wanted or (unsent and waiting))
        and (kind != "attachment" or (photos and permits(driver, record, kind)))
    }
    permitted = [each for each in found if may_be_sent(driver, each[0])]
    return sorted(permitted, key=lambda each: (each[1], each[0]))


def pieces_of(connection: Connection, sha256: str) -> Iterator[bytes]:
    """Give a file in the pieces in which it is kept."""
    query = "SELECT content FROM blob_chunk WHERE sha256 = ? ORDER BY position"
    for (content,) in driver_of(connection).execute(query, (sha256,)):
        yield content


def hashes_in_log(connection: Connection, cids: Iterable[str]) -> dict[str, str]:
    """Return the hashes of those changes that the log has; a few of the last ones may be left out."""
    query = text(
        "SELECT change.cid, change.hash FROM change_id JOIN change ON change.seq = change_id.seq"
        " WHERE change_id.cid IN (SELECT value FROM json_each(:cids))"
    )
    given = msgspec.json.encode(list(cids)).decode()
    return dict(connection.execute(query, {"cids": given}).all())


def records_here(connection: Connection, records: Iterable[str]) -> dict[str, bool]:
    """Return whether records were erased, of those that are known here."""
    query = text("SELECT id, erased FROM record WHERE id IN (SELECT value FROM json_each(:records))")
    given = msgspec.json.encode(list(records)).decode()
    return {identity: erased == 1 for identity, erased in connection.execute(query, {"records": given})}


def topmost(connection: Connection, records: Iterable[str]) -> list[str]:
    """Return those records that are here and hang on none of the others."""
    query = text(
        "SELECT value FROM json_each(:records) AS one JOIN record ON record.id = one.value WHERE NOT EXISTS ("
        "SELECT 1 FROM hanging JOIN json_each(:records) AS other ON other.value = hanging.owner"
        " WHERE hanging.record = one.value)"
    )
    given = msgspec.json.encode(list(records)).decode()
    return [row[0] for row in connection.execute(query, {"records": given})]


def whole_files(connection: Connection, files: Iterable[str]) -> set[str]:
    """Return those files that are here whole."""
    query = text(
        "SELECT sha256 FROM blob WHERE complete = 1 AND sha256 IN (SELECT value FROM json_each(:files))"
    )
    given = msgspec.json.encode(list(files)).decode()
    return {row[0] for row in connection.execute(query, {"files": given})}


def wanted_files(connection: Connection, files: Iterable[str]) -> set[str]:
    """Return those files that a change here names and that are not here whole."""
    query = text(
        "SELECT DISTINCT blob_use.sha256 FROM blob_use LEFT JOIN blob ON blob.sha256 = blob_use.sha256"
        " WHERE coalesce(blob.complete, 0) = 0 AND blob_use.sha256 IN (SELECT value FROM json_each(:files))"
    )
    given = msgspec.json.encode(list(files)).decode()
    return {row[0] for row in connection.execute(query, {"files": given})}


def _closure(connection: Connection, query: str, roots: Iterable[str]) -> set[str]:
    given = msgspec.json.encode(sorted(roots)).decode()
    return {row[0] for row in connection.execute(text(query), {"roots": given, "owners": _OWNERS})}


def _toolkits(connection: Connection, records: set[str]) -> set[str]:
    pinned = connection.execute(
        text("SELECT visit.id, package.id FROM visit JOIN package ON package.blob = visit.toolkit")
    )
    return {package for visit, package in pinned if visit in records}


def _people(connection: Connection, records: set[str]) -> set[str]:
    """Return the people who made changes of records, visited or are responsible."""
    named = {
        msgspec.json.decode(change.body, type=_Author).author
        for change in connection.execute(
            text(
                "SELECT DISTINCT change.seq, change.body FROM place JOIN change ON change.seq = place.seq"
                " WHERE change.body IS NOT NULL AND place.record IN (SELECT value FROM json_each(:records))"
            ),
            {"records": msgspec.json.encode(sorted(records)).decode()},
        )
    }
    for query in (
        "SELECT visit.id, visitor FROM visit",
        "SELECT action.id, responsible FROM action",
        "SELECT company.id, contact FROM company",
    ):
        named |= {
            person for record, person in connection.execute(text(query)) if record in records and person
        }
    known = {row[0] for row in connection.execute(text("SELECT id FROM record WHERE kind = 'person'"))}
    return named & known


def _changes_of(connection: Connection, records: set[str]) -> list[int]:
    query = text(
        "SELECT DISTINCT seq FROM place WHERE record IN (SELECT value FROM json_each(:records)) ORDER BY seq"
    )
    given = msgspec.json.encode(sorted(records)).decode()
    return [row[0] for row in connection.execute(query, {"records": given})]
