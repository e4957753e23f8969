"""Alembic runs this; the connection and its transaction come from `greenfield.store.migrating`."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
