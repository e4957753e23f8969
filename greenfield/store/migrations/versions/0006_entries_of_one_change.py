"""Records with a single change need no entries: views read them from the change itself."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ALONE = """
    CREATE VIEW entry_alone AS
        SELECT record.id AS record, edit.key AS field, change.cid AS cid, edit.value -> '$.value' AS value,
            '' AS named, 1 AS standing, change.seq AS seq
        FROM record JOIN change ON change.seq = record.alone
        JOIN json_each(CAST(change.body AS TEXT), '$.fields') AS edit
        WHERE record.alone IS NOT NULL
"""
_VIEWS = (
    _ALONE,
    """
    CREATE VIEW any_entry AS
        SELECT record, field, cid, value, named, standing, seq FROM entry
        UNION ALL SELECT record, field, cid, value, named, standing, seq FROM entry_alone
    """,
    """
    CREATE VIEW place AS
        SELECT record, seq FROM entry
        UNION ALL SELECT id AS record, alone AS seq FROM record WHERE alone IS NOT NULL
    """,
)
_OVER = (
    "CREATE VIEW head AS SELECT record, field, cid, value, standing FROM {entries} WHERE standing > 0",
    """
    CREATE VIEW answer AS
        SELECT record, substr(field, 9) AS question, value, cid FROM {entries}
        WHERE standing = 1 AND field >= 'answers/' AND field < 'answers0'
    """,
)


def upgrade() -> None:
    """Add the column and the views; entries that stand stay, for `doctor --rebuild` to remove."""
    op.execute("ALTER TABLE record ADD COLUMN alone INTEGER")
    for statement in _VIEWS:
        op.execute(statement)
    _read("any_entry")


def downgrade() -> None:
    """Write all entries again, and remove column and views."""
    op.execute("INSERT INTO entry SELECT record, field, cid, value, named, standing, seq FROM entry_alone")
    _read("entry")
    for name in ("place", "any_entry", "entry_alone"):
        op.execute(f"DROP VIEW {name}")
    op.execute("ALTER TABLE record DROP COLUMN alone")


def _read(entries: str) -> None:
    """Let the older views read the entries from there."""
    for name in ("answer", "head"):
        op.execute(f"DROP VIEW {name}")
    for statement in _OVER:
        op.execute(statement.format(entries=entries))
