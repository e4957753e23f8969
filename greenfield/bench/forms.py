"""`greenfield bench forms`: loading and answering large forms, beside rxeval and JavaRosa.

What is measured is the same for all three: a *load* goes from the text of the XForm in memory to its first
evaluation being done, an *answer* from the value to everything that depends on it being worked out (for ours
also the nodes that the window shows of it). Each engine runs in a process of its own, the three in turn, and
the medians over the rounds count. `load` is the first of a process that has just started, its modules loaded:
what a person waits for. `load_again` is that of a warm process. Of the answers the last 300 of 900 count, when
a JVM has compiled what is hot; `answer_first` are the first 300. The worst answer is that of all whose median
over the rounds is largest: what only happens once is another program's doing.
"""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from greenfield.base.problem import Problem, ProblemError, fail
from greenfield.bench.forms_known import known_form
from greenfield.bench.forms_large import large_forms
from greenfield.bench.forms_made import (
    Answer,
    MadeForm,
    chain_answers,
    chain_form,
    first,
    flips,
    section_answers,
    section_form,
)
from greenfield.bench.forms_timing import (
    OURS,
    RXEVAL,
    Timing,
    each_answer,
    has_rxeval,
    same_values,
    time_engine,
)
from greenfield.bench.javarosa import javarosa
from greenfield.bench.measure import Measured

ROUNDS, LOADS, ANSWERS, MEASURED = 5, 6, 900, 300
_RXEVAL_ANSWERS = 40  # it works out the whole form each time, and has nothing to warm up
_CHECKED_AFTER = 30
_WORST_MS = 20.0


@dataclass
class _Runs:
    """The timings of one engine on one form, a round each."""

    timings: list[Timing] = field(default_factory=list)

    def median(self, of: Callable[[Timing], float]) -> float | None:
        """Return the median over the rounds, None for an engine that is not here."""
        return statistics.median(map(of, self.timings)) if self.timings else None

    def worst(self, which: slice) -> float | None:
        """Return the largest of the medians that each of these answers has over the rounds."""
        return max(each_answer(self.timings)[which]) if self.timings else None


def forms() -> Sequence[Measured]:
    """Measure both forms of 1,000 questions beside the peers, larger ones alone, and the opening of a known one."""
    chain = chain_form(), first(chain_answers(), ANSWERS)
    sections = section_form(), [*first(section_answers(), ANSWERS), *flips()]
    with TemporaryDirectory() as name:
        folder = Path(name)
        peers = _Peers(folder)
        rows = [*peers.measure(*chain), *peers.measure(*sections)]
        return [*rows, *known_form(folder, sections[0]), *large_forms(folder)]


class _Peers:
    """The engines that are here, with the problem of each that is not."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._problems: dict[str, Problem] = {}
        self._commands: dict[str, Sequence[str]] = {"ours": OURS}
        for name, find in (("rxeval", _rxeval), ("JavaRosa", lambda: javarosa(folder))):
            try:
                self._commands[name] = find()
            except ProblemError as error:
                self._problems[name] = error.problems[0]

    def measure(self, form: MadeForm, answers: Sequence[Answer]) -> Iterable[Measured]:
        """Run all engines in turn on a form and compare them."""
        runs = {name: _Runs() for name in ("ours", "rxeval", "JavaRosa")}
        for _ in range(ROUNDS):
            values = []
            for name, command in self._commands.items():
                given = answers[:_RXEVAL_ANSWERS] if name == "rxeval" else answers
                timing = time_engine(
                    command, form, given, self._folder, loads=LOADS, checked_after=_CHECKED_AFTER
                )
                runs[name].timings.append(timing)
                values.append(timing.values)
                if not same_values(values[0], timing.values):
                    raise fail("bench.other_results", name)
        return self._rows(form.name, runs)

    def _rows(self, form: str, runs: dict[str, _Runs]) -> Iterable[Measured]:
        def row(
            name: str, of: Callable[[Timing], float], peer: str | None, goal: float | None, unit: str = "ms"
        ) -> Measured:
            value = runs["ours"].median(of) or 0.0
            baseline = runs[peer].median(of) if peer else None
            return Measured(
                f"{form}_{name}", value, unit, peer, baseline, goal, self._problems.get(peer or "")
            )

        def worst(name: str, which: slice) -> Iterable[Measured]:
            value, peer = runs["ours"].worst(which) or 0.0, "JavaRosa"
            yield Measured(f"{form}_{name}", value, "ms", goal=_WORST_MS)
            baseline, problem = runs[peer].worst(which), self._problems.get(peer)
            yield Measured(f"{form}_{name}", value, "ms", peer, baseline, problem=problem)

        yield row("load", _first_load, "JavaRosa", 0.25)
        yield row("load", _first_load, "rxeval", 2.0)
        yield row("load_again", _load_again, "JavaRosa", None)
        yield row("load_again", _load_again, "rxeval", None)
        yield row("answer", _warm_answer, "JavaRosa", 1.0)
        yield row("answer", _warm_answer, "rxeval", None)
        yield row("answer_first", _first_answers, "JavaRosa", None)
        yield from worst("answer_worst", slice(ANSWERS))
        if form == "sections":
            yield from worst("flip_of_49", slice(ANSWERS, None))
        yield row("memory", _memory, "JavaRosa", None, "MB")
        yield row("memory", _memory, "rxeval", None, "MB")


def _rxeval() -> Sequence[str]:
    if not has_rxeval():
        raise fail("bench.no_rxeval")
    return RXEVAL


def _first_load(timing: Timing) -> float:
    return timing.loads[0]


def _load_again(timing: Timing) -> float:
    return statistics.median(timing.loads[1:])


def _warm_answer(timing: Timing) -> float:
    return statistics.median(timing.answers[:ANSWERS][-MEASURED:])


def _first_answers(timing: Timing) -> float:
    return statistics.median(timing.answers[:MEASURED])


def _memory(timing: Timing) -> float:
    return timing.memory_mb
