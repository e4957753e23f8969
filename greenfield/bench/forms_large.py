"""Forms beyond what anybody writes: 10,000 questions, 2,000 instances of a repeat; our engine alone."""

import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path

from greenfield.bench.forms_made import (
    Answer,
    MadeForm,
    first,
    flips,
    repeat_answers,
    repeat_form,
    section_answers,
    section_form,
)
from greenfield.bench.forms_timing import OURS, Timing, each_answer, time_engine
from greenfield.bench.measure import Measured

ROUNDS, SECTIONS, INSTANCES = 5, 500, 2_000
_WORST_MS, _MEMORY_MB = 100.0, 300.0


def large_forms(folder: Path) -> Iterable[Measured]:
    """Measure both; the worst answer takes 499 sections away, or changes the first of 2,000 instances."""
    answers = [*first(section_answers(SECTIONS), 600), *flips()]
    runs = _runs(section_form(SECTIONS), answers, folder)
    yield Measured("questions_10000_load", _median(run.loads[0] for run in runs), "ms")
    yield Measured("questions_10000_answer", _median(statistics.median(run.answers) for run in runs), "ms")
    yield Measured("questions_10000_worst", max(each_answer(runs)), "ms", goal=_WORST_MS)
    yield Measured("questions_10000_memory", _median(run.memory_mb for run in runs), "MB", goal=_MEMORY_MB)
    runs = _runs(repeat_form(), list(repeat_answers(INSTANCES)), folder)
    added, *changed, removed, added_first = each_answer(runs)
    yield Measured("instances_2000_added", added, "ms")
    yield Measured("instances_2000_answer", statistics.median(changed), "ms")
    yield Measured("instances_2000_worst", max(changed), "ms", goal=_WORST_MS)
    moved = max(removed, added_first)
    yield Measured("instances_2000_first_removed_or_added", moved, "ms", goal=_WORST_MS)
    yield Measured("instances_2000_memory", _median(run.memory_mb for run in runs), "MB", goal=_MEMORY_MB)


def _runs(form: MadeForm, answers: Sequence[Answer], folder: Path) -> list[Timing]:
    return [time_engine(OURS, form, answers, folder) for _ in range(ROUNDS)]


def _median(values: Iterable[float]) -> float:
    return statistics.median(values)
