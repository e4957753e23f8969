"""How long it takes until an answer is safe, against the least that SQLite needs for a row that is safe."""

import sqlite3
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter_ns
from typing import Any

from greenfield.store.workspace import Workspace


def answer_commit(
    workspace: Workspace, scratch: Path, given: Sequence[tuple[str, str]], count: int = 500
) -> tuple[float, float]:
    """Return the medians in milliseconds of the commit of an answer, and of a bare SQLite insert.

    `given` are questions with an answer each, gone through in turn, each time changed by a number at its end.
    The workspace gets a visit; the bare database is a new plain file in `scratch`, with the same journal and
    the same `synchronous`. The two take turns, so that both meet the same disk.
    """
    with workspace.unit() as unit:
        visit = unit.create("visit", {"state": "open"})
    bare = sqlite3.connect(scratch / "bare.db", isolation_level=None)
    try:
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "CREATE TABLE answer (id INTEGER PRIMARY KEY, question TEXT, value TEXT)",
        ):
            bare.execute(statement).fetchall()
        answers, inserts = [], []
        for number in range(count):
            question, answer = given[number % len(given)]
            value = f"{answer}{number}"
            inserts.append(_timed(_insert, bare, question, value))
            answers.append(_timed(_answer, workspace, visit, question, value))
    finally:
        bare.close()
    return statistics.median(answers) / 1e6, statistics.median(inserts) / 1e6


def opening_time(open_again: Callable[[], Workspace], count: int = 15) -> float:
    """Return the median in milliseconds of opening a workspace and reading its ten latest visits."""
    from greenfield.store.reading.visits import latest_visits  # noqa: PLC0415  part of what is measured

    times = []
    for _ in range(count):
        begun = perf_counter_ns()
        with open_again() as workspace:
            with workspace.read() as connection:
                latest_visits(connection, 10)
            times.append(perf_counter_ns() - begun)
    return statistics.median(times) / 1e6


def fill_visits(workspace: Workspace, count: int, answers: int = 40) -> None:
    """Make a company with `count` visits of `answers` answers each."""
    with workspace.unit() as unit:
        company = unit.create("company", {"name": "Bakery"})
        site = unit.create("site", {"company": company, "name": "Yard"})
    for _ in range(count):
        with workspace.unit() as unit:
            visit = unit.create("visit", {"site": site, "state": "open"})
            unit.set(visit, {f"answers/question_{number}": str(number) for number in range(answers)})


def _timed(function: Callable[..., None], *arguments: Any) -> int:
    begun = perf_counter_ns()
    function(*arguments)
    return perf_counter_ns() - begun


def _insert(bare: sqlite3.Connection, question: str, value: str) -> None:
    bare.execute("INSERT INTO answer (question, value) VALUES (?, ?)", (question, value))


def _answer(workspace: Workspace, visit: str, question: str, value: str) -> None:
    with workspace.unit() as unit:
        unit.set(visit, {f"answers/{question}": value})
