"""Who is a source of a file: who sent all of it, and who names one that he may read and was told for it that it is here.

A file is read through a record only where who named it there is a source. To be told that a file is here makes nobody a source
of it who could not have fetched it and sent it himself at that moment.
"""

from typing import Final

from sqlalchemy import Connection, bindparam, exists, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from greenfield.sync.hub import tables
from greenfield.sync.hub.announcing import announce_file, announce_file_of
from greenfield.sync.hub.rights import EVERYBODY

_u, _r, _s = tables.blob_use.c, tables.record.c, tables.blob_source.c
_ADD_SOURCE: Final = insert_or(tables.blob_source).on_conflict_do_nothing()
_LACKS: Final = (
    select(_u.record)
    .where(
        _u.org == bindparam("org"),
        _u.sha256 == bindparam("sha256"),
        _u.member == bindparam("member"),
        ~exists().where(_s.org == _u.org, _s.sha256 == _u.sha256, _s.member == _u.member),
    )
    .limit(1)
)
_READABLE: Final = (
    _r.audience.in_((EVERYBODY, bindparam("member"))),
    or_(_r.kind != "attachment", _r.photos == 1),
    _r.erased == 0,
)
_NAMES_IT: Final = (
    select(_u.record)
    .select_from(tables.blob_use.join(tables.record, (_r.org == _u.org) & (_r.id == _u.record)))
    .where(
        _u.org == bindparam("org"),
        _u.sha256 == bindparam("sha256"),
        _u.member == bindparam("member"),
        *_READABLE,
    )
    .limit(1)
)
_ADD_USES: Final = (
    insert_or(tables.blob_use)
    .from_select(
        ["org", "sha256", "record", "member"],
        select(_u.org, _u.sha256, _u.record, bindparam("member"))
        .distinct()
        .select_from(tables.blob_use.join(tables.record, (_r.org == _u.org) & (_r.id == _u.record)))
        .where(_u.org == bindparam("in_org"), _u.sha256 == bindparam("in_sha256"), *_READABLE),
    )
    .on_conflict_do_nothing()
)


def sent_all(connection: Connection, org: int, member: str, sha256: str) -> None:
    """Note who sent all of a file, and tell it in the feed.

    Who names it himself sent it for his own records; who does not, for the records of others that he may read. So a record of
    somebody who only knows the hash gives nobody what another sends for one of his own.
    """
    asked = {"org": org, "sha256": sha256, "member": member}
    connection.execute(_ADD_SOURCE, asked)
    if connection.execute(_NAMES_IT, asked).first() is None:
        connection.execute(_ADD_USES, {"in_org": org, "in_sha256": sha256, "member": member})
    announce_file(connection, org, sha256)


def would_become_one(connection: Connection, org: int, member: str, sha256: str) -> bool:
    """Tell whether a member names a file of which he is no source; what he may read is for the caller to find out."""
    return connection.execute(_LACKS, {"org": org, "sha256": sha256, "member": member}).first() is not None


def told_that_it_is_here(connection: Connection, org: int, member: str, sha256: str) -> None:
    """Note that a member need not send a whole file that he may read: his records show it as if he had sent it."""
    if would_become_one(connection, org, member, sha256):
        connection.execute(_ADD_SOURCE, {"org": org, "sha256": sha256, "member": member})
        announce_file_of(connection, org, sha256, member)
