"""What the person does who runs a hub: organisations, members, invitations, devices."""

from typing import Final, NamedTuple

from sqlalchemy import insert, select, update

from greenfield.base.problem import fail
from greenfield.sync.exchange.sealing import new_identity, recipient_of
from greenfield.sync.hub import tables
from greenfield.sync.hub.callers import ROLES
from greenfield.sync.hub.database import Database
from greenfield.sync.hub.surroundings import DAY, Surroundings, hashed_code, iso

INVITE_DAYS: Final = 14
_SHORTEST_ID: Final = 4
_o, _m, _d = tables.organisation.c, tables.member.c, tables.device.c


class ListedOrganisation(NamedTuple):
    """An organisation as it is listed."""

    id: str
    name: str
    epoch: str
    head: int
    durable_upto: int


class ListedDevice(NamedTuple):
    """A device as it is listed; `seen` and `expires` are ISO 8601."""

    id: str
    name: str
    member: str
    member_name: str
    role: str
    program: str
    seen: str
    expires: str
    revoked: bool


class ListedMember(NamedTuple):
    """A member as he is listed."""

    id: str
    name: str
    role: str


class Invited(NamedTuple):
    """A member who may bring one device in by a code, which is shown only now; `expires` is ISO 8601."""

    code: str
    organisation: str
    organisation_name: str
    member: str
    expires: str


def add_organisation(database: Database, surroundings: Surroundings, name: str) -> str:
    """Make an organisation and return its id."""
    identity = new_identity()
    organisation = surroundings.new_id()
    with database.writing() as connection:
        connection.execute(
            insert(tables.organisation).values(
                id=organisation,
                name=name,
                epoch=surroundings.new_id(),
                seal_key=surroundings.chance(32),
                identity=identity,
                recipient=recipient_of(identity),
            )
        )
    return organisation


def list_organisations(database: Database) -> list[ListedOrganisation]:
    """Return all organisations, by name."""
    with database.reading() as connection:
        rows = connection.execute(
            select(_o.id, _o.name, _o.epoch, _o.head, _o.durable_upto).order_by(_o.name)
        )
        return [ListedOrganisation(*row) for row in rows]


def find_organisation(database: Database, named: str = "") -> ListedOrganisation:
    """Return the organisation of a name or the beginning of an id; the only one where nothing is named.

    Raises ProblemError `hub.no_organisation`, `hub.which_organisation`.
    """
    listed = list_organisations(database)
    found = [each for each in listed if not named or each.name == named or each.id.startswith(named)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(each.name for each in found or listed)
    raise fail("hub.which_organisation" if found else "hub.no_organisation", named, names=names)


def add_member(
    database: Database, surroundings: Surroundings, organisation: str, name: str, role: str
) -> str:
    """Make a member of an organisation and return his id; `hub.no_role` for a role that there is not."""
    if role not in ROLES:
        raise fail("hub.no_role", role)
    member = surroundings.new_id()
    with database.writing() as connection:
        org, head = connection.execute(select(_o.org, _o.head).where(_o.id == organisation)).one()
        connection.execute(
            insert(tables.member).values(org=org, id=member, name=name, role=role, joined=head)
        )
    return member


def invite(
    database: Database, surroundings: Surroundings, organisation: str, member: str, days: int = INVITE_DAYS
) -> Invited:
    """Return a code by which a member brings in one device within some days."""
    code, expires = surroundings.new_code(), surroundings.now() + days * DAY
    with database.writing() as connection:
        org, name = connection.execute(select(_o.org, _o.name).where(_o.id == organisation)).one()
        connection.execute(
            insert(tables.invite).values(org=org, code=hashed_code(code), member=member, expires=expires)
        )
    return Invited(code, organisation, name, member, iso(expires))


def list_members(database: Database, organisation: str) -> list[ListedMember]:
    """Return the members of an organisation, by name."""
    with database.reading() as connection:
        rows = connection.execute(
            select(_m.id, _m.name, _m.role)
            .join(tables.organisation, _o.org == _m.org)
            .where(_o.id == organisation)
            .order_by(_m.name)
        )
        return [ListedMember(*row) for row in rows]


def find_member(database: Database, organisation: str, named: str) -> ListedMember | None:
    """Return the member of a name, else of the beginning of an id; None for none.

    Raises ProblemError `hub.no_member` for several.
    """
    listed = list_members(database, organisation)
    found = [each for each in listed if each.name == named] or [
        each for each in listed if len(named) >= _SHORTEST_ID and each.id.startswith(named)
    ]
    if len(found) > 1:
        raise fail("hub.no_member", named)
    return found[0] if found else None


def list_devices(database: Database, organisation: str) -> list[ListedDevice]:
    """Return the devices of an organisation, by name of the member."""
    with database.reading() as connection:
        rows = connection.execute(
            select(_d.id, _d.name, _d.member, _m.name, _m.role, _d.program, _d.seen, _d.expires, _d.revoked)
            .join(tables.organisation, _o.org == _d.org)
            .join(tables.member, (_m.org == _d.org) & (_m.id == _d.member))
            .where(_o.id == organisation)
            .order_by(_m.name, _d.name)
        ).all()
    return [ListedDevice(*row[:6], iso(row[6]), iso(row[7]), bool(row[8])) for row in rows]


def revoke(database: Database, organisation: str, device: str) -> ListedDevice:
    """Let a device in no more; `device` is the beginning of its id. Raises ProblemError `hub.no_device`."""
    found = [each for each in list_devices(database, organisation) if each.id.startswith(device)]
    if len(found) != 1:
        raise fail("hub.no_device", device)
    with database.writing() as connection:
        org = connection.execute(select(_o.org).where(_o.id == organisation)).scalar_one()
        connection.execute(update(tables.device).where(_d.org == org, _d.id == found[0].id).values(revoked=1))
    return found[0]._replace(revoked=True)


def begin_epochs(database: Database, surroundings: Surroundings) -> None:
    """Give every organisation a new epoch, because the hub was restored: devices bring back what it lacks."""
    with database.writing() as connection:
        for org in connection.execute(select(_o.org)).scalars().all():
            connection.execute(
                update(tables.organisation)
                .where(_o.org == org)
                .values(epoch=surroundings.new_id(), durable_upto=_o.head)
            )


def begin_epoch(database: Database, surroundings: Surroundings, org: int, before: str) -> str:
    """Give an organisation (by its number) a new epoch unless somebody else did so since `before`; return the one that holds."""
    with database.writing() as connection:
        connection.execute(
            update(tables.organisation)
            .where(_o.org == org, _o.epoch == before)
            .values(epoch=surroundings.new_id())
        )
        return str(connection.execute(select(_o.epoch).where(_o.org == org)).scalar_one())
