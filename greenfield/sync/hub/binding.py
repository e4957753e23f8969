"""Writes what a push made of the records: numbers, log, rights, states, links, and what an erase removes.

The counter row of the organisation is taken last but for the rows that need its numbers, so that others wait for it briefly.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Integer, Text, bindparam, case, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from greenfield.records.change import Change, encode
from greenfield.sync.hub import tables
from greenfield.sync.hub.book import PushBook
from greenfield.sync.hub.packing import pack_state
from greenfield.sync.hub.quota import add_use
from greenfield.sync.hub.rights import EVERYBODY, is_narrower, is_wider
from greenfield.sync.hub.spreading import spread_rights

_ORG: Final = bindparam("in_org", type_=Integer)
_RECORD: Final = bindparam("in_record", type_=Text)
_COUNT: Final = (
    update(tables.organisation)
    .where(tables.organisation.c.org == bindparam("in_org"))
    .values(head=tables.organisation.c.head + bindparam("more"))
    .returning(tables.organisation.c.head)
)
_ADD_CHANGE: Final = insert(tables.change)
_MOVE: Final = (
    update(tables.change)
    .where(tables.change.c.org == _ORG, tables.change.c.rev == bindparam("in_rev"))
    .values(pos=bindparam("to"))
)


def _put(table: Any, *changing: str) -> Any:
    statement = insert_or(table)
    keys = [column.name for column in table.primary_key]
    if not changing:
        return statement.on_conflict_do_nothing()
    return statement.on_conflict_do_update(
        index_elements=keys, set_={name: statement.excluded[name] for name in changing}
    )


_PUT_RECORD: Final = _put(
    tables.record,
    *(
        "kind",
        "owner",
        "sharing",
        "above",
        "audience",
        "said_photos",
        "photos",
        "erased",
        "shared_once",
        "changes",
        "blind",
    ),
)
_PUT_STATE: Final = _put(tables.record_state, "packed")
_PUT_LINK: Final = _put(tables.hanging)
_PUT_USE: Final = _put(tables.blob_use)
_PUT_ASIDE: Final = insert_or(tables.aside).on_conflict_do_nothing()
_hide = insert_or(tables.hidden)
_HIDE: Final = _hide.on_conflict_do_update(
    index_elements=["org", "record"],
    set_={
        "pos": _hide.excluded.pos,
        "before": case(
            (tables.hidden.c.before == _hide.excluded.before, _hide.excluded.before), else_=EVERYBODY
        ),
    },
)


def _of_record(table: Any) -> Any:
    return table.c.org == _ORG, table.c.record == _RECORD


_STRIP: Final = (
    update(tables.change).where(*_of_record(tables.change), tables.change.c.op != "erase").values(body=None),
    update(tables.aside).where(*_of_record(tables.aside)).values(body=None),
    delete(tables.record_state).where(*_of_record(tables.record_state)),
    delete(tables.hanging).where(*_of_record(tables.hanging)),
)
_SIZES: Final = (
    select(tables.device.c.member, func.sum(func.length(tables.change.c.body)))
    .join(
        tables.device,
        (tables.device.c.org == tables.change.c.org) & (tables.device.c.id == tables.change.c.pushed_by),
    )
    .where(*_of_record(tables.change), tables.change.c.op != "erase", tables.change.c.body.is_not(None))
    .group_by(tables.device.c.member),
    select(tables.aside.c.pushed_by, func.sum(func.length(tables.aside.c.body)))
    .where(*_of_record(tables.aside), tables.aside.c.body.is_not(None))
    .group_by(tables.aside.c.pushed_by),
)
"""How many bytes of whom go with a record's content."""
_FORGET_USE: Final = delete(tables.blob_use).where(*_of_record(tables.blob_use))
_USED: Final = select(tables.blob_use.c.sha256).where(*_of_record(tables.blob_use))


def bind(book: PushBook, bodies: Mapping[str, bytes], *, device: str, member: str) -> dict[str, int]:
    """Write all that a book holds and return the numbers of the changes that were added.

    `bodies` are the changes' own bytes by hash; `device` and `member` say who sent them.
    """
    connection, org = book.shelf.connection, book.shelf.org
    spread_rights(book)
    book.note_who_has_it()
    wider, narrower = _moved(book)
    revs = book.shelf.revs(wider)
    head = _take_numbers(book, len(book.appended) + len(revs) + len(narrower))
    numbers = {cid: at for at, cid in enumerate(book.appended, head + 1)}
    _strip(book)
    if book.appended:
        rows = [_change_row(book, cid, rev, bodies, device) for cid, rev in numbers.items()]
        connection.execute(_ADD_CHANGE, rows)
        add_use(connection, org, {member: sum(len(row["body"] or b"") for row in rows)})
    at = head + len(numbers)
    if revs:
        places = enumerate(revs, at + 1)
        connection.execute(_MOVE, [{"in_org": org, "in_rev": rev, "to": place} for place, rev in places])
    if narrower:
        places_of = enumerate(narrower.items(), at + len(revs) + 1)
        connection.execute(
            _HIDE, [{"org": org, "record": key, "pos": pos, "before": was} for pos, (key, was) in places_of]
        )
    _write_records(book, member)
    return numbers


def _moved(book: PushBook) -> tuple[list[str], dict[str, str]]:
    """Return old records that more people may read now, and those that fewer may, with who could before."""
    wider, narrower = [], {}
    for record in book.changed:
        row, (was, changes, _) = book.rows[record], book.before[record]
        if row.rights.audience == EVERYBODY:
            row.shared_once = True
        if changes and is_wider(was.audience, row.rights.audience):
            wider.append(record)
        if changes and is_narrower(was.audience, row.rights.audience):
            narrower[record] = was.audience
    return wider, narrower


def _take_numbers(book: PushBook, count: int) -> int:
    """Return the number before the first one that is taken."""
    found = book.shelf.connection.execute(_COUNT, {"in_org": book.shelf.org, "more": count})
    return int(found.scalar_one()) - count


def _change_row(
    book: PushBook, cid: str, rev: int, bodies: Mapping[str, bytes], device: str
) -> dict[str, Any]:
    change = book.appended[cid]
    return {
        "org": book.shelf.org,
        "rev": rev,
        "pos": rev,
        "cid": cid,
        "hash": change.hash,
        "device": change.device,
        "dseq": change.dseq,
        "kind": change.kind,
        "record": change.record,
        "op": change.op,
        "body": None if book.is_stripped(change) else bodies[change.hash],
        "pushed_by": device,
    }


def _write_records(book: PushBook, member: str) -> None:
    connection, org = book.shelf.connection, book.shelf.org
    rows = [book.rows[record] for record in book.changed]
    if rows:
        connection.execute(
            _PUT_RECORD,
            [
                {
                    "org": org,
                    "id": row.id,
                    "kind": row.kind,
                    "owner": row.owner,
                    "sharing": row.guard.sharing,
                    "above": " ".join(row.guard.above),
                    "audience": row.rights.audience,
                    "said_photos": row.guard.photos,
                    "photos": int(row.rights.photos),
                    "erased": int(row.erased),
                    "shared_once": int(row.shared_once),
                    "changes": row.changes,
                    "blind": " ".join(f"{cid}:{who}" for cid, who in row.blind.items()),
                }
                for row in rows
            ],
        )
    states = [
        {"org": org, "record": row.id, "packed": pack_state(book.states[row.id])}
        for row in rows
        if row.needs_state and row.id in book.states
    ]
    links = [
        {"org": org, "owner": owner, "record": record}
        for record, owners in book.links.items()
        for owner in sorted(owners)
    ]
    used = [
        {"org": org, "sha256": sha256, "record": record, "member": member}
        for record, files in book.used.items()
        for sha256 in sorted(files)
    ]
    _run(
        book,
        ((_PUT_STATE, states), (_PUT_LINK, links), (_PUT_USE, used)),
    )
    for row in _aside_rows(book, member):
        if connection.execute(_PUT_ASIDE, row).rowcount > 0:
            add_use(connection, org, {member: len(row["body"] or b"")})


def _aside_rows(book: PushBook, member: str) -> list[dict[str, Any]]:
    return [
        {
            "org": book.shelf.org,
            "cid": change.cid,
            "hash": change.hash,
            "record": change.record,
            "reason": reason,
            "body": encode(change)
            if isinstance(change, Change) and not book.is_erased(change.record)
            else None,
            "pushed_by": member,
        }
        for change, reason in book.aside
    ]


def _run(book: PushBook, work: Iterable[tuple[Any, list[dict[str, object]]]]) -> None:
    for statement, rows in work:
        if rows:
            book.shelf.connection.execute(statement, rows)


def _strip(book: PushBook) -> None:
    """Remove all content of erased records: of their changes, states, links and refused changes, and files that nobody else uses."""
    if not book.stripped:
        return
    connection, org = book.shelf.connection, book.shelf.org
    rows = [{"in_org": org, "in_record": record} for record in book.stripped]
    files = {str(found[0]) for row in rows for found in connection.execute(_USED, row)}
    for query in _SIZES:
        for row in rows:
            add_use(connection, org, {who: -size for who, size in connection.execute(query, row).all()})
    for statement in (*_STRIP, _FORGET_USE):
        connection.execute(statement, rows)
    if files:
        drop_unused(connection, org, sorted(files))


def drop_unused(connection: Any, org: int, files: list[str]) -> None:
    """Remove files that no record names any more, whole ones and pieces."""
    blob, upload, use, source = tables.blob, tables.upload, tables.blob_use, tables.blob_source
    unused = [
        sha256
        for sha256 in files
        if connection.execute(
            select(func.count()).select_from(use).where(use.c.org == org, use.c.sha256 == sha256)
        ).scalar_one()
        == 0
    ]
    gone = select(upload.c.id).where(upload.c.org == org, upload.c.sha256.in_(unused))
    sizes = (
        select(upload.c.member, func.sum(upload.c.done))
        .where(upload.c.id.in_(gone))
        .group_by(upload.c.member)
    )
    add_use(connection, org, {who: -size for who, size in connection.execute(sizes).all()})
    connection.execute(delete(tables.chunk).where(tables.chunk.c.upload.in_(gone)))
    for table in (upload, blob, source):
        connection.execute(delete(table).where(table.c.org == org, table.c.sha256.in_(unused)))
