"""The statements of the path of an answer: SQLAlchemy Core, written once as the text that the driver runs.

Executing through SQLAlchemy costs more than the disk does; see `docs/decisions/answer-path.md`.
"""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import ClauseElement, bindparam, insert, literal_column, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert as insert_or

from greenfield.store.tables import any_entry, change, change_id, entry, entry_alone, record


@dataclass(frozen=True, slots=True)
class TruthStatements:
    """Texts with named parameters, called as the columns that they compare or set."""

    find_hash: str
    find_record: str
    find_heads: str
    find_entries: str
    find_all_entries: str
    add_change: str
    add_entry: str
    write_out: str
    set_standing: str
    put_record: str


def as_text(statement: ClauseElement) -> str:
    """Return a statement as SQLite text with named parameters (`:name`), without values bound into it."""
    return str(statement.compile(dialect=sqlite.dialect(paramstyle="named")))


@cache
def truth_statements() -> TruthStatements:
    """Return the statements that read and write log, entries and records."""
    own = (entry.c.record == bindparam("record")) & (entry.c.field == bindparam("field"))
    field_entries = select(entry.c.cid, entry.c.value, entry.c.named, entry.c.standing).where(own)
    new = insert_or(record)
    return TruthStatements(
        find_hash=as_text(
            select(change.c.hash)
            .join(change_id, change_id.c.seq == change.c.seq)
            .where(change_id.c.cid == bindparam("cid"))
        ),
        find_record=as_text(select(*record.c).where(record.c.id == bindparam("id"))),
        find_heads=as_text(field_entries.where(entry.c.standing > literal_column("0"))),
        find_entries=as_text(field_entries),
        find_all_entries=as_text(
            select(
                any_entry.c.field,
                any_entry.c.cid,
                any_entry.c.value,
                any_entry.c.named,
                any_entry.c.standing,
            ).where(any_entry.c.record == bindparam("record"))
        ),
        add_change=as_text(
            insert(change).values({each: bindparam(each.name) for each in change.c if each.name != "seq"})
        ),
        add_entry=as_text(insert(entry)),
        write_out=as_text(
            insert(entry).from_select(
                [each.name for each in entry.c],
                select(*entry_alone.c).where(entry_alone.c.record == bindparam("record")),
            )
        ),
        set_standing=as_text(
            update(entry)
            .where(own, entry.c.cid == bindparam("changed"))
            .values(standing=bindparam("standing"))
        ),
        put_record=as_text(
            new.on_conflict_do_update(
                index_elements=[record.c.id],
                set_={each.name: new.excluded[each.name] for each in record.c if each.name != "id"},
            )
        ),
    )
