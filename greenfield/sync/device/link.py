"""What a device knows of its hub."""

from msgspec import Struct


class Link(Struct, frozen=True, kw_only=True):
    """The hub that a workspace belongs to, and how far the two are; kept inside the encrypted workspace.

    `certificate` is the hub's own certificate (DER, base64), the only one that is trusted then; empty: the system's
    authorities. `since` is the position of the feed up to which everything is here, for this `epoch` and `scope`. `mode`:
    `automatic`, `by_hand`, `never`. `metered`: records and small files alone, photos and documents on request. `expires` (ISO 8601, the hub's clock)
    is when the token ends. `sweeping`: the feed is read from its beginning because this device may read something else
    now; what does not come again is forgotten at its end. `again_upto`: up to there the feed of a restored hub is read once
    more. `head` is the hub's last number that was heard of. `is_name_told`: the hub knows the device by the name that it has
    now. `left` and `names` as in `greenfield.sync.messages.Page`. `tables`: the hub reads pushes in tables, `folded`: in
    folded ones.
    """

    url: str
    organisation: str
    organisation_name: str
    member: str
    member_name: str
    role: str
    token: str
    expires: str = ""
    device_name: str = ""
    is_name_told: bool = True
    recipient: str = ""
    certificate: str = ""
    epoch: str = ""
    scope: str = ""
    since: int = 0
    head: int = 0
    sweeping: bool = False
    again_upto: int = 0
    durable_upto: int = 0
    left: int = 0
    names: int = 0
    tables: bool = False
    folded: bool = False
    mode: str = "automatic"
    metered: bool = False
    revoked: bool = False
    last_sync: str = ""
