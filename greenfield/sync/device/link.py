"""What a device knows of its hub."""

from msgspec import Struct


class Link(Struct, frozen=True, kw_only=True):
    """The hub that a workspace belongs to, and how far the two are; kept inside the encrypted workspace.

    `certificate` is the hub's own certificate (DER, base64), the only one that is trusted then; empty: the system's
    authorities. `since` is the position of the feed up to which everything is here, for this `epoch` and `scope`. `mode`:
    `automatic`, `by_hand`, `never`. `metered`: records first, files only on request.
    """

    url: str
    organisation: str
    organisation_name: str
    member: str
    member_name: str
    role: str
    token: str
    recipient: str = ""
    certificate: str = ""
    epoch: str = ""
    scope: str = ""
    since: int = 0
    durable_upto: int = 0
    mode: str = "automatic"
    metered: bool = False
    revoked: bool = False
    last_sync: str = ""
