"""A table for forms that were read once, so that opening a visit need not read its form again."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, empty: it fills as visits are opened."""
    op.execute(
        """
        CREATE TABLE form_cache (
            source TEXT NOT NULL, engine TEXT NOT NULL, digest TEXT NOT NULL, xform BLOB NOT NULL,
            form BLOB NOT NULL, PRIMARY KEY (source) )
        """
    )


def downgrade() -> None:
    """Remove it; nothing is lost."""
    op.execute("DROP TABLE form_cache")
