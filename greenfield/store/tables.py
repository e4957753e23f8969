"""The tables of the truth: the change log, the entries of every field, and what belongs to no record.

`change` and `entry` are what SYNC calls log and heads; `record` sums up each record. The tables of
`projected_tables` follow from them.
"""

from sqlalchemy import (
    BLOB,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Named,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

METADATA = MetaData()
VIEWS = MetaData()


class ChangeColumns(TypedColumns):
    """One row a change, in the order of arrival. `body` is None once erased; `rev` is the hub's number."""

    seq = Column(Integer, primary_key=True)
    cid: Named[str] = Column(Text)
    hash: Named[str] = Column(Text)
    device: Named[str] = Column(Text)
    dseq: Named[int]
    kind: Named[str] = Column(Text)
    record: Named[str] = Column(Text)
    op: Named[str] = Column(Text)
    body: Named[bytes | None] = Column(BLOB)
    rev: Named[int | None]


class ChangeIdColumns(TypedColumns):
    """Where a change is in the log; the last few are still to be written, see `greenfield.store.notes`."""

    cid = Column(Text, primary_key=True)
    seq: Named[int]


class EntryColumns(TypedColumns):
    """What one change says of one field.

    `standing`: 0 replaced, 1 the head that feeds everything, 2 another head. `value` is canonical JSON, None
    where a delete only saw the field; `named` are the replaced changes, separated by spaces; `seq` is the
    place of the change in the log. A record with a single change may have none, see `RecordColumns.alone`: whoever
    reads takes `any_entry`.
    """

    record = Column(Text, primary_key=True)
    field = Column(Text, primary_key=True)
    cid = Column(Text, primary_key=True)
    value: Named[str | None] = Column(Text)
    named: Named[str] = Column(Text)
    standing: Named[int]
    seq: Named[int]


class RecordColumns(TypedColumns):
    """What is known of a record as a whole; `last` is the number of its last change in the log here.

    `answered`, `last` and `updated` may be behind by a few answers, see `greenfield.store.notes`.
    """

    id = Column(Text, primary_key=True)
    kind: Named[str] = Column(Text)
    erased: Named[int]
    deletion: Named[int]
    """1 once a change said something about `deleted`."""
    deleted: Named[int]
    conflicts: Named[int]
    answered: Named[int]
    last: Named[int]
    updated: Named[str | None] = Column(Text)
    alone: Named[int | None]
    """The place of the record's one change, as long as its entries stand in the log only."""


class PlaceColumns(TypedColumns):
    """At which places of the log a record has changes, each at least once."""

    record = Column(Text, primary_key=True)
    seq = Column(Integer, primary_key=True)


class HangingColumns(TypedColumns):
    """`record` said once that it hangs on `owner`: erasing one erases the other."""

    owner = Column(Text, primary_key=True)
    record = Column(Text, primary_key=True)


class BlobUseColumns(TypedColumns):
    """A change of `record` named a file: when no record is left that did, the file goes."""

    sha256 = Column(Text, primary_key=True)
    record = Column(Text, primary_key=True)


class AsideColumns(TypedColumns):
    """A refused change, kept for people to look at; `change` is None once its record is erased."""

    id = Column(Integer, primary_key=True)
    cid: Named[str] = Column(Text)
    hash: Named[str] = Column(Text)
    record: Named[str] = Column(Text)
    reason: Named[str] = Column(Text)
    change: Named[bytes | None] = Column(BLOB)


class MetaColumns(TypedColumns):
    """What the workspace knows of itself: its id, its device, its author."""

    name = Column(Text, primary_key=True)
    value: Named[str] = Column(Text)


class BlobColumns(TypedColumns):
    """A file by its SHA-256; `complete` is 1 once all of it is here and its hash was compared."""

    sha256 = Column(Text, primary_key=True)
    size: Named[int]
    complete: Named[int]


class BlobChunkColumns(TypedColumns):
    """A piece of a file."""

    sha256: Named[str] = Column(Text, ForeignKey("blob.sha256", ondelete="CASCADE"), primary_key=True)
    position = Column(Integer, primary_key=True)
    content: Named[bytes] = Column(BLOB)


class SearchEntryColumns(TypedColumns):
    """Which field of which record a row of the search index stands for."""

    id = Column(Integer, primary_key=True)
    record: Named[str] = Column(Text)
    field: Named[str] = Column(Text)


class FormCacheColumns(TypedColumns):
    """A form that was read once, by the SHA-256 of what it comes from; see `greenfield.store.form_cache`."""

    source = Column(Text, primary_key=True)
    engine: Named[str] = Column(Text)
    digest: Named[str] = Column(Text)
    xform: Named[bytes] = Column(BLOB)
    form: Named[bytes] = Column(BLOB)


class SyncStateColumns(TypedColumns):
    """What is known of the hub: `link` as JSON, and `sent_to`, up to which place of the log nothing waits to be sent."""

    name = Column(Text, primary_key=True)
    value: Named[str] = Column(Text)


class SyncTrayColumns(TypedColumns):
    """A change of this log that the hub keeps to itself (`held`) or does not take (`refused`), and why."""

    cid = Column(Text, primary_key=True)
    status: Named[str] = Column(Text)
    reason: Named[str] = Column(Text)


class SyncSealColumns(TypedColumns):
    """The hub's proof that a record was erased by whoever may, to be shown to it again after it was restored."""

    record = Column(Text, primary_key=True)
    seal: Named[str] = Column(Text)


class SyncFileColumns(TypedColumns):
    """A file to be sent (`way` is `out`) or fetched (`in`); `small` ones go first; `refused`: the hub does not give it."""

    way = Column(Text, primary_key=True)
    sha256 = Column(Text, primary_key=True)
    small: Named[int]
    refused: Named[int]


class SyncKeptColumns(TypedColumns):
    """An own change of a record that is not to be read here any more, until a backup of the hub holds it for sure."""

    place = Column(Integer, primary_key=True)
    cid: Named[str] = Column(Text)
    record: Named[str] = Column(Text)
    rev: Named[int | None]
    change: Named[bytes] = Column(BLOB)


change = Table("change", METADATA, ChangeColumns)
change_id = Table("change_id", METADATA, ChangeIdColumns, sqlite_with_rowid=False)
entry = Table("entry", METADATA, EntryColumns, sqlite_with_rowid=False)
any_entry = Table("any_entry", VIEWS, EntryColumns)
"""All entries: those of the table, and those that a record's only change says itself."""
entry_alone = Table("entry_alone", VIEWS, EntryColumns)
place = Table("place", VIEWS, PlaceColumns)
record = Table("record", METADATA, RecordColumns, sqlite_with_rowid=False)
hanging = Table("hanging", METADATA, HangingColumns, sqlite_with_rowid=False)
blob_use = Table("blob_use", METADATA, BlobUseColumns, sqlite_with_rowid=False)
aside = Table("aside", METADATA, AsideColumns)
meta = Table("meta", METADATA, MetaColumns, sqlite_with_rowid=False)
blob = Table("blob", METADATA, BlobColumns, CheckConstraint("complete IN (0, 1)"), sqlite_with_rowid=False)
blob_chunk = Table("blob_chunk", METADATA, BlobChunkColumns)
search_entry = Table(
    "search_entry", METADATA, SearchEntryColumns, UniqueConstraint("record", "field"), sqlite_with_rowid=True
)
form_cache = Table("form_cache", METADATA, FormCacheColumns)
sync_state = Table("sync_state", METADATA, SyncStateColumns, sqlite_with_rowid=False)
sync_tray = Table("sync_tray", METADATA, SyncTrayColumns, sqlite_with_rowid=False)
sync_seal = Table("sync_seal", METADATA, SyncSealColumns, sqlite_with_rowid=False)
sync_file = Table("sync_file", METADATA, SyncFileColumns, sqlite_with_rowid=False)
sync_kept = Table("sync_kept", METADATA, SyncKeptColumns)
Index("hanging_record", hanging.c.record)
Index("blob_use_record", blob_use.c.record)
Index("record_latest", record.c.last, sqlite_where=record.c.kind.in_(("visit", "instance")))
Index("record_conflicts", record.c.conflicts, sqlite_where=record.c.conflicts > 0)
