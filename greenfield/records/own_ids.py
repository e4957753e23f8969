"""Ids that are made here: a hash of what they name under a secret salt, so that who was told the salt need not be told them.

One BLAKE2b of a change without its cid, keyed with the salt, gives 32 bytes: the second half is the cid; the first half is the
id of the record where the change creates one and no other id was given, and then that is left out of what is hashed as well. Who
does not know the salt can tell neither in advance. Two changes have the same ids only if they are the same change.
"""

import hashlib
from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from greenfield.base.ids import ID_LENGTH
from greenfield.records.change import Change, look_at_values, without_hash_of

SALT_BYTES: Final = 32
_CID: Final = b'"cid":"'
_RECORD: Final = b'"record":"'
_FRESH: Final = b'"op":"create",' + _RECORD
_HASH: Final = b'"hash":"'
_HASH_LENGTH: Final = len(_HASH) + 64 + len('",')
_QUOTE: Final = b'"'
_PERSON: Final = b"greenfield ids"
_LONGEST_MARK: Final = 4


class Named(NamedTuple):
    """A change as canonical bytes without its hash, and the ids in it that were made of it; `record` is empty for a given one."""

    body: bytes
    cid: str
    record: str


class Blank(NamedTuple):
    """A change with a mark in place of its cid, and nothing in place of its record's id where that was made with it; and `whole`, with both."""

    body: bytes
    whole: bytes
    cid: bytes
    record: bytes


def seal_with_ids(change: Change, salt: bytes) -> Change:
    """Return a change, made without cid and hash, with both; without a record, with a new id of one as well.

    Raises ProblemError `change.malformed` if a value has no canonical form.
    """
    look_at_values(change)
    made = named(without_hash_of(change), salt)
    return msgspec.structs.replace(
        change,
        cid=made.cid,
        record=made.record or change.record,
        hash=hashlib.sha256(made.body).hexdigest(),
    )


def named(body: bytes, salt: bytes) -> Named:
    """Put ids into canonical bytes without a hash, in which cid and, for a record of a new id, `record` are empty.

    ValueError for bytes without these places.
    """
    head, _, tail = _around(body)
    return _named(head, tail, salt)


def filled(body: bytes, salts: Sequence[bytes]) -> Named | None:
    """Put ids in where a mark stands in place of the cid: the number of a salt; None for a change that has its cid.

    ValueError or IndexError for what is no such change.
    """
    head, mark, tail = _around(body)
    if len(mark) == ID_LENGTH:
        return None
    if not mark.isdigit() or len(mark) > _LONGEST_MARK:
        raise ValueError
    return _named(head, tail, salts[int(mark)])


def blank(change: bytes, salt: bytes, mark: bytes) -> Blank | None:
    """Take out of an encoded change its hash and what `filled` puts in for this salt; None where its cid is another one.

    Its hash follows then: only who made the change here knew the salt.
    """
    at = change.rfind(_HASH)
    body = change[:at] + change[at + _HASH_LENGTH :]
    try:
        head, cid, tail = _around(body)
        place = _place_of_record(tail)
    except ValueError:
        return None
    if tail[:place].endswith(_FRESH):
        record, rest = tail[place : place + ID_LENGTH], tail[:place] + tail[place + ID_LENGTH :]
        if rest[place : place + 1] == _QUOTE and _ids(head, rest, salt).encode() == record + cid:
            return Blank(b"".join((head, mark, rest)), body, cid, record)
    if tail[place : place + 1] == _QUOTE or _ids(head, tail, salt)[ID_LENGTH:].encode() != cid:
        return None
    return Blank(b"".join((head, mark, tail)), body, cid, b"")


def _around(body: bytes) -> tuple[bytes, bytes, bytes]:
    """Return what stands before the cid, the cid, and what stands behind it."""
    begin = body.index(_CID) + len(_CID)
    end = body.index(_QUOTE, begin)
    return body[:begin], body[begin:end], body[end:]


def _place_of_record(tail: bytes) -> int:
    return tail.rindex(_RECORD) + len(_RECORD)


def _named(head: bytes, tail: bytes, salt: bytes) -> Named:
    place = _place_of_record(tail)
    ids = _ids(head, tail, salt)
    record, cid = ids[:ID_LENGTH], ids[ID_LENGTH:]
    if tail[place : place + 1] != _QUOTE:
        return Named(b"".join((head, cid.encode(), tail)), cid, "")
    whole = b"".join((head, cid.encode(), tail[:place], record.encode(), tail[place:]))
    return Named(whole, cid, record)


def _ids(head: bytes, tail: bytes, salt: bytes) -> str:
    found = hashlib.blake2b(head, digest_size=ID_LENGTH, key=salt, person=_PERSON)
    found.update(tail)
    return found.hexdigest()
