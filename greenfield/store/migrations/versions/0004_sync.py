"""Tables for sync: what is known of the hub, trays, the hub's seals, files under way, and what is kept for it."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = (
    "CREATE TABLE sync_state ( name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name) ) WITHOUT ROWID",
    """
    CREATE TABLE sync_tray (
        cid TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (cid) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE sync_seal (
        record TEXT NOT NULL, seal TEXT NOT NULL, PRIMARY KEY (record) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE sync_file (
        way TEXT NOT NULL, sha256 TEXT NOT NULL, small INTEGER NOT NULL, refused INTEGER NOT NULL,
        PRIMARY KEY (way, sha256) ) WITHOUT ROWID
    """,
    """
    CREATE TABLE sync_kept (
        place INTEGER NOT NULL, cid TEXT NOT NULL, record TEXT NOT NULL, rev INTEGER, "change" BLOB NOT NULL,
        PRIMARY KEY (place) )
    """,
)
_NAMES = ("sync_state", "sync_tray", "sync_seal", "sync_file", "sync_kept")


def upgrade() -> None:
    """Make the tables, and the guards that let them be written in a unit of work only."""
    for statement in _TABLES:
        op.execute(statement)
    for table in _NAMES:
        for action in ("INSERT", "UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER guard_{table}_{action.lower()} BEFORE {action} ON {table} WHEN NOT applying()"
                f" BEGIN SELECT RAISE(ABORT, 'only apply writes {table}'); END"
            )


def downgrade() -> None:
    """Remove them: the workspace belongs to no hub then; its records stay."""
    for table in _NAMES:
        op.execute(f"DROP TABLE {table}")
