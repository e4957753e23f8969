from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from store_connections import NOON, keyed
from store_rows import fingerprints

from greenfield.base.problem import ProblemError
from greenfield.records.kinds import KINDS
from greenfield.store import migrating
from greenfield.store.check import check
from greenfield.store.connecting import WriteGate, make_engine
from greenfield.store.migrations import REVISIONS
from greenfield.store.projected_tables import METADATA, PROJECTED
from greenfield.store.rebuild import read_log
from greenfield.store.workspace import open_workspace
from greenfield.vault.datakey import DataKey


@pytest.fixture
def database(tmp_path):
    """An empty database with what is needed to migrate it."""
    path, key = tmp_path / "data.db", DataKey.new()
    gate = WriteGate()
    engine = make_engine(keyed(path, key), gate, read_only=False)
    yield engine, gate, lambda **more: open_workspace(keyed(path, key), tmp_path, lambda: NOON, **more)
    engine.dispose()


def test_the_listed_revisions_are_those_of_the_folder():
    folder = Path(migrating.__file__).parent / "migrations"
    found = [revision.revision for revision in ScriptDirectory(str(folder)).walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS


def test_the_migrations_make_the_tables_that_the_program_declares(database):
    engine, gate, _ = database
    migrating.migrate(engine, gate, "head")
    with engine.connect() as connection:
        found = inspect(connection)
        names = {name for name in found.get_table_names() if not name.startswith(("search_", "alembic"))}
        declared = {table.name for table in METADATA.sorted_tables}
        assert names - {"search"} == declared - {"search_entry"}
        for table in METADATA.sorted_tables:
            columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
            assert columns == {column.name: column.nullable for column in table.columns}, table.name
            key = found.get_pk_constraint(table.name)["constrained_columns"]
            assert key == [column.name for column in table.primary_key], table.name
            indexes = {index["name"] for index in found.get_indexes(table.name)}
            assert {str(index.name) for index in table.indexes} <= indexes, table.name


def test_each_kind_has_a_column_for_each_field():
    assert {kind: {column.name for column in table.columns} for kind, table in PROJECTED.items()} == {
        name: {"id", *kind.fields} for name, kind in KINDS.items()
    }


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_revision_goes_up_and_down_with_data_in_it(database, revision):
    engine, gate, open_again = database
    with open_again() as workspace:
        with workspace.unit() as unit:
            company = unit.create("company", {"name": "Tannery", "later": [1, 2]})
            visit = unit.create(
                "visit",
                {"company": company, "state": "open", "gwp": "AR6", "usd_rate": "129.5", "result": company},
            )
            unit.set(visit, {"answers/remark": "The boiler leaks"})
        log = list(read_log(workspace.writing_connection))
        rows = fingerprints(workspace)
    place = REVISIONS.index(revision)
    below = REVISIONS[place - 1] if place else "base"
    migrating.migrate(engine, gate, below)
    with engine.connect() as connection:
        assert migrating.revision_of(connection) == (None if below == "base" else below)
        if below == "base":
            left = connection.exec_driver_sql("SELECT name FROM sqlite_schema ORDER BY name").scalars().all()
            assert [name for name in left if not name.startswith("sqlite_")] == ["alembic_version"]
    migrating.migrate(engine, gate, "head")
    with open_again() as workspace:
        if below == "base":
            workspace.apply([change for _, change in log])
        assert list(read_log(workspace.writing_connection)) == log
        assert fingerprints(workspace) == rows
        assert check(workspace) == []


def test_a_workspace_of_a_newer_version_is_not_touched(database, tmp_path):
    engine, _, open_again = database
    open_again().close()
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    before = (tmp_path / "data.db").read_bytes()
    for read_only in (False, True):
        with pytest.raises(ProblemError) as caught:
            open_again(read_only=read_only)
        assert caught.value.code == "workspace.newer"
    assert (tmp_path / "data.db").read_bytes() == before


def test_a_reader_does_not_bring_a_workspace_up_to_date(database):
    engine, gate, open_again = database
    with pytest.raises(ProblemError) as caught:
        open_again(read_only=True)
    assert caught.value.code == "workspace.empty"
    migrating.migrate(engine, gate, "head")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    monkeyed = ("0000", *REVISIONS)
    original, migrating.REVISIONS = migrating.REVISIONS, monkeyed
    try:
        with pytest.raises(ProblemError) as caught:
            open_again(read_only=True)
    finally:
        migrating.REVISIONS = original
    assert caught.value.code == "workspace.older"


def test_a_migration_that_fails_leaves_the_database_as_it_was(database, monkeypatch):
    engine, gate, _ = database

    def fail_late(_configuration, _target):
        with engine.connect() as other:
            assert other.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar() == 0
        raise KeyError

    from alembic import command  # noqa: PLC0415  patched where it is used

    upgrade = command.upgrade
    monkeypatch.setattr(command, "upgrade", lambda config, target: (upgrade(config, target), fail_late(0, 0)))
    with pytest.raises(KeyError):
        migrating.migrate(engine, gate, "head")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar() == 0
