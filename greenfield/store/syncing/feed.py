"""Lines of the hub's feed come into a workspace: changes with their numbers, and records to be forgotten."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from greenfield.records.change import AnyChange, ErasedChange, decode, decode_body, encode
from greenfield.records.merge import Status
from greenfield.store.syncing import files, outbox
from greenfield.store.unit import Unit


class Line(NamedTuple):
    """A change of the feed with its number and its record's seal; `body` as the log keeps it, where that is known."""

    change: AnyChange
    rev: int
    seal: str = ""
    body: bytes = b""


def take_changes(unit: Unit, lines: Sequence[Line]) -> None:
    """Apply changes of the feed; what the merge refuses stays aside, without a number."""
    connection = unit.driver
    keeps = outbox.has_any(connection, "sync_kept")
    new = unit.new_records([each.change for each in lines if each.body])
    taken = []
    for change, rev, seal, body in lines:
        if not new.take(change, rev, body):
            new.write()
            outcome = unit.pull(change, rev)
            if outcome.status is Status.REFUSED:
                continue
            if outcome.status is Status.DUPLICATE:
                outbox.number(unit.book.connection, change.cid, rev)
        if keeps:
            connection.execute("DELETE FROM sync_kept WHERE cid = ?", (change.cid,))
        if seal:
            connection.execute("INSERT OR REPLACE INTO sync_seal VALUES (?, ?)", (change.record, seal))
        taken.append(change)
    new.write()
    files.note_wanted(connection, taken)


def bring_back(unit: Unit, answers: Iterable[outbox.Judged]) -> None:
    """Take what was kept for the hub alone into the log again, where the hub says that it is to be read here, or refuses it.

    The page that follows does not bring what was sent a moment ago.
    """
    connection = unit.driver
    if not outbox.has_any(connection, "sync_kept"):
        return
    query = "SELECT change FROM sync_kept WHERE cid = ?"
    for each in answers:
        found = connection.execute(query, (each.cid,)).fetchone()
        if found is None or (each.rev is None and each.status != "refused"):
            continue
        if each.rev is not None:
            take_changes(unit, [Line(decode(found[0]), each.rev, each.seal)])
        else:
            unit.apply([decode(found[0])])
            connection.execute("DELETE FROM sync_kept WHERE cid = ?", (each.cid,))
    unit.note()


def bring_back_unsent(unit: Unit) -> None:
    """Take what was kept for a hub that lacks it into the log again, before that hub is forgotten."""
    found = unit.driver.execute("SELECT change FROM sync_kept WHERE rev IS NULL ORDER BY place").fetchall()
    unit.apply(decode(row[0]) for row in found)


def hide(unit: Unit, record: str, own: str, durable_upto: int) -> None:
    """Forget a record that is not to be read here any more, but nothing that the hub does not have for sure.

    Unsent changes and those in trays stay, and own changes with a file that was not sent: these are sent once more, so
    that the hub says that it keeps them to itself. Own changes that no backup of the hub holds yet leave the log, but
    are kept for the case that the hub loses them.
    """
    connection = unit.book.connection
    keeps_own = files.has_unsent(connection, record)
    dropped, kept, again = [], [], []
    for place, rev, change in _changes_of(connection, record):
        if rev is None or (keeps_own and change.device == own):
            kept.append((place, change))
            if rev is not None:
                again.append(place)
            continue
        dropped.append(place)
        if change.device == own and abs(rev) > durable_upto:
            row = (change.cid, record, abs(rev), encode(change))
            connection.execute("INSERT INTO sync_kept (cid, record, rev, change) VALUES (?, ?, ?, ?)", row)
    if dropped:
        unit.book.hide(record, dropped, kept)
        unit.note()
    for place in again:
        connection.execute("UPDATE change SET rev = NULL WHERE seq = ?", (place,))
    if dropped or again:
        outbox.note_sent_to(connection, at_most=min(again) - 1 if again else None)


def expect_all_again(connection: Any) -> None:
    """Mark everything with a number as not come again yet."""
    connection.execute("UPDATE change SET rev = -rev WHERE rev > 0")


def not_come_again(unit: Unit) -> list[str]:
    """Return the records of which nothing came again; a change that alone did not is unsent from now on."""
    connection = unit.book.connection
    query = (
        "SELECT DISTINCT record FROM change AS gone WHERE rev < 0"
        " AND NOT EXISTS (SELECT 1 FROM record WHERE record.id = gone.record AND erased = 1)"
    )
    gone = {str(row[0]) for row in connection.execute(query).fetchall()}
    come = {
        str(row[0])
        for row in connection.execute("SELECT DISTINCT record FROM change WHERE rev > 0").fetchall()
    }
    return sorted(gone - come)


def settle(connection: Any) -> None:
    """Make unsent what is still marked as not come again."""
    first = connection.execute("SELECT min(seq) FROM change WHERE rev < 0").fetchone()[0]
    if first is not None:
        connection.execute("UPDATE change SET rev = NULL WHERE rev < 0")
        outbox.note_sent_to(connection, at_most=first - 1)


def drop_kept(connection: Any, durable_upto: int) -> None:
    """Forget own changes of hidden records that a backup of the hub holds now."""
    connection.execute("DELETE FROM sync_kept WHERE rev <= ?", (durable_upto,))


def _changes_of(connection: Any, record: str) -> Iterable[tuple[int, int | None, AnyChange]]:
    query = (
        "SELECT seq, rev, cid, hash, device, dseq, kind, record, op, body FROM change WHERE seq IN"
        " (SELECT seq FROM place WHERE record = ?) ORDER BY seq"
    )
    for place, rev, *header, body in connection.execute(query, (record,)).fetchall():
        left = ErasedChange(*header)
        yield place, rev, left if body is None else decode_body(left, body)
