"""`greenfield bench [NAME]`: runs the measured claims; added to the command line by an entry point."""

import argparse
from collections.abc import Callable, Mapping, Sequence

from greenfield.base.texts import mark
from greenfield.bench.measure import Measured
from greenfield.cli.command import ERROR, FINE, Command, Context

Benchmark = Callable[[], Sequence[Measured]]


def benchmarks() -> Mapping[str, Benchmark]:
    """Return what can be measured, by name."""
    from greenfield.bench.core import core  # noqa: PLC0415  loads all of the program
    from greenfield.bench.forms import forms  # noqa: PLC0415  with the rest
    from greenfield.bench.start import start  # noqa: PLC0415  with the rest
    from greenfield.bench.sync import sync  # noqa: PLC0415  with the rest

    return {"core": core, "forms": forms, "start": start, "sync": sync}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", choices=sorted(benchmarks()))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    wanted = [arguments.name] if arguments.name else sorted(benchmarks())
    rows = [row for name in wanted for row in benchmarks()[name]()]
    if context.as_json:
        context.write_json([row.as_json() for row in rows])
    else:
        for row in rows:
            context.out.write(_line(row) + "\n")
    context.complain({row.problem.code: row.problem for row in rows if row.problem}.values())
    failed = any(row.is_peer_missing or not row.holds for row in rows)
    return ERROR if failed else FINE


def _line(row: Measured) -> str:
    compared = "" if row.ratio is None else f", {row.ratio:.2f} times {row.baseline}"
    goal = "" if row.goal is None else f" (goal {row.goal:g}: {'holds' if row.holds else 'missed'})"
    return f"{row.name}: {row.value:.3g} {row.unit}{compared}{goal}"


BENCH = Command(("bench",), mark("run the measured claims"), _run, _arguments)
