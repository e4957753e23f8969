"""An index for what was worked on last, so that nobody walks the log for it."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index over visits and what belongs to them."""
    op.execute("CREATE INDEX record_latest ON record (last) WHERE kind IN ('visit', 'instance')")


def downgrade() -> None:
    """Remove it."""
    op.execute("DROP INDEX record_latest")
