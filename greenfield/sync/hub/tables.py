"""The tables of a hub, the organisation first in every key.

`change` is the history: `rev` numbers the accepted changes of an organisation in commit order, `pos` is the place in the feed, which
moves on when the record becomes readable for more people. `hidden` tells those who could read a record that they cannot any more.
`organisation.names` counts how often a device got a name, `device.named` says which of these it was; `left_at` is the number up to
which changes of a device may be of a copy that is a device of its own now, which says so by `leaves`.
"""

from typing import Final

from sqlalchemy import BLOB, Column, Index, Integer, MetaData, Table, Text, UniqueConstraint

METADATA: Final = MetaData()


def _number(name: str, default: int | None = None) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=None if default is None else str(default))


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _key(name: str, *, text: bool = True) -> Column[str] | Column[int]:
    return Column(name, Text, primary_key=True) if text else Column(name, Integer, primary_key=True)


def _org() -> Column[int]:
    return Column("org", Integer, primary_key=True, autoincrement=False)


meta = Table("meta", METADATA, _key("name"), Column("value", BLOB), sqlite_with_rowid=False)
organisation = Table(
    "organisation",
    METADATA,
    Column("org", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _text("name"),
    _text("epoch"),
    _number("head", 0),
    _number("durable_upto", 0),
    _number("names", 0),
    Column("seal_key", BLOB, nullable=False),
    _text("identity"),
    _text("recipient"),
)
member = Table(
    "member",
    METADATA,
    _org(),
    _key("id"),
    _text("name"),
    _text("role"),
    _number("joined", 0),
    sqlite_with_rowid=False,
)
member_use = Table(
    "member_use", METADATA, _org(), _key("member"), _number("bytes", 0), sqlite_with_rowid=False
)
device = Table(
    "device",
    METADATA,
    _org(),
    _key("id"),
    _text("member"),
    _text("name"),
    _text("program"),
    _text("recipient"),
    _text("token"),
    _text("previous"),
    _number("previous_until", 0),
    _number("expires", 0),
    _number("revoked", 0),
    _number("seen", 0),
    _number("named", 0),
    _text("leaves"),
    _number("left_at", 0),
    sqlite_with_rowid=False,
)
Index("device_token", device.c.token)
Index("device_previous", device.c.previous)
invite = Table(
    "invite",
    METADATA,
    _org(),
    _key("code"),
    _text("member"),
    _number("expires", 0),
    _number("used", 0),
    _text("device"),
    sqlite_with_rowid=False,
)
Index("invite_code", invite.c.code)
change = Table(
    "change",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("org", Integer, nullable=False),
    _number("rev"),
    _number("pos"),
    _text("cid"),
    _text("hash"),
    _text("device"),
    _number("dseq"),
    _text("kind"),
    _text("record"),
    _text("op"),
    Column("body", BLOB),
    _text("pushed_by"),
    UniqueConstraint("org", "cid"),
    UniqueConstraint("org", "rev"),
)
Index("change_pos", change.c.org, change.c.pos)
Index("change_record", change.c.org, change.c.record)
record = Table(
    "record",
    METADATA,
    _org(),
    _key("id"),
    _text("kind"),
    _text("owner"),
    _text("sharing"),
    _text("above"),
    _text("audience"),
    _text("said_photos"),
    _number("photos", 1),
    _number("erased", 0),
    _number("shared_once", 0),
    _number("changes", 0),
    _text("blind"),
    sqlite_with_rowid=False,
)
record_state = Table("record_state", METADATA, _org(), _key("record"), Column("packed", BLOB, nullable=False))
hanging = Table("hanging", METADATA, _org(), _key("owner"), _key("record"), sqlite_with_rowid=False)
Index("hanging_record", hanging.c.org, hanging.c.record)
hidden = Table(
    "hidden", METADATA, _org(), _key("record"), _number("pos"), _text("before"), sqlite_with_rowid=False
)
Index("hidden_pos", hidden.c.org, hidden.c.pos)
aside = Table(
    "aside",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("org", Integer, nullable=False),
    _text("cid"),
    _text("hash"),
    _text("record"),
    _text("reason"),
    Column("body", BLOB),
    _text("pushed_by"),
    UniqueConstraint("org", "cid", "hash", "record"),
)
Index("aside_record", aside.c.org, aside.c.record)
blob_use = Table(
    "blob_use", METADATA, _org(), _key("sha256"), _key("record"), _key("member"), sqlite_with_rowid=False
)
Index("blob_use_record", blob_use.c.org, blob_use.c.record)
blob_source = Table("blob_source", METADATA, _org(), _key("sha256"), _key("member"), sqlite_with_rowid=False)
blob = Table(
    "blob", METADATA, _org(), _key("sha256"), _number("size"), _number("upload"), sqlite_with_rowid=False
)
upload = Table(
    "upload",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("org", Integer, nullable=False),
    _text("sha256"),
    _text("member"),
    _number("size"),
    _number("done", 0),
    _number("begun", 0),
)
Index("upload_sha256", upload.c.org, upload.c.sha256)
Index("upload_begun", upload.c.org, upload.c.member, upload.c.id, sqlite_where=upload.c.done < upload.c.size)
chunk = Table(
    "chunk",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("upload", Integer, nullable=False),
    _number("offset"),
    Column("content", BLOB, nullable=False),
)
Index("chunk_upload", chunk.c.upload, chunk.c.offset)
