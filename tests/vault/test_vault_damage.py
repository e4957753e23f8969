import os
from contextlib import closing

import pytest
from vault_child import with_limit

from greenfield.vault.damage import find_damage, name_database_failure
from greenfield.vault.driver import DatabaseError
from greenfield.vault.opening import open_vault


def failing(sample, work) -> str | None:
    """The code of the problem that a database error is; what was committed before has to be there after."""
    with open_vault(sample.folder, sample.key) as vault, closing(vault.connect()) as database:
        database.execute("INSERT INTO visit VALUES (60, 'safe')")
        database.commit()
        with pytest.raises(DatabaseError) as caught:
            work(database)
        database.rollback()
        problem = name_database_failure(caught.value, sample.folder)
    return problem.code if problem else None


def test_a_full_disk_while_writing_is_named_and_loses_nothing(sample):
    def work(database):
        pages = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {pages + 2}").fetchone()
        database.execute("INSERT INTO visit VALUES (61, zeroblob(100000))")

    assert failing(sample, work) == "workspace.disk_full"
    assert sample.count() == 21


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX")
def test_a_disk_that_takes_no_more_is_named_and_loses_nothing(sample):
    def work(database):
        database.execute("INSERT INTO visit VALUES (61, zeroblob(3000000))")
        database.commit()

    assert with_limit(1_000_000, lambda: failing(sample, work)) in (
        "workspace.disk_full",
        "workspace.disk_failed",
    )
    assert sample.count() == 21


def test_a_page_that_is_damaged_in_the_middle_is_named_when_it_is_read(sample):
    path = sample.folder / "data.db"
    content = bytearray(path.read_bytes())
    content[50_000] ^= 1
    path.write_bytes(content)

    def work(database):
        database.execute("SELECT sum(length(note)) FROM visit").fetchone()

    assert failing(sample, work) == "workspace.database_damaged"
    with open_vault(sample.folder, sample.key, read_only=True) as vault, closing(vault.connect()) as database:
        assert find_damage(database) != []


def test_a_whole_database_has_no_damage(sample):
    with open_vault(sample.folder, sample.key, read_only=True) as vault, closing(vault.connect()) as database:
        assert find_damage(database) == []


def test_a_wrong_statement_is_a_bug_and_gets_no_sentence(sample):
    assert failing(sample, lambda database: database.execute("SELECT * FROM nothing")) is None


def test_a_writer_that_waits_too_long_for_another_is_told_so(sample):
    with open_vault(sample.folder, sample.key) as vault:
        one, two = vault.connect(), vault.connect()
        with closing(one), closing(two):
            one.execute("INSERT INTO visit VALUES (61, 'x')")
            two.execute("PRAGMA busy_timeout = 10").fetchone()
            with pytest.raises(DatabaseError) as caught:
                two.execute("INSERT INTO visit VALUES (62, 'x')")
            one.rollback()
    problem = name_database_failure(caught.value, sample.folder)
    assert problem is not None
    assert problem.code == "workspace.busy"
