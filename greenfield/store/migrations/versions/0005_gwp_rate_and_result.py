"""Columns of a visit: the set of warming potentials, what a US dollar costs there, and which result counts."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


_COLUMNS = ("gwp", "usd_rate", "result")


def upgrade() -> None:
    """Add the columns, with what a newer device may have sent before this one knew them."""
    for name in _COLUMNS:
        op.execute(f"ALTER TABLE visit ADD COLUMN {name} TEXT")
        op.execute(
            f"""
            UPDATE visit SET {name} = (
                SELECT json_extract(entry.value, '$') FROM entry
                WHERE entry.record = visit.id AND entry.field = '{name}' AND entry.standing = 1 )
            """  # noqa: S608  the names stand above
        )


def downgrade() -> None:
    """Remove them; the log keeps what was chosen."""
    for name in reversed(_COLUMNS):
        op.execute(f"ALTER TABLE visit DROP COLUMN {name}")
