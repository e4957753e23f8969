"""What waits to be sent, and what became of what was sent.

A change without the hub's number that lies in no tray is unsent. `sent_to` is a place of the log up to which there is none,
so that nobody walks the log for them, and the commit of an answer writes nothing for the outbox.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import msgspec
from msgspec import Raw

from greenfield.store.syncing.link_row import read_state, write_state

KEPT: Final = 1 << 60
"""Places from here on are not in the log: own changes of records that are hidden here."""
TRAYS: Final = frozenset({"held", "refused"})

_UNSENT = "FROM change WHERE seq > ? AND rev IS NULL AND cid NOT IN (SELECT cid FROM sync_tray)"
_NUMBER = "UPDATE change SET rev = ? WHERE seq = (SELECT seq FROM change_id WHERE cid = ?)"
_UNNUMBERED = (
    "SELECT record, kind, body FROM change WHERE seq = (SELECT seq FROM change_id WHERE cid = ?)"
    " AND rev IS NULL AND body IS NOT NULL"
)
_NUMBER_AT = "UPDATE change SET rev = ? WHERE seq = ? AND cid = ?"
_HEADER = ("cid", "hash", "device", "dseq", "kind", "record", "op")
_encoder = msgspec.json.Encoder(order="sorted")
_body = msgspec.json.Decoder(dict[str, Raw])


class Waiting(NamedTuple):
    """An unsent change as canonical JSON; `names` is what `judge` returns of it, empty where the hub alone keeps it."""

    place: int
    cid: str
    body: bytes
    names: tuple[str, str, bytes] | None = None


class Judged(NamedTuple):
    """What the hub made of a change."""

    cid: str
    status: str
    rev: int | None
    reason: str
    seal: str
    head: int = 0


def unsent(connection: Any, after: int, max_bytes: int) -> list[Waiting]:
    """Return unsent changes beyond a place in their order, at least one if there is any."""
    found: list[Waiting] = []
    size = 0
    for each in _waiting(connection, after):
        size += len(each.body)
        if found and size > max_bytes:
            break
        found.append(each)
    return found


def count_unsent(connection: Any) -> int:
    """Return how many changes wait."""
    waiting = connection.execute(f"SELECT count(*) {_UNSENT}", (sent_to(connection),)).fetchone()[0]
    kept = connection.execute("SELECT count(*) FROM sync_kept WHERE rev IS NULL").fetchone()[0]
    return int(waiting) + int(kept)


def sent_to(connection: Any) -> int:
    """Return the place in the log up to which nothing is unsent."""
    return int(read_state(connection, "sent_to") or 0)


def note_sent_to(connection: Any, *, at_most: int | None = None) -> None:
    """Move that place on to the next unsent change; back to `at_most` before, where numbers or changes were removed."""
    place = sent_to(connection) if at_most is None else min(sent_to(connection), at_most)
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0]
    # a place beyond the end would hide the changes that are given that place next
    place = min(place, last)
    found = connection.execute(f"SELECT seq {_UNSENT} ORDER BY seq LIMIT 1", (place,)).fetchone()
    write_state(connection, "sent_to", str(found[0] - 1 if found else last))


def number(connection: Any, cid: str, rev: int) -> bool:
    """Give a change of the log the hub's number, and take it out of its tray; False if it is not here."""
    cursor = connection.execute(_NUMBER, (rev, cid))
    connection.execute("DELETE FROM sync_tray WHERE cid = ?", (cid,))
    return bool(cursor.rowcount)


def judge(
    connection: Any, answers: Sequence[Judged], read: Mapping[str, Waiting] = MappingProxyType({})
) -> list[tuple[str, str, bytes]]:
    """Note what the hub made of changes; return record, kind and body of those that had no number before.

    `read` are changes by cid as they were read a moment ago, of which nothing is looked up again.
    """
    numbered = [(each.rev, each.cid) for each in answers if each.rev is not None]
    found: list[Any] = []
    if numbered:
        if has_any(connection, "sync_kept"):
            connection.executemany("UPDATE sync_kept SET rev = ? WHERE cid = ?", numbered)
        others = [(rev, cid) for rev, cid in numbered if cid not in read]
        found = [connection.execute(_UNNUMBERED, (cid,)).fetchone() for _, cid in others]
        connection.executemany(_NUMBER, others)
        found += _number_read(
            connection, [(rev, read[cid].place, cid) for rev, cid in numbered if cid in read], read
        )
        if has_any(connection, "sync_tray"):
            connection.executemany("DELETE FROM sync_tray WHERE cid = ?", [(cid,) for _, cid in numbered])
    for each in answers:
        if each.rev is None and each.status in TRAYS:
            if each.status == "held":
                # the hub has it now, somewhere up to there, and a backup of it may not yet
                connection.execute("UPDATE sync_kept SET rev = ? WHERE cid = ?", (each.head, each.cid))
            if _is_here(connection, each.cid):
                row = (each.cid, each.status, each.reason)
                connection.execute("INSERT OR REPLACE INTO sync_tray VALUES (?, ?, ?)", row)
        if each.seal:
            keep_seal(connection, each.cid, each.seal)
    note_sent_to(connection)
    return [(row[0], row[1], row[2]) for row in found if row is not None]


def _number_read(
    connection: Any, known: list[tuple[int, int, str]], read: Mapping[str, Waiting]
) -> list[Any]:
    """Give changes that were read a moment ago the hub's numbers; return the names of those that are in the log still."""
    if not known:
        return []
    if connection.executemany(_NUMBER_AT, known).rowcount == len(known):
        return [read[cid].names for _, _, cid in known]
    # some have left the log since, or stand elsewhere in it: a sync hid or brought back their record
    connection.executemany(_NUMBER, [(rev, cid) for rev, _, cid in known])
    return [read[cid].names for _, _, cid in known if _is_here(connection, cid)]


def keep_seal(connection: Any, cid: str, seal: str, *, is_proven: bool = True) -> None:
    """Keep the hub's seal on the erased record of a change; one that is not proven to come from the hub replaces none."""
    way = "REPLACE" if is_proven else "IGNORE"
    connection.execute(
        f"INSERT OR {way} INTO sync_seal SELECT record, ? FROM change"  # noqa: S608  one of two words of our own
        " WHERE seq = (SELECT seq FROM change_id WHERE cid = ?)",
        (seal, cid),
    )


def seals(connection: Any, cids: Iterable[str]) -> dict[str, str]:
    """Return the hub's seals for those of some changes whose record was erased."""
    if connection.execute("SELECT 1 FROM sync_seal LIMIT 1").fetchone() is None:
        return {}
    query = (
        "SELECT seal FROM sync_seal WHERE record IN (SELECT record FROM change"
        " WHERE seq = (SELECT seq FROM change_id WHERE cid = ?1)"
        " UNION ALL SELECT record FROM sync_kept WHERE cid = ?1)"
    )
    found = ((cid, connection.execute(query, (cid,)).fetchone()) for cid in cids)
    return {cid: str(row[0]) for cid, row in found if row is not None}


def lacks(connection: Any, cids: Iterable[str]) -> set[str]:
    """Return which of these changes are not in the log."""
    return {cid for cid in cids if not _is_here(connection, cid)}


def cids_after(connection: Any, after: int, limit: int) -> list[tuple[int, str]]:
    """Return (place, cid) of what is in the log beyond a place, and then of what is kept for the hub alone."""
    found = []
    if after < KEPT:
        query = "SELECT seq, cid FROM change WHERE seq > ? ORDER BY seq LIMIT ?"
        found = connection.execute(query, (after, limit)).fetchall()
    if len(found) < limit:
        query = "SELECT place + ?, cid FROM sync_kept WHERE place > ? ORDER BY place LIMIT ?"
        found += connection.execute(query, (KEPT, max(after - KEPT, 0), limit - len(found))).fetchall()
    return [(int(place), str(cid)) for place, cid in found]


def forget_numbers(connection: Any, cids: Iterable[str] | None) -> set[str]:
    """Make changes unsent again, all for None, also those in trays; return those of `cids` that had a number."""
    numbered: set[str] = set()
    if cids is None:
        for statement in ("UPDATE change SET rev = NULL WHERE rev IS NOT NULL", "DELETE FROM sync_tray"):
            connection.execute(statement)
        connection.execute("UPDATE sync_kept SET rev = NULL")
        note_sent_to(connection, at_most=0)
        return numbered
    first = sent_to(connection)
    for cid in cids:
        found = connection.execute("SELECT seq FROM change_id WHERE cid = ?", (cid,)).fetchone()
        kept = connection.execute("UPDATE sync_kept SET rev = NULL WHERE cid = ? AND rev IS NOT NULL", (cid,))
        had = kept.rowcount
        if found is not None:
            logged = connection.execute(
                "UPDATE change SET rev = NULL WHERE seq = ? AND rev IS NOT NULL", found
            )
            had += logged.rowcount
            connection.execute("DELETE FROM sync_tray WHERE cid = ?", (cid,))
            first = min(first, found[0] - 1)
        if had:
            numbered.add(cid)
    note_sent_to(connection, at_most=first)
    return numbered


def hashes(connection: Any, upto: int) -> Iterator[tuple[str, str, bool]]:
    """Yield cid, hash, and whether the content was erased, of the changes with a number up to this one."""
    query = "SELECT cid, hash, body IS NULL FROM change WHERE rev BETWEEN 1 AND ?"
    for cid, content, erased in connection.execute(query, (upto,)):
        yield cid, content, bool(erased)


def _waiting(connection: Any, after: int) -> Iterator[Waiting]:
    if after < KEPT:
        place = max(after, sent_to(connection))
        query = f"SELECT seq, cid, hash, device, dseq, kind, record, op, body {_UNSENT} ORDER BY seq"
        for seq, *header, body in connection.execute(query, (place,)):
            yield Waiting(
                seq, header[0], _joined(header, body), (header[5], header[4], body) if body else None
            )
    query = "SELECT place, cid, change FROM sync_kept WHERE rev IS NULL AND place > ? ORDER BY place"
    for place, cid, body in connection.execute(query, (max(after - KEPT, 0),)):
        yield Waiting(place + KEPT, cid, body)


def _joined(header: Sequence[Any], body: bytes | None) -> bytes:
    """Return what `records.change.encode` says of the same change, without reading what is inside its fields."""
    parts: dict[str, object] = dict(zip(_HEADER, header, strict=True))
    if body is not None:
        parts |= _body.decode(body)
    return _encoder.encode(parts)


def has_any(connection: Any, table: str) -> bool:
    """Tell whether a table that is empty as a rule holds anything, so that no change of a page looks into it."""
    query = f"SELECT 1 FROM {table} LIMIT 1"  # noqa: S608  our own names
    return connection.execute(query).fetchone() is not None


def _is_here(connection: Any, cid: str) -> bool:
    return connection.execute("SELECT 1 FROM change_id WHERE cid = ?", (cid,)).fetchone() is not None
