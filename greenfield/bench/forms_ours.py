"""Times our engine: run by `greenfield bench forms` in a process of its own.

FORM ANSWERS LOADS PRINTED-AFTER REF...: see `greenfield.bench.forms_timing` for what comes out.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter_ns

from greenfield.bench.forms_made import ADD, REMOVE
from greenfield.bench.process_memory import most_memory_kb
from greenfield.forms.node import Delta
from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession

_CONTEXT = Context(now=datetime(2026, 3, 10, 9, tzinfo=UTC), random=lambda: 0.5)


def main(words: list[str]) -> None:
    """Load a form several times, answer it, and make all nodes that an answer changed."""
    xml = Path(words[0]).read_bytes()
    lines = Path(words[1]).read_text(encoding="utf-8").splitlines()
    answers = [tuple(line.split("\t", 1)) for line in lines]
    sessions: list[FormSession] = []
    for _ in range(int(words[2])):
        begun = perf_counter_ns()
        session = FormSession(parse_form(xml), _CONTEXT)
        print("load", perf_counter_ns() - begun)
        sessions[1:] = [session]
    session = sessions[0]
    del sessions
    for number, (ref, value) in enumerate(answers):
        if number == int(words[3]):
            for checked in words[4:]:
                print("value", checked, session.node(checked).value)
        begun = perf_counter_ns()
        _step(session, ref, value).nodes  # noqa: B018  the nodes are made when they are read
        print("answer", perf_counter_ns() - begun)
    print("memory", most_memory_kb())


def _step(session: FormSession, ref: str, value: str) -> Delta:
    word, _, repeat = ref.partition(" ")
    if word == ADD:
        return session.add(repeat, count=int(value), after=-1 if value == "1" else None)
    if word == REMOVE:
        return session.remove(repeat, int(value))
    return session.set(ref, value)


if __name__ == "__main__":
    main(sys.argv[1:])
