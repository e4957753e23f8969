"""A workspace joins an organisation's hub, and leaves it."""

import base64
import hashlib
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from greenfield.base.ids import new_id
from greenfield.base.problem import ProblemError, fail
from greenfield.services.sync.identity import OWN_KEY, own_recipient
from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.services.workspaces import introduce
from greenfield.store.workspace import Workspace
from greenfield.sync.device.address import Certificate, checked, in_groups, look_at, pinned
from greenfield.sync.device.conduct import PERSON_WAITS, Conduct
from greenfield.sync.device.enrolling import INVITE_LIMIT, enrol, read_invite
from greenfield.sync.device.http_line import HttpLine
from greenfield.sync.device.link import Link
from greenfield.sync.exchange.sealing import new_identity, recipient_of
from greenfield.sync.transport import Transport

LineTo = Callable[[str, str], Transport]
"""Makes a line to an address with a certificate (DER, base64; empty: the system's authorities)."""
ADMINISTRATOR: Final = "administrator"
_FORMER = "sync_former"
_LEFT = "sync_left"
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Invitation:
    """How to join: the hub's address, a one-time code, the fingerprint to compare, and whose hub it is if that is known."""

    url: str
    code: str
    fingerprint: str = ""
    organisation: str = ""
    organisation_name: str = ""


def invitation_in(path: Path) -> Invitation:
    """Return the invitation in a file; raises `file.unreadable` and as `sync.device.enrolling.read_invite` does."""
    try:
        with path.open("rb") as file:
            content = file.read(INVITE_LIMIT)
    except OSError as error:
        raise fail("file.unreadable", str(path), reason=error.strerror or str(error)) from error
    found = read_invite(content, path.name)
    return Invitation(found.url, found.code, found.fingerprint, found.organisation, found.organisation_name)


def hub_at(url: str) -> Certificate | None:
    """Return what a hub shows of itself, to be compared by a person before connecting; None for one on this machine.

    Sends nothing. Raises ProblemError `sync.address`, `sync.insecure`, `sync.unreached`.
    """
    address = checked(url)
    with _named_as_unreached(address):
        return None if address.startswith("http:") else look_at(address)


def connect(
    workspace: Workspace,
    invitation: Invitation,
    *,
    name: str = "",
    bring_along: bool = False,
    as_new_device: bool = False,
    line_to: LineTo = HttpLine,
    conduct: Conduct | None = None,
) -> Link:
    """Join the organisation that somebody was invited to, and return what is known of it.

    The certificate is compared with the fingerprint before anything is sent. `name` is how people call this device;
    whoever works here and never said so gets the name of the member. A workspace of the same organisation goes on where
    it was. `as_new_device`: a copy of a workspace becomes a device of its own, see `become_new_device`; it stays the
    one that it was unless the hub takes it. Without `conduct` a hub that does not answer is asked once more only. Raises
    ProblemError `sync.connected_already`, `sync.other_organisation` (unless `bring_along`), and as `address.checked`,
    `address.pinned` and `enrolling.enrol` do.
    """
    store = WorkspaceStore(workspace)
    copied = store.link() if as_new_device else None
    before = None if as_new_device else store.link()
    own = _NewDevice() if as_new_device else None
    if before is not None and invitation.organisation not in {"", before.organisation}:
        raise fail("sync.connected_already", organisation=before.organisation_name)
    url = checked(invitation.url)
    with _named_as_unreached(url):
        certificate = pinned(url, invitation.fingerprint)
    line = line_to(url, certificate)
    try:
        with _named_as_unreached(url):
            link = enrol(
                line,
                url,
                invitation.code,
                device=own.device if own else workspace.device,
                name=_short(name) or (before.device_name if before else "") or own_name(),
                recipient=recipient_of(own.identity) if own else own_recipient(workspace),
                left=_identity(workspace) if own else _left(workspace),
                certificate=certificate,
                conduct=conduct or Conduct(attempts=PERSON_WAITS),
            )
    finally:
        line.close()
    if before is not None:
        if before.organisation != link.organisation:
            raise fail("sync.connected_already", organisation=before.organisation_name)
        link = _goes_on(link, before)
    else:
        _refuse_another(workspace, link, bring_along=bring_along)
    if own is not None:
        become_new_device(workspace, own)
    if copied is not None:
        link = replace(link, mode=copied.mode, metered=copied.metered)
    workspace.keep(**{_FORMER: f"{link.organisation} {link.organisation_name}"})
    store.save_link(link)
    if not workspace.author:
        introduce(workspace, link.member_name)
    return link


def _goes_on(link: Link, before: Link) -> Link:
    """Return a new link to the same hub that stands where the former one stood."""
    return replace(
        link,
        epoch=before.epoch,
        scope=before.scope,
        since=before.since,
        head=before.head,
        sweeping=before.sweeping,
        durable_upto=before.durable_upto,
        mode=before.mode,
        metered=before.metered,
        last_sync=before.last_sync,
    )


def own_name() -> str:
    """Return what a device is called unless somebody says otherwise: the name of the computer."""
    return _short(platform.node().removesuffix(".local")) or "Greenfield"


def name_device(workspace: Workspace, name: str) -> Link:
    """Call this device otherwise; whoever runs the hub sees it after the next sync.

    Raises ProblemError `sync.no_name` for a name without a sign, `sync.not_connected`.
    """
    short = _short(name)
    if not short:
        raise fail("sync.no_name")
    return WorkspaceStore(workspace).change_link(device_name=short, is_name_told=False)


def _short(name: str) -> str:
    """Return a name of a device as it is shown: in one line of at most 80 signs."""
    return " ".join(name.replace("\0", " ").split())[:_LONGEST_NAME].rstrip()


def disconnect(workspace: Workspace) -> None:
    """Forget the hub; all records stay here, and what was not sent is unsent. Raises `sync.not_connected`."""
    store = WorkspaceStore(workspace)
    if store.link() is None:
        raise fail("sync.not_connected")
    store.save_link(None)


@dataclass(frozen=True, slots=True)
class _NewDevice:
    """The id of a device that nobody is yet, and its own age key."""

    device: str = field(default_factory=new_id)
    identity: str = field(default_factory=new_identity)


def become_new_device(workspace: Workspace, own: _NewDevice | None = None) -> None:
    """Let a copy of a workspace be a device of its own, which then connects by a code of its own. Nothing is lost.

    What was not sent yet is sent by the new device; until it connects, the workspace belongs to no hub. `connect` does
    both in one, and only once the hub has taken the device.
    """
    own = own or _NewDevice()
    store = WorkspaceStore(workspace)
    if store.link() is not None:
        store.save_link(None)
    left = " ".join(_identity(workspace))
    workspace.keep(device=own.device, workspace=new_id(), **{OWN_KEY: own.identity, _LEFT: left})


def _identity(workspace: Workspace) -> tuple[str, str]:
    """Return the id of this device, and its public key."""
    return workspace.device, own_recipient(workspace)


def _left(workspace: Workspace) -> tuple[str, str]:
    """Return the same of the device that this workspace was before it became one of its own; empty for none."""
    device, _, recipient = workspace.kept(_LEFT).partition(" ")
    return device, recipient


def link_of(workspace: Workspace) -> Link | None:
    """Return what is known of the hub; None for a workspace that belongs to none."""
    return WorkspaceStore(workspace).link()


def may_erase(link: Link | None) -> bool:
    """Tell whether whoever works here may remove records for good: an administrator, or anybody who belongs to no hub."""
    return link is None or link.role == ADMINISTRATOR


def fingerprint_of(link: Link) -> str:
    """Return the fingerprint of the certificate that is trusted, in groups; empty where the system's authorities are."""
    return in_groups(plain_fingerprint_of(link))


def plain_fingerprint_of(link: Link) -> str:
    """Return the same fingerprint as scripts read it, as the hub's own commands give it."""
    der = base64.b64decode(link.certificate)
    return hashlib.sha256(der).hexdigest() if der else ""


@contextmanager
def _named_as_unreached(url: str) -> Iterator[None]:
    """Say of a line that breaks before anybody joined that nothing was agreed yet."""
    try:
        yield
    except ProblemError as error:
        if error.code != "sync.line":
            raise
        raise fail("sync.unreached", url, **error.problems[0].values) from error


def _refuse_another(workspace: Workspace, link: Link, *, bring_along: bool) -> None:
    """Let nothing of one organisation go to another one unless a person wants it so."""
    former, _, former_name = workspace.kept(_FORMER).partition(" ")
    if former and former != link.organisation and not bring_along:
        raise fail("sync.other_organisation", former=former_name, organisation=link.organisation_name)
