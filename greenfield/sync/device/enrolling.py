"""A device joins an organisation: an invite is read, the hub's certificate compared, the code exchanged for a token."""

from typing import Final

import msgspec

from greenfield import __version__
from greenfield.base.problem import fail
from greenfield.sync.device.address import checked, plain_fingerprint
from greenfield.sync.device.conduct import Conduct
from greenfield.sync.device.hub_line import HubLine, RefusedError
from greenfield.sync.device.link import Link
from greenfield.sync.messages import PROTO, Enrol, Enrolled, Invite
from greenfield.sync.transport import Transport

INVITE_ENDING: Final = ".greenfield-invite"
INVITE_LIMIT: Final = 65536


def read_invite(content: bytes, where: str = "") -> Invite:
    """Return an invite with a checked address and fingerprint.

    Raises ProblemError `sync.invite` for what is none, `proto.newer`, and as `address.checked` does.
    """
    try:
        invite = msgspec.json.decode(content[:INVITE_LIMIT], type=Invite)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise fail("sync.invite", where) from error
    if invite.proto > PROTO:
        raise fail("proto.newer", where)
    if not invite.code:
        raise fail("sync.invite", where)
    fingerprint = plain_fingerprint(invite.fingerprint) if invite.fingerprint else ""
    return msgspec.structs.replace(invite, url=checked(invite.url), fingerprint=fingerprint)


def enrol(
    transport: Transport,
    url: str,
    code: str,
    *,
    device: str,
    name: str,
    recipient: str,
    left: tuple[str, str] = ("", ""),
    certificate: str = "",
    conduct: Conduct | None = None,
) -> Link:
    """Exchange a one-time code for the link to an organisation's hub; the feed begins at its beginning.

    `device` is the workspace's id in its changes, `name` how people call it, `certificate` the one that the transport trusts.
    `left` are id and age key of the device that this workspace is a copy of and was until now.
    Raises ProblemError `code.unknown`, `code.used`, `device.taken`, `sync.line` and what else `HubLine` raises. A code whose answer got lost can be sent again for a while by the same device.
    """
    message = Enrol(
        proto=PROTO,
        code=code.strip(),
        device=device,
        name=name,
        program=__version__,
        recipient=recipient,
        leaves=left[0],
        left_recipient=left[1],
    )
    hub = HubLine(transport, "", "", conduct or Conduct())
    try:
        said = hub.ask("POST", "/v1/devices/enrol", Enrolled, message)
    except RefusedError as error:
        raise fail("sync.not_understood", code=error.code or str(error.status)) from error
    return Link(
        url=url,
        organisation=said.organisation,
        organisation_name=said.organisation_name,
        member=said.member,
        member_name=said.member_name,
        role=said.role,
        token=said.token,
        expires=said.expires,
        device_name=name,
        recipient=said.recipient,
        certificate=certificate,
        epoch=said.epoch,
        durable_upto=said.durable_upto,
        tables=said.tables,
        folded=said.folded,
    )
