"""Times rxeval: run by `greenfield bench forms` in a process of its own, with the words of `forms_ours`."""

import sys
from pathlib import Path
from time import perf_counter_ns

import rxeval

from greenfield.bench.process_memory import most_memory_kb


def main(words: list[str]) -> None:
    """Load a form several times and answer it; after each answer the form's logic runs, as its manual says."""
    xml = Path(words[0]).read_text(encoding="utf-8")
    lines = Path(words[1]).read_text(encoding="utf-8").splitlines()
    sessions: list[rxeval.Session] = []
    for _ in range(int(words[2])):
        begun = perf_counter_ns()
        session = rxeval.Session(xml, today="2026-03-10", now="2026-03-10T09:00:00Z")
        session.recompute()
        print("load", perf_counter_ns() - begun)
        sessions[1:] = [session]
    session = sessions[0]
    for number, line in enumerate(lines):
        ref, value = line.split("\t", 1)
        if number == int(words[3]):
            for checked in words[4:]:
                print("value", checked, session.get(checked))
        begun = perf_counter_ns()
        session.set(ref, value)
        session.recompute()
        print("answer", perf_counter_ns() - begun)
    print("memory", most_memory_kb())


if __name__ == "__main__":
    main(sys.argv[1:])
