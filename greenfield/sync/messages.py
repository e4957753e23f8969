"""What device and hub say to each other: JSON of these structs, compressed by zstd (`greenfield.sync.wire`).

Every message names `proto`. Keys that a version does not know are ignored, except in changes, which travel as they
were written, byte by byte, so that a newer version's fields survive an older hub.
"""

from typing import Annotated, Final, NamedTuple

from msgspec import Meta, Raw, Struct

PROTO: Final = 1
"""The version of the messages; a hub answers `proto.newer` to what it does not speak."""


class Said(Struct, kw_only=True, omit_defaults=True):
    """What every answer of a hub to a device carries.

    `epoch` is another one after a hub was restored; `head` the position of its last accepted change; `durable_upto` the
    position up to which a verified backup holds everything; `server_time` (ISO 8601, UTC) is shown to people only. `tables`:
    this hub reads the changes of a push in tables as well; `folded`: also in folded ones.
    """

    proto: int
    epoch: str
    head: int
    server_time: str
    durable_upto: int = 0
    tables: bool = False
    folded: bool = False


class Enrol(Struct, kw_only=True, omit_defaults=True):
    """A device joins by a one-time code. `recipient` is the age key to which files for this device are sealed.

    `leaves` is the device that a copied workspace was before it became one of its own, `left_recipient` that one's key, which
    only who had the workspace knows.
    """

    proto: int
    code: str
    device: str
    name: str
    program: str
    recipient: str = ""
    leaves: str = ""
    left_recipient: str = ""


class Enrolled(Said, kw_only=True):
    """A device has joined: its token (shown once), the organisation, whom it belongs to, and what he may do.

    `role` is `administrator` or `visitor`; `recipient` the organisation's age key, to which a revoked device seals what it
    has not sent.
    """

    token: str
    organisation: str
    organisation_name: str
    member: str
    member_name: str
    role: str
    recipient: str
    expires: str = ""


class Invite(Struct, kw_only=True, omit_defaults=True):
    """What a person is handed to join: plain JSON in a file `*.greenfield-invite`.

    `fingerprint` is the SHA-256 of the hub's own certificate (DER) in hexadecimal digits; empty for a hub with a
    certificate of a public authority.
    """

    proto: int
    url: str
    code: str
    fingerprint: str = ""
    organisation: str = ""
    organisation_name: str = ""


class Rename(Struct, kw_only=True, omit_defaults=True):
    """What the device is called from now on; the answer is `Said`."""

    proto: int
    name: str


class Token(Said, kw_only=True):
    """A new token; the old one serves on for a while, in case this answer is lost."""

    token: str
    expires: str = ""


class Head(Said, kw_only=True):
    """How far the hub is. `scope` changes when what this device may read changes otherwise than record by record."""

    scope: str
    role: str
    lowest_client: str
    organisation_name: str = ""


class Table(Struct, kw_only=True):
    """Changes of one shape: the `first` of `many`, and what differs of the others.

    Cut at its quotes, a change is a row of parts. `columns` are the places (from 0) of those that differ; `values` are these parts
    of the second change and all after it, column by column, with U+007F between any two.
    """

    first: Raw
    many: Annotated[int, Meta(ge=1, le=2**31 - 1)]
    columns: list[int]
    values: str


class Folded(Table, kw_only=True, omit_defaults=True):
    """A table in which some columns say less, see `greenfield.sync.folding`.

    `few` are the places of columns with few different parts: `words` are those of each, with U+007F between any two; `picks` say for the
    second change and all after it, column by column, which one stands there, by one of the signs 0 to 9, A to Z, a to z.
    `steps` are places of numbers, as `:12,`: of all but the first change, what is said of them is how much more it is than in
    the change before. `names` are places of ids: c7 is the cid of the seventh change before this one in the push, r7 the record that the
    change number 7 (from 0) of the push makes, if these ids were left out there.
    """

    few: list[int] = []
    words: list[str] = []
    picks: str = ""
    steps: list[int] = []
    names: list[int] = []


class Push(Struct, kw_only=True, omit_defaults=True):
    """Changes as `records.change.encode` writes them, with or without their hash (`without_hash`); `seals` are the hub's own seals on erases, by cid.

    After `changes` come those of `tables`, or else of `folded`; `order` says for each of them the number (from 0) of the table whose next change it
    is, nothing for a single table. Changes of folded tables may have the number (from 0) of one of `salts` (hexadecimal digits) instead of
    their cid, and nothing instead of the id of a record that they make: `greenfield.records.own_ids` says which ids these are.
    `check` is the CRC-32 of all of these changes, one after another, with their ids and without their hashes.
    """

    proto: int
    changes: list[Raw]
    tables: list[Table] = []
    folded: list[Folded] = []
    order: list[int] = []
    salts: list[str] = []
    check: int = 0
    seals: dict[str, str] = {}


class Answered(Struct, kw_only=True, omit_defaults=True):
    """What became of one change; `cid` is empty for one of which the hub could not read it.

    `status` is one of `records.merge.Status`. `fields` names the heads of those fields in which not just this change
    stands. `held` is also said, without anything else, of a change of a record that the sender may not read, be it there or not.
    """

    cid: str
    status: str
    rev: int | None = None
    fields: dict[str, list[str]] = {}
    reason: str = ""
    seal: str = ""


class Run(NamedTuple):
    """Changes that have consecutive numbers from `first` on, and the same status."""

    first: int
    many: int
    status: str


class Pushed(Said, kw_only=True):
    """The answers to a push, in the order of its changes.

    A short answer (`short=1` in the query) names only those of which there is more to say than that they were applied, now
    or by an earlier request, and alone stand where they were set. The others have the numbers of `runs`, in the order of the push.
    `before` is the place in the feed before this push where everything since then is of this push alone, else -1: a device
    whose place it is may go on from `head`.
    """

    outcomes: list[Answered]
    runs: list[Run] = []
    before: int = -1


class Came(Said, kw_only=True, omit_defaults=True):
    """What came of a push whose line broke: its answer, or how many bytes of it are here.

    `name` is that of these bytes, the first half of their SHA-256 in hexadecimal digits: whoever asks compares it and sends
    the rest (`from` and `name` of the whole in the query of the push).
    """

    answered: Pushed | None = None
    size: int = 0
    name: str = ""


class Item(Struct, kw_only=True, omit_defaults=True):
    """One line of the feed, at position `pos`; exactly one of `change`, `mine` and `hide` is there, the others are empty.

    `change`: a change with its number `rev`, without its hash in a short page (and the hub's `seal` if it is an erase). `mine`: only the cid, since the asking
    device itself sent it; a device that lacks it asks again with `own=full`. `hide`: a record that is not to be
    read here any more.
    """

    pos: int
    rev: int = 0
    change: Raw = Raw()
    mine: str = ""
    hide: str = ""
    seal: str = ""


class Page(Said, kw_only=True):
    """A part of the feed in its order; ask on from `next`, at once if there is `more`. `role` is the member's now.

    `left`: changes of the asking device with a number up to this one may be of a copy of it that is a device of its own now.
    `devices` are the names by id that came or changed since the version that the query says to have (`names`), and `names`
    is then the version that they make up.
    """

    scope: str
    role: str = ""
    items: list[Item]
    next: int
    more: bool = False
    left: int = 0
    names: int = 0
    devices: dict[str, str] = {}


class Known(Struct, kw_only=True):
    """A question: which of these changes does the hub not have."""

    proto: int
    cids: list[str]


class Missing(Said, kw_only=True):
    """The changes of those asked for that the hub lacks, or that the asker may not read."""

    cids: list[str]


class Digest(Said, kw_only=True):
    """A checksum for each bucket of the changes up to a revision that this device may read; see `sync.digest`."""

    upto: int
    buckets: dict[str, str]


class Refusal(Struct, kw_only=True, omit_defaults=True):
    """Why a request was not answered: a code of the problem catalogue; `retry_after` in seconds where waiting helps."""

    proto: int
    code: str
    retry_after: int = 0
    epoch: str = ""
