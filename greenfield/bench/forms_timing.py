"""Runs one engine on one form in a process of its own, and reads what it tells.

An engine is given the words FORM ANSWERS LOADS PRINTED-AFTER REF..., and prints lines: `load NS` for each
time that it went from the text of the form in memory to the first evaluation being done, `answer NS` for each
answer, `value REF TEXT` for refs after so many answers, `memory KB` for the most that its process had.
"""

import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from greenfield.base.problem import fail
from greenfield.bench.forms_made import Answer, MadeForm

OURS: tuple[str, ...] = (sys.executable, "-m", "greenfield.bench.forms_ours")
RXEVAL: tuple[str, ...] = (sys.executable, "-m", "greenfield.bench.forms_rxeval")
_PATIENCE_S = 600


@dataclass
class Timing:
    """What one run told: times in milliseconds, memory in MB, and values of calculations."""

    loads: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    memory_mb: float = 0.0


def time_engine(
    command: Sequence[str],
    form: MadeForm,
    answers: Sequence[Answer],
    folder: Path,
    *,
    loads: int = 1,
    checked_after: int = 0,
) -> Timing:
    """Run an engine's command; ProblemError `bench.peer_failed` when it does not end well."""
    xml, given = folder / "form.xml", folder / "answers.txt"
    xml.write_bytes(form.xml)
    given.write_text("".join(f"{ref}\t{value}\n" for ref, value in answers), encoding="utf-8")
    words = [*command, str(xml), str(given), str(loads), str(checked_after), *form.checked]
    try:
        done = subprocess.run(  # noqa: S603  our own programs
            words, capture_output=True, encoding="utf-8", timeout=_PATIENCE_S, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()
        raise fail("bench.peer_failed", command[-1], reason=said[-1] if said else "") from error
    return _read(done.stdout)


def each_answer(timings: Sequence[Timing]) -> list[float]:
    """Return for each answer the median of its times in several runs."""
    return [statistics.median(times) for times in zip(*(one.answers for one in timings), strict=True)]


def has_rxeval() -> bool:
    """Tell whether rxeval is installed."""
    return find_spec("rxeval") is not None


def same_values(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Tell whether two engines came to the same results, in whatever way they write numbers."""
    return one.keys() == other.keys() and all(
        value == other[ref] or float(value or 0) == float(other[ref] or 0) for ref, value in one.items()
    )


def _read(text: str) -> Timing:
    timing = Timing()
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word == "load":
            timing.loads.append(int(rest) / 1e6)
        elif word == "answer":
            timing.answers.append(int(rest) / 1e6)
        elif word == "value":
            ref, _, value = rest.partition(" ")
            timing.values[ref] = value
        elif word == "memory":
            timing.memory_mb = int(rest) / 1024
    return timing
