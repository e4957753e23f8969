"""Transactions of the hub's database: whatever goes wrong in one, the next one begins."""

import pytest
from hub_folder_sample import SECRET, make_folder
from hub_sample import Place
from sqlalchemy.exc import DBAPIError

from greenfield.sync.hub.database import memory_database
from greenfield.sync.hub.opening import opened_hub


def with_a_commit_that_fails(database):
    """Leave a row for which SQLite refuses the commit, and keeps the transaction open."""
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE one (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql(
            "CREATE TABLE many (id INTEGER REFERENCES one DEFERRABLE INITIALLY DEFERRED)"
        )
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
    with pytest.raises(DBAPIError, match="FOREIGN KEY"), database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO many VALUES (1)")


@pytest.mark.parametrize("kind", ["memory", "folder"])
def test_after_a_commit_that_failed_the_next_transaction_begins(kind, tmp_path):
    if kind == "memory":
        database = memory_database()
        with_a_commit_that_fails(database)
        assert Place(database).join("Ana").pull() == []
        database.close()
        return
    with opened_hub(make_folder(tmp_path / "hub"), SECRET) as (database, _vault):
        with_a_commit_that_fails(database)
        assert Place(database).join("Ana").pull() == []


def test_what_sqlite_undid_by_itself_is_told_as_what_it_was():
    database = memory_database()

    def fail():
        with database.writing() as connection:
            connection.exec_driver_sql("ROLLBACK")  # as SQLite does on a full disk
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert Place(database).join("Ana").pull() == []
    database.close()
