"""`greenfield compute FILE.json`: the method on given flows and measures, without a workspace."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.files import read_json
from greenfield.services.compute import compute


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.json", help=mark("a file with figures of a factory"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    document, problems = compute(read_json(arguments.file))
    return context.show(_lines(document, context), document, problems)


def _lines(document: Mapping[str, Any], context: Context) -> Iterator[str]:
    texts, formats = context.texts, context.formats
    for name, title in (("baseline", texts("Baseline")), ("current", texts("Current period"))):
        if not document[name]:
            continue
        yield title
        for part in ("absolute", "productivity", "intensity"):
            for key, value in document[name][part].items():
                shown = texts("not known") if value is None else formats.significant(value, 6)
                yield f"  {part}.{key}: {shown}"
    for key, change in document["change"].items():
        if change:
            yield f"{key}: {formats.percent(change['percent'] / 100, 2)}, {formats.number(change['index'], 1)}"
    for measure in document["measures"]:
        payback = measure["payback_years"]
        unknown = measure["irr_reason"] == "unknown_saving"
        never = texts("not known") if unknown else texts("never")
        years = never if payback is None else formats.number(payback, 2)
        yield texts("{measure}: payback in years: {years}", measure=measure["id"], years=years)


COMPUTE = Command(
    ("compute",), mark("compute indicators, emissions and paybacks from a file"), _run, _arguments
)
