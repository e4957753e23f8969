"""How a device joins by a one-time code, and how its token is replaced."""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from typing import Final, NamedTuple

from sqlalchemy import Connection, delete, insert, or_, select, update

from greenfield.sync.hub import tables
from greenfield.sync.hub.callers import Caller, Organisation, explain_copies, organisation_of
from greenfield.sync.hub.database import Database
from greenfield.sync.hub.quota import count_anew
from greenfield.sync.hub.refusal import Refused
from greenfield.sync.hub.surroundings import DAY, MINUTE, Surroundings, hashed, hashed_code
from greenfield.sync.messages import Enrol

TOKEN_DAYS: Final = 400
"""Laptops stay away for months; a device that comes back within this time needs no new code."""

GRACE_DAYS: Final = 7
"""How long a replaced token serves on, unless the new one was used: the answer with it may have been lost."""

_AGAIN: Final = 30 * MINUTE
"""How long the same device may use its code again, for the same reason."""

_ID: Final = re.compile(r"[0-9a-f]{32}")
_LONGEST: Final = 200
_i, _d, _m, _o = tables.invite.c, tables.device.c, tables.member.c, tables.organisation.c


class Joined(NamedTuple):
    """A device that has joined, with its new token."""

    organisation: Organisation
    member: str
    member_name: str
    role: str
    token: str
    expires: int


def enrol(database: Database, surroundings: Surroundings, asked: Enrol) -> Joined:
    """Let a device join; a revoked one by a code that was never used.

    Refuses with 400 `enrol.malformed`, 401 `code.unknown` (also for an expired one), 401 `code.used`, 409 `device.taken` for the id of
    somebody else's device, unless that one was revoked and it is the same workspace (`recipient`, its own key), which joined by
    another's invitation, say: whose device wrote a change, his it is. What `asked` leaves hears of it with its next page.
    """
    if not _ID.fullmatch(asked.device) or not _are_short(
        asked.name, asked.program, asked.recipient, asked.leaves, asked.left_recipient
    ):
        raise Refused(400, "enrol.malformed")
    now, code = surroundings.now(), hashed_code(asked.code)
    with database.writing() as connection:
        found = connection.execute(
            select(_i.org, _i.member, _i.expires, _i.used, _i.device, _m.name, _m.role)
            .join(tables.member, (_m.org == _i.org) & (_m.id == _i.member))
            .where(_i.code == code)
        ).first()
        if found is None or now >= found.expires:
            raise Refused(401, "code.unknown")
        if found.used and (found.device != asked.device or now - found.used > _AGAIN):
            raise Refused(401, "code.used")
        token, expires = surroundings.new_token(), now + TOKEN_DAYS * DAY
        is_anothers = _is_anothers(connection, found.org, found.member, asked, used=bool(found.used))
        _keep_device(
            connection,
            found.org,
            found.member,
            asked,
            {"token": hashed(token), "expires": expires, "seen": now},
        )
        _leave(connection, found.org, asked)
        if is_anothers:
            count_anew(connection)
        used = {"used": found.used or now, "device": asked.device}
        connection.execute(update(tables.invite).where(_i.org == found.org, _i.code == code).values(used))
        organisation = organisation_of(connection, found.org)
    return Joined(organisation, found.member, found.name, found.role, token, expires)


def rename(database: Database, caller: Caller, name: str) -> None:
    """Call a device otherwise from now on. Refuses with 400 `enrol.malformed` a name that is too long."""
    if not _are_short(name):
        raise Refused(400, "enrol.malformed")
    with database.writing() as connection:
        own = (_d.org == caller.org, _d.id == caller.device)
        named = _next_name(connection, caller.org)
        connection.execute(update(tables.device).where(*own).values(name=name, named=named))


def names_since(database: Database, org: int, since: int) -> dict[str, str]:
    """Return the devices of an organisation, also revoked ones, that got their name after so many had been given."""
    with database.reading() as connection:
        found = connection.execute(select(_d.id, _d.name).where(_d.org == org, _d.named > since)).all()
    return {str(device): str(name) for device, name in found}


def _are_short(*words: str) -> bool:
    return all(len(word) <= _LONGEST and "\0" not in word for word in words)


def _is_anothers(connection: Connection, org: int, member: str, asked: Enrol, *, used: bool) -> bool:
    """Tell whether a device was somebody else's; refuses one that may not join."""
    own = (_d.org == org, _d.id == asked.device)
    known = connection.execute(select(_d.member, _d.revoked, _d.recipient).where(*own)).first()
    if known is None:
        return False
    is_anothers = bool(known.member != member)
    # the ids of devices stand in every change, for everybody to read
    is_same = bool(known.recipient) and known.recipient == asked.recipient
    if is_anothers and not (known.revoked and is_same):
        raise Refused(409, "device.taken")
    if known.revoked and used:
        raise Refused(401, "code.used")
    return is_anothers


def _keep_device(
    connection: Connection, org: int, member: str, asked: Enrol, fresh: dict[str, str | int]
) -> None:
    """Write a device's row anew, whatever became of it before; what is known of copies stays."""
    own = (_d.org == org, _d.id == asked.device)
    before = connection.execute(select(_d.leaves, _d.left_at).where(*own)).first()
    connection.execute(delete(tables.device).where(*own))
    connection.execute(
        insert(tables.device).values(
            org=org,
            id=asked.device,
            member=member,
            name=asked.name,
            program=asked.program,
            recipient=asked.recipient,
            named=_next_name(connection, org),
            leaves=before.leaves if before else "",
            left_at=before.left_at if before else 0,
            **fresh,
        )
    )


def _next_name(connection: Connection, org: int) -> int:
    """Count one more name that a device of an organisation got, so that the others are told."""
    counted = update(tables.organisation).where(_o.org == org).values(names=_o.names + 1).returning(_o.names)
    return int(connection.execute(counted).scalar_one())


def _leave(connection: Connection, org: int, asked: Enrol) -> None:
    """Note which device a copied workspace was until now; nothing where it does not prove to know that device's key."""
    left = (_d.org == org, _d.id == asked.leaves, _d.recipient == asked.left_recipient)
    joined = (_d.org == org, _d.id == asked.device, _d.leaves != asked.leaves)
    if not asked.left_recipient or asked.leaves == asked.device:
        return
    if (
        connection.execute(select(_d.id).where(*left)).first() is not None
        and connection.execute(update(tables.device).where(*joined).values(leaves=asked.leaves)).rowcount
    ):
        explain_copies(connection, org, asked.leaves)


def find_token(database: Database, token: str) -> tuple[Organisation, str] | None:
    """Return the organisation and device of a token, current or replaced; None for none."""
    told = hashed(token)
    with database.reading() as connection:
        found = connection.execute(
            select(_d.org, _d.id).where(or_(_d.token == told, _d.previous == told))
        ).first()
        return None if found is None else (organisation_of(connection, found.org), str(found.id))


def rotate(
    database: Database, surroundings: Surroundings, caller: Caller, used: str
) -> tuple[Organisation, str, int]:
    """Replace the token of a device; the one that it `used` serves on for a while. Returns the new one and its end.

    The same for the same token, so that of a request that came twice either answer will do. Refuses with 401
    `device.unknown` a token that was replaced and is not needed any more.
    """
    now, told = surroundings.now(), hashed(used)
    expires = now + TOKEN_DAYS * DAY
    with database.writing() as connection:
        organisation = organisation_of(connection, caller.org)
        token = _next_token(organisation.seal_key, used)
        replaced = connection.execute(
            update(tables.device)
            .where(
                _d.org == caller.org,
                _d.id == caller.device,
                _d.revoked == 0,
                or_(_d.token == told, _d.previous == told),
            )
            .values(
                token=hashed(token), previous=told, previous_until=now + GRACE_DAYS * DAY, expires=expires
            )
        )
        if not replaced.rowcount:
            raise Refused(401, "device.unknown")
        return organisation, token, expires


def _next_token(key: bytes, used: str) -> str:
    """Return the token after one: only who has that one and the hub's key can tell it."""
    made = hmac.new(key, f"token after {used}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(made).decode().rstrip("=")
