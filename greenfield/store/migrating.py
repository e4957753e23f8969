"""Brings a database to the newest revision, and stops before one that is newer still."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine

from greenfield.base.problem import fail
from greenfield.store.connecting import WriteGate, driver_of
from greenfield.store.migrations import REVISIONS

if TYPE_CHECKING:
    from alembic.config import Config


def revision_of(connection: Connection) -> str | None:
    """Return the revision of a database, None for one without tables."""
    named = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").first()
    if named is None:
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(found[0]) if found else None


def refuse_hub(driver_connection: Any, folder: Path) -> None:
    """Raise ProblemError `workspace.is_hub` for a database with tables of which none is a workspace's."""
    names = {row[0] for row in driver_connection.execute("SELECT name FROM sqlite_schema").fetchall()}
    if names and "alembic_version" not in names:
        raise fail("workspace.is_hub", str(folder))


def bring_up_to_date(engine: Engine, gate: WriteGate, folder: Path, *, read_only: bool) -> None:
    """Run the migrations that a database lacks, all in one transaction.

    Raises ProblemError `workspace.newer`, `workspace.is_hub` for a hub's folder, and for reading only `workspace.older` and
    `workspace.empty`.
    """
    with engine.connect() as connection:
        found = revision_of(connection)
        if found == REVISIONS[-1]:
            return
        if found is None:
            refuse_hub(driver_of(connection), folder)
    if found is not None and found not in REVISIONS:
        raise fail("workspace.newer", str(folder))
    if read_only:
        raise fail("workspace.older" if found else "workspace.empty", str(folder))
    migrate(engine, gate, "head")
    # the driver keeps the statements that ran most often: those of a migration must not crowd out the others
    engine.dispose()


def migrate(engine: Engine, gate: WriteGate, target: str) -> None:
    """Go up to a revision (`head`), or down to one (`base`), in one transaction."""
    from alembic import command  # noqa: PLC0415  a second to load, and rarely needed

    with engine.connect() as connection:
        gate.open(driver_of(connection))
        try:
            with connection.begin():
                found = revision_of(connection)
                up = target == "head" or found is None or (target != "base" and target > found)
                step = command.upgrade if up else command.downgrade
                step(_configuration(connection), target)
        finally:
            gate.shut()


def _configuration(connection: Connection) -> "Config":
    from alembic.config import Config  # noqa: PLC0415  see above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
