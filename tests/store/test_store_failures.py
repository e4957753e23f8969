import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import ProgrammingError
from store_connections import NOON, keyed

from greenfield.base.problem import ProblemError
from greenfield.store.check import check
from greenfield.store.reading.visits import answers_of
from greenfield.store.workspace import open_workspace
from greenfield.vault.driver import open_file


def visit_of(workspace):
    with workspace.unit() as unit:
        return unit.create("visit", {"state": "open"})


def answer(workspace, visit, name, value):
    with workspace.unit() as unit:
        unit.set(visit, {f"answers/{name}": value})


def read_answers(workspace, visit):
    with workspace.read() as connection:
        return answers_of(connection, visit).root


def test_a_full_disk_is_a_problem_and_the_last_answer_is_kept(workspace):
    visit = visit_of(workspace)
    answer(workspace, visit, "first", "1")
    connection = workspace.writing_connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    with pytest.raises(ProblemError) as caught:
        answer(workspace, visit, "second", "x" * 100_000)
    assert caught.value.code == "workspace.disk_full"
    assert read_answers(workspace, visit) == {"first": "1"}
    connection.execute("PRAGMA max_page_count = 1000000").fetchone()
    answer(workspace, visit, "second", "2")
    assert read_answers(workspace, visit) == {"first": "1", "second": "2"}
    numbers = connection.execute("SELECT dseq FROM change ORDER BY seq").fetchall()
    assert numbers == [(1,), (2,), (3,)]
    assert check(workspace) == []


def test_closing_on_a_full_disk_is_a_problem_and_ends_all_connections(make_workspace):
    workspace = make_workspace()
    visit = visit_of(workspace)
    for number in range(110):
        if number == 80:
            assert read_answers(workspace, visit) != {}  # the index of change ids nearly fills its page
        answer(workspace, visit, "kwh", str(number))
    connection = workspace.writing_connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    with pytest.raises(ProblemError) as caught:
        workspace.close()
    assert caught.value.code == "workspace.disk_full"
    with pytest.raises(ProgrammingError):
        connection.execute("SELECT 1")
    workspace.close()
    again = make_workspace()
    assert read_answers(again, visit) == {"kwh": "109"}
    assert check(again) == []


def test_an_opening_that_fails_ends_all_connections(tmp_path, empty_database):
    content, key = empty_database
    path = tmp_path / "data.db"
    path.write_bytes(content)
    opened = []

    def connect():
        opened.append(keyed(path, key)())
        opened[-1].execute("PRAGMA query_only = ON").fetchall()
        return opened[-1]

    with pytest.raises(ProblemError) as caught:
        open_workspace(connect, tmp_path, lambda: NOON)
    assert caught.value.code == "workspace.read_only"
    for each in opened:
        with pytest.raises(ProgrammingError):
            each.execute("SELECT 1")


def test_a_read_only_file_is_a_problem(workspace):
    visit = visit_of(workspace)
    workspace.writing_connection.execute("PRAGMA query_only = ON").fetchall()
    with pytest.raises(ProblemError) as caught:
        answer(workspace, visit, "first", "1")
    assert caught.value.code == "workspace.read_only"
    workspace.writing_connection.execute("PRAGMA query_only = OFF").fetchall()
    answer(workspace, visit, "first", "1")
    assert read_answers(workspace, visit) == {"first": "1"}


def test_another_writer_is_a_problem_and_readers_go_on(make_workspace, tmp_path, empty_database):
    workspace = make_workspace()
    visit = visit_of(workspace)
    other = open_file(tmp_path / "first" / "data.db", empty_database[1], "rw")
    other.isolation_level = None
    other.execute("BEGIN IMMEDIATE")
    workspace.writing_connection.execute("PRAGMA busy_timeout = 10").fetchall()
    with pytest.raises(ProblemError) as caught:
        answer(workspace, visit, "first", "1")
    assert caught.value.code == "workspace.busy"
    assert read_answers(workspace, visit) == {}
    other.execute("ROLLBACK")
    other.close()
    answer(workspace, visit, "first", "1")
    assert read_answers(workspace, visit) == {"first": "1"}


def test_a_damaged_file_is_a_problem(make_workspace, tmp_path):
    workspace = make_workspace()
    visit = visit_of(workspace)
    for number in range(200):
        answer(workspace, visit, f"q{number}", "A text that fills pages " * 20)
    workspace.close()
    path = tmp_path / "first" / "data.db"
    content = bytearray(path.read_bytes())
    for at in range(8192, len(content), 4096):
        content[at + 100] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        read_answers(make_workspace(), visit)
    assert caught.value.code == "workspace.database_damaged"


def test_the_check_names_a_change_that_was_altered_and_a_table_that_went_astray(workspace):
    visit = visit_of(workspace)
    answer(workspace, visit, "first", "1")
    connection = workspace.writing_connection
    with workspace.unit():
        connection.execute("UPDATE visit SET state = 'finished'")
        connection.execute("UPDATE entry SET value = '\"2\"' WHERE field = 'answers/first'")
        connection.execute("DELETE FROM search_entry")
    assert sorted(str(problem.place) for problem in check(workspace)) == ["entry", "visit"]
    with workspace.unit():
        connection.execute("UPDATE change SET body = replace(body, 'open', 'shut')")
    assert [problem.code for problem in check(workspace)] == ["doctor.hash"]


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
sys.path[:0] = {paths!r}
from store_connections import keyed
from greenfield.store.workspace import open_workspace
from greenfield.vault.datakey import DataKey
path = Path({path!r})
workspace = open_workspace(keyed(path, DataKey(bytes.fromhex({key!r}))), path.parent, lambda: datetime.now(UTC))
for number in range({start}, 1_000_000):
    with workspace.unit() as unit:
        unit.set({visit!r}, {{f"answers/q{{number % 50}}": f"Answer {{number}}"}})
    print(number, flush=True)
"""


def kill_and_look(make_workspace, tmp_path, key, visit, start, *, thorough):
    """Let a process write answers, kill it at some moment, and return the next number."""
    path = tmp_path / "first" / "data.db"
    program = WRITER.format(
        paths=[str(Path(__file__).parent), str(Path(__file__).parents[2])],
        path=str(path),
        key=key.secret.hex(),
        visit=visit,
        start=start,
    )
    writer = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    said = [writer.stdout.readline()]
    deadline = time.monotonic() + random.random() * 0.15
    while time.monotonic() < deadline:
        said.append(writer.stdout.readline())
    writer.kill()
    said += writer.stdout.readlines()
    writer.wait()
    writer.stdout.close()
    acknowledged = [int(line) for line in said if line.endswith("\n")]
    assert acknowledged == list(range(start, start + len(acknowledged)))
    workspace = make_workspace()
    answers = read_answers(workspace, visit)
    last = {f"q{number % 50}": number for number in acknowledged}
    for name, number in last.items():
        found = int(answers[name].removeprefix("Answer "))
        assert found == number or found == acknowledged[-1] + 1, "an acknowledged answer was lost"
    assert not thorough or check(workspace) == []
    workspace.close()
    return acknowledged[-1] + 2


@pytest.mark.parametrize("rounds", [2, pytest.param(150, marks=pytest.mark.long)])
def test_a_killed_process_loses_no_acknowledged_answer(make_workspace, tmp_path, empty_database, rounds):
    workspace = make_workspace()
    visit = visit_of(workspace)
    workspace.close()
    start = 0
    for number in range(rounds):
        thorough = rounds - number in {1, 50, 100}
        start = kill_and_look(make_workspace, tmp_path, empty_database[1], visit, start, thorough=thorough)
