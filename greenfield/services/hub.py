"""What the person does who runs a hub: makes it, serves it, invites people, sees devices, copies and restores it."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from greenfield.base.problem import Problem, ProblemError, Severity, fail
from greenfield.sync.device.address import PORT, in_groups
from greenfield.sync.hub import administration, opening
from greenfield.sync.hub.administration import ListedDevice, ListedMember, ListedOrganisation
from greenfield.sync.hub.callers import VISITOR
from greenfield.sync.hub.database import Database
from greenfield.sync.hub.quota import MemberUse, limit_of, list_use, set_limit
from greenfield.sync.hub.surroundings import Surroundings
from greenfield.sync.messages import PROTO, Invite
from greenfield.vault.files import write_whole
from greenfield.vault.opening import Vault
from greenfield.vault.passphrase import Cost
from greenfield.vault.recovery import RecoveryCode
from greenfield.vault.wrapping import Secret

DEFAULT_PORT = PORT
_MOST_BYTES = 10**15


def as_compared(fingerprint: str) -> str:
    """Return a fingerprint as devices show it, so that two people can compare it by telephone."""
    return in_groups(fingerprint)


@dataclass(frozen=True, slots=True)
class OpenHub:
    """A hub that is open for one command."""

    database: Database
    vault: Vault
    surroundings: Surroundings

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of its certificate, in hexadecimal digits."""
        return opening.certificate_of(self.database)[0].fingerprint

    def organisation(self, named: str = "") -> ListedOrganisation:
        """Return an organisation; `hub.no_organisation`, `hub.which_organisation`."""
        return administration.find_organisation(self.database, named)


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation: the code is shown only now. `problem`: why `file` could not be written; the code is good all the same."""

    code: str
    member: str
    role: str
    organisation: str
    url: str
    fingerprint: str
    expires: str
    file: Path | None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Serving:
    """Where a hub serves: its address for devices, and what a person compares; empty without TLS."""

    url: str
    fingerprint: str
    problems: tuple[Problem, ...] = ()


def make_hub(
    folder: Path, secret: Secret, name: str, *, with_recovery_code: bool = False, cost: Cost | None = None
) -> str | None:
    """Make a hub's folder; returns the recovery code, which is kept nowhere. Raises as `vault.creating.create` does."""
    code = RecoveryCode.new() if with_recovery_code else None
    opening.create_hub(folder, [secret, code] if code else [secret], name, Surroundings(), cost=cost)
    return str(code) if code else None


@contextmanager
def opened(folder: Path, secret: Secret) -> Iterator[OpenHub]:
    """Open a hub; another program may serve it meanwhile. Raises as `sync.hub.opening.opened_hub` does."""
    with opening.opened_hub(folder, secret) as (database, vault):
        yield OpenHub(database, vault, Surroundings())


def add_organisation(hub: OpenHub, name: str) -> ListedOrganisation:
    """Make an organisation; `hub.organisation_exists`."""
    if any(each.name == name for each in administration.list_organisations(hub.database)):
        raise fail("hub.organisation_exists", name)
    return hub.organisation(administration.add_organisation(hub.database, hub.surroundings, name))


def organisations(hub: OpenHub) -> list[tuple[ListedOrganisation, list[ListedMember]]]:
    """Return all organisations with their members, by name."""
    listed = administration.list_organisations(hub.database)
    return [(each, administration.list_members(hub.database, each.id)) for each in listed]


def invite(
    hub: OpenHub,
    name: str,
    *,
    role: str = "",
    organisation: str = "",
    url: str = "",
    days: int,
    out: Path | None,
) -> Invitation:
    """Invite a member, a new one if nobody is called so, to bring in one device.

    `url` is where devices reach the hub, else where it served last (`hub.no_address`). With `out` an invite file is written, the
    code in it, for nobody else on this computer to read; where that fails once there is a code, `problem` says so. Raises also
    `hub.no_role`, `hub.other_role`, `hub.no_member`, and `file.unwritable` where there is no such folder.
    """
    found = hub.organisation(organisation)
    address = url or opening.address_of(hub.database)
    if not address:
        raise fail("hub.no_address")
    if out is not None and not out.parent.is_dir():  # before there is a code that nobody would see
        raise fail("file.unwritable", str(out), reason=os.strerror(errno.ENOENT))
    known = administration.find_member(hub.database, found.id, name)
    if known is not None and role not in {"", known.role}:
        raise fail("hub.other_role", name, role=known.role)
    wanted = known.role if known else role or VISITOR
    member = (
        known.id
        if known
        else administration.add_member(hub.database, hub.surroundings, found.id, name, wanted)
    )
    made = administration.invite(hub.database, hub.surroundings, found.id, member, days)
    fingerprint = "" if address.startswith("http:") else hub.fingerprint
    invitation = Invitation(made.code, member, wanted, found.name, address, fingerprint, made.expires, out)
    if out is not None:
        content = Invite(
            proto=PROTO,
            url=address,
            code=made.code,
            fingerprint=fingerprint,
            organisation=found.id,
            organisation_name=found.name,
        )
        written = msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"
        try:
            write_whole(out, written, private=True)
        except ProblemError as error:
            return replace(invitation, file=None, problem=error.problems[0])
    return invitation


def devices(hub: OpenHub, organisation: str = "") -> list[ListedDevice]:
    """Return the devices of an organisation."""
    return administration.list_devices(hub.database, hub.organisation(organisation).id)


def revoke(hub: OpenHub, device: str, organisation: str = "") -> ListedDevice:
    """Let a device in no more; `hub.no_device`."""
    return administration.revoke(hub.database, hub.organisation(organisation).id, device)


def quota(hub: OpenHub, organisation: str = "") -> tuple[int, list[MemberUse]]:
    """Return how many bytes each member may store, and how many each one of an organisation does."""
    found = hub.organisation(organisation)
    with hub.database.reading() as connection:
        return limit_of(connection), list_use(connection, found.id)


def set_quota(hub: OpenHub, size: float) -> None:
    """Set how many bytes each member may store; `hub.no_quota` for what is no number of them."""
    if not 0 <= size <= _MOST_BYTES:
        raise fail("hub.no_quota")
    with hub.database.writing() as connection:
        set_limit(connection, round(size))


def backup(hub: OpenHub, target: Path) -> None:
    """Copy a hub, also while it serves, and read the copy whole; raises as `vault.backup.backup` does."""
    opening.backup_hub(hub.database, hub.vault, target)


def restore(source: Path, secret: Secret, target: Path) -> None:
    """Make a hub from a backup; devices bring back what it lacks. Raises as `vault.backup.restore` does."""
    opening.restore_hub(source, secret, target, Surroundings())


def import_file(hub: OpenHub, path: Path, *, organisation: str = "", member: str = "") -> dict[str, object]:
    """Take an exchange file that was sealed to an organisation; `member` stands in for a writer whom the hub does not know.

    Returns how many changes had which status, and how many files came in or were left out. Raises ProblemError
    `hub.no_member`, `file.unreadable`, `exchange.*`.
    """
    from greenfield.sync.hub.importing import import_into_hub  # noqa: PLC0415  loads age, which few commands need

    found = hub.organisation(organisation)
    known = administration.find_member(hub.database, found.id, member) if member else None
    if member and known is None:
        raise fail("hub.no_member", member)
    taken = import_into_hub(hub.database, hub.surroundings, found.id, path, known.id if known else "")
    return {"statuses": taken.statuses, "files": taken.files, "files_left_out": taken.left_out}


def serve(
    hub: OpenHub,
    host: str,
    port: int,
    ready: Callable[[Serving], None],
    *,
    url: str = "",
    plain: bool = False,
    announce: bool = False,
) -> None:
    """Serve until SIGTERM or SIGINT; `ready` is called once devices can come.

    `plain` is HTTP without TLS, for this computer alone or behind a proxy. Raises ProblemError `hub.port_taken`.
    """
    from greenfield.sync.discovery import announced  # noqa: PLC0415  these load a web server, which only this needs
    from greenfield.sync.hub.hub import Hub  # noqa: PLC0415
    from greenfield.sync.hub.serving import Service, own_address  # noqa: PLC0415

    certificate, name = opening.certificate_of(hub.database)
    shown = own_address() if host in {"0.0.0.0", "::", ""} else host  # noqa: S104  compared, not bound
    with ExitStack() as stack:

        def tell(taken: int) -> None:
            address = url or f"http{'' if plain else 's'}://{f'[{shown}]' if ':' in shown else shown}:{taken}"
            opening.note_address(hub.database, address)
            problems: tuple[Problem, ...] = ()
            if announce:
                names = [each.name for each in administration.list_organisations(hub.database)]
                try:
                    stack.enter_context(
                        announced(
                            name,
                            taken,
                            ", ".join(names),
                            "" if plain else certificate.fingerprint,
                            interfaces=[host] if host == shown else [],
                        )
                    )
                except ProblemError as error:
                    problems = tuple(
                        Problem(each.code, each.place, each.values, Severity.WARNING)
                        for each in error.problems
                    )
            ready(Serving(address, "" if plain else certificate.fingerprint, problems))

        service = Service(Hub(hub.database), host, port, None if plain else certificate, tell)
        if not service.serve():
            raise fail("hub.port_taken", f"{host}:{port}")
