from pathlib import Path
from time import perf_counter

import pytest
from store_connections import NOON, keyed

from greenfield.base.problem import ProblemError
from greenfield.records.change import Change
from greenfield.store.check import check
from greenfield.store.reading.companies import list_companies
from greenfield.store.rebuild import read_log, rebuild
from greenfield.store.search_index import find
from greenfield.store.workspace import open_workspace
from greenfield.vault.driver import DatabaseError

SECRETS = ("Quecksilber", "kadmium-answer", "photo of the leak", "vertraulich")


def fill(workspace):
    with workspace.unit() as unit:
        company = unit.create("company", {"name": f"Gerberei {SECRETS[0]}"})
        visit = unit.create("visit", {"company": company, "state": "open"})
        unit.set(visit, {"answers/substance": f"Some {SECRETS[1]} was found"})
        photo = unit.put_blob(SECRETS[2].encode() * 5000)
        unit.create("attachment", {"subject": visit, "blob": photo}, blobs=(photo,))
        unit.create("note", {"subject": visit, "text": SECRETS[3]})
        other = unit.create("company", {"name": "Bakery"})
    return company, visit, photo, other


def test_an_erased_company_leaves_nothing_that_can_be_read(workspace):
    company, visit, photo, other = fill(workspace)
    with workspace.unit() as unit:
        unit.erase(company)
    with workspace.read() as connection:
        assert [found.id for found in list_companies(connection)] == [other]
        assert [find(connection, word) for word in SECRETS] == [[], [], [], []]
    with pytest.raises(ProblemError) as caught:
        workspace.blob(photo)
    assert caught.value.code == "blob.unknown"
    with workspace.unit() as unit, pytest.raises(ProblemError) as caught:
        unit.set(visit, {"state": "finished"})
    assert caught.value.code == "record.erased"
    assert check(workspace) == []


def test_changes_that_come_after_an_erase_are_kept_without_content(make_workspace):
    first, second = make_workspace("one"), make_workspace("two")
    company, visit, _, _ = fill(first)
    second.apply([change for _, change in read_log(first.writing_connection)])
    with second.unit() as unit:
        unit.erase(company)
    with first.unit() as unit:
        unit.set(visit, {"answers/substance": "Edited after the erase"})
        unit.create("note", {"subject": visit, "text": "Made after the erase"})
    for source, target in ((first, second), (second, first)):
        target.apply([change for _, change in read_log(source.writing_connection)])
    for workspace in (first, second):
        whole = [change for _, change in read_log(workspace.writing_connection) if isinstance(change, Change)]
        assert {change.op for change in whole if change.record == company} == {"erase"}
        assert all(change.kind == "company" for change in whole)
        rebuild(workspace)
        assert check(workspace) == []
        with workspace.read() as connection:
            assert find(connection, "after") == []


PATIENCE = 20


@pytest.fixture
def plain(tmp_path):
    """A workspace without encryption, so that its files can be looked into."""
    import sqlcipher3.dbapi2  # noqa: PLC0415  the vault makes encrypted ones only

    path = tmp_path / "plain.db"

    def connect():
        connection = sqlcipher3.dbapi2.connect(str(path), check_same_thread=False, timeout=PATIENCE)
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    with open_workspace(connect, tmp_path, lambda: NOON) as workspace:
        yield workspace


def test_no_byte_of_what_was_erased_stays_in_the_file(plain):
    company, _, _, _ = fill(plain)
    assert left_in(plain.folder) == [*SECRETS, "quecksilber", "kadmium"]
    with plain.unit() as unit:
        unit.erase(company)
    assert left_in(plain.folder) == []
    plain.close()
    assert left_in(plain.folder) == []


def test_an_erase_does_not_wait_for_a_reader_and_the_next_commit_takes_the_bytes(plain):
    company, _, _, other = fill(plain)
    with plain.read() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM change").fetchall()
        begun = perf_counter()
        with plain.unit() as unit:
            unit.erase(company)
        assert perf_counter() - begun < PATIENCE / 2
        assert left_in(plain.folder) != []
        with plain.unit() as unit:
            unit.set(other, {"name": "Bakery beside a reader"})
    with plain.unit() as unit:
        unit.set(other, {"name": "Bakery"})
    assert left_in(plain.folder) == []
    assert plain.writing_connection.execute("PRAGMA busy_timeout").fetchall() == [(PATIENCE * 1000,)]


def test_closing_takes_the_bytes_that_a_reader_held_back_while_another_is_idle(plain):
    company, _, _, _ = fill(plain)
    with plain.read() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM change").fetchall()
        with plain.unit() as unit:
            unit.erase(company)
    idle = (
        plain._engine.pool._creator()
    )  # another program: it keeps the log from going with the last connection
    idle.execute("SELECT count(*) FROM change").fetchall()
    plain.close()
    assert left_in(plain.folder) == []
    idle.close()


def test_an_erase_whose_bytes_cannot_be_taken_at_once_is_no_failure(plain):
    company, visit, _, other = fill(plain)
    reading = plain.writing_connection.execute("SELECT cid FROM change")
    reading.fetchone()  # a statement that is not at its end locks out the checkpoint, with an error
    with plain.unit() as unit:
        unit.erase(company)
    assert left_in(plain.folder) != []
    with plain.unit() as unit, pytest.raises(ProblemError) as caught:
        unit.set(visit, {"state": "finished"})
    assert caught.value.code == "record.erased"
    reading.close()
    with plain.unit() as unit:
        unit.set(other, {"name": "Bakery again"})
    assert left_in(plain.folder) == []


def left_in(folder: Path):
    content = b"".join(path.read_bytes() for path in folder.iterdir()).lower()
    words = [*SECRETS, "quecksilber", "kadmium"]
    return [word for word in words if word.lower().encode() in content]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET body = x'00'",
        "DELETE FROM change",
        "INSERT INTO entry VALUES ('a', 'b', 'c', '1', '', 1, 1)",
        "UPDATE entry SET value = '1'",
        "UPDATE company SET name = 'x'",
        "DELETE FROM visit",
        "UPDATE record SET conflicts = 0",
        "DELETE FROM hanging",
    ],
)
def test_nothing_but_apply_writes_a_synced_table(workspace, statement):
    fill(workspace)
    with pytest.raises(DatabaseError, match="only apply writes"):
        workspace.writing_connection.execute(statement)
    with workspace.read() as connection, pytest.raises(Exception, match="only apply writes"):
        connection.exec_driver_sql(statement)


def test_a_program_without_the_gate_cannot_write_either(workspace, tmp_path, empty_database):
    fill(workspace)
    foreign = keyed(tmp_path / "first" / "data.db", empty_database[1])()
    with pytest.raises(DatabaseError):
        foreign.execute("UPDATE company SET name = 'x'")
    foreign.close()
