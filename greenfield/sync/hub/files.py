"""Files of records: sent in pieces, seen by nobody before all is there and its hash was compared, read in parts.

Who names a hash in a record does not get the file by that: a file is read through a record whose sender had the file, or by who sent
it whole (`greenfield.sync.hub.sources`). So nobody learns by a hash whether somebody else has a file.
"""

import hashlib
from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from greenfield.sync.hub import tables
from greenfield.sync.hub.callers import Caller
from greenfield.sync.hub.database import Database
from greenfield.sync.hub.limits import Limits
from greenfield.sync.hub.quota import add_use, free_of
from greenfield.sync.hub.refusal import Refused
from greenfield.sync.hub.rights import EVERYBODY
from greenfield.sync.hub.sources import sent_all, told_that_it_is_here, would_become_one
from greenfield.sync.hub.surroundings import Surroundings

_u, _r, _s, _b, _up, _k = (
    tables.blob_use.c, tables.record.c, tables.blob_source.c, tables.blob.c, tables.upload.c, tables.chunk.c,
)  # fmt: skip
_MAY: Final = (
    select(_s.member)
    .select_from(
        tables.blob_use.join(tables.record, (_r.org == _u.org) & (_r.id == _u.record)).outerjoin(
            tables.blob_source,
            (_s.org == _u.org)
            & (_s.sha256 == _u.sha256)
            & or_(_s.member == _u.member, _s.member == bindparam("member")),
        )
    )
    .where(
        _u.org == bindparam("org"),
        _u.sha256 == bindparam("sha256"),
        _r.audience.in_((EVERYBODY, bindparam("member"))),
        _r.erased == 0,
        or_(_r.kind != "attachment", _r.photos == 1),
    )
)
_WHOLE: Final = select(_b.size, _b.upload).where(_b.org == bindparam("org"), _b.sha256 == bindparam("sha256"))
_BEGUN: Final = select(_up.id, _up.size, _up.done).where(
    _up.org == bindparam("org"),
    _up.sha256 == bindparam("sha256"),
    _up.member == bindparam("member"),
    _up.done < _up.size,
)
_PIECES: Final = (
    select(_k.offset, _k.content)
    .where(
        _k.upload == bindparam("upload"),
        _k.offset + func.length(_k.content) > bindparam("start"),
        _k.offset < bindparam("end"),
    )
    .order_by(_k.offset)
)


class Standing(NamedTuple):
    """How far a file is for one member: bytes that are here, and of how many (0: nobody said).

    `was_there`: it was whole before, and what was sent of it was for nothing.
    """

    done: int
    size: int
    was_there: bool = False

    @property
    def is_whole(self) -> bool:
        """Tell whether all of it is here."""
        return self.size > 0 and self.done == self.size


class Part(NamedTuple):
    """A part of a whole file."""

    start: int
    content: bytes
    size: int


class _Found(NamedTuple):
    """What one look finds: the whole file if it may be read, and the member's own pieces of one."""

    size: int
    upload: int
    own: int
    own_size: int
    own_done: int


def _look(connection: Connection, caller: Caller, sha256: str) -> _Found:
    """Look a file up; refuses with 404 `blob.unknown` what is absent and what is forbidden, by the same queries."""
    asked = {"org": caller.org, "sha256": sha256, "member": caller.member}
    sources = connection.execute(_MAY, asked).scalars().all()
    whole = connection.execute(_WHOLE, asked).first()
    begun = connection.execute(_BEGUN, asked).first()
    if not sources:
        raise Refused(404, "blob.unknown")
    size, upload = whole if whole is not None and any(source is not None for source in sources) else (0, 0)
    own, own_size, own_done = begun if begun is not None else (0, 0, 0)
    return _Found(size, upload, own, own_size, own_done)


def file_standing(database: Database, caller: Caller, sha256: str) -> Standing:
    """Return how far a file is; refuses with 404 `blob.unknown`.

    Who names a file and is told that it is here does not send it, so he becomes a source of it.
    """
    with database.reading() as connection:
        found = _look(connection, caller, sha256)
        is_news = found.upload > 0 and would_become_one(connection, caller.org, caller.member, sha256)
    if is_news:
        with database.writing() as connection:
            found = _look(connection, caller, sha256)
            if found.upload:
                told_that_it_is_here(connection, caller.org, caller.member, sha256)
    return Standing(found.size, found.size) if found.upload else Standing(found.own_done, found.own_size)


def read_part(database: Database, caller: Caller, sha256: str, start: int, end: int) -> Part:
    """Return the bytes from `start` to before `end` of a whole file, as far as it goes.

    Refuses with 404 `blob.unknown`, and 416 `blob.range` beyond its end.
    """
    with database.reading() as connection:
        found = _look(connection, caller, sha256)
        if not found.upload:
            raise Refused(404, "blob.unknown")
        end = min(end, found.size)
        if start >= end:
            raise Refused(416, "blob.range")
        rows = connection.execute(_PIECES, {"upload": found.upload, "start": start, "end": end}).all()
    content = b"".join(bytes(piece)[max(0, start - at) : end - at] for at, piece in rows)
    return Part(start, content, found.size)


def add_piece(
    database: Database,
    surroundings: Surroundings,
    limits: Limits,
    caller: Caller,
    *,
    sha256: str,
    offset: int,
    size: int,
    content: bytes,
) -> Standing:
    """Keep the next piece of a file; the last one is followed by the comparison of the hash.

    Returns how far it is then; a piece that does not begin there was not kept. Refuses with 404 `blob.unknown`, 413
    `blob.too_large`, `hub.quota`, 422 `blob.mismatch` for another file (its pieces are gone then).
    """
    if not 0 < size <= limits.file_bytes or offset + len(content) > size:
        raise Refused(413, "blob.too_large")
    with database.writing() as connection:
        found = _look(connection, caller, sha256)
        if found.upload:
            told_that_it_is_here(connection, caller.org, caller.member, sha256)
            return Standing(found.size, found.size, was_there=True)
        upload, done = found.own, found.own_done
        if upload and found.own_size != size:
            _drop(connection, upload)
            upload = done = 0
        if offset != done:
            return Standing(done, size)
        free = free_of(connection, caller.org, caller.member)
        if free < (len(content) if upload else size):
            raise Refused(413, "hub.quota")
        upload = upload or _begin(connection, limits, caller, sha256, size=size, now=surroundings.now())
        done = _append(connection, upload, offset, content)
        add_use(connection, caller.org, {caller.member: len(content)})
        fits = done < size or _complete(connection, caller, sha256, upload, size)
    if not fits:
        raise Refused(422, "blob.mismatch")
    return Standing(done, size)


def _begin(
    connection: Connection, limits: Limits, caller: Caller, sha256: str, *, size: int, now: int
) -> int:
    """Begin a file; of too many begun ones the oldest goes, which its device may have given up."""
    begun = (
        select(_up.id)
        .where(_up.org == caller.org, _up.member == caller.member, _up.done < _up.size)
        .order_by(_up.id.desc())
        .offset(limits.uploads_of_a_member - 1)
    )
    for given_up in connection.execute(begun).scalars().all():
        _drop(connection, given_up)
    row = connection.execute(
        insert(tables.upload)
        .values(org=caller.org, sha256=sha256, member=caller.member, size=size, begun=now)
        .returning(_up.id)
    )
    return int(row.scalar_one())


def _append(connection: Connection, upload: int, offset: int, content: bytes) -> int:
    done = offset + len(content)
    if content:
        connection.execute(insert(tables.chunk).values(upload=upload, offset=offset, content=content))
        connection.execute(update(tables.upload).where(_up.id == upload).values(done=done))
    return done


def _complete(connection: Connection, caller: Caller, sha256: str, upload: int, size: int) -> bool:
    """Compare the hash and make a file visible; False if it is another one, and then its pieces go."""
    sums = hashlib.sha256()
    for (content,) in connection.execute(select(_k.content).where(_k.upload == upload).order_by(_k.offset)):
        sums.update(content)
    if sums.hexdigest() != sha256:
        _drop(connection, upload)
        return False
    asked = {"org": caller.org, "sha256": sha256}
    if connection.execute(_WHOLE, asked).first() is None:
        connection.execute(insert(tables.blob).values(**asked, size=size, upload=upload))
    else:
        _drop(connection, upload)
    sent_all(connection, caller.org, caller.member, sha256)
    return True


def _drop(connection: Connection, upload: int) -> None:
    row = connection.execute(select(_up.org, _up.member, _up.done).where(_up.id == upload)).one()
    add_use(connection, row.org, {row.member: -row.done})
    connection.execute(delete(tables.chunk).where(_k.upload == upload))
    connection.execute(delete(tables.upload).where(_up.id == upload))
