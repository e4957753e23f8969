"""`greenfield library search WORDS`: resources for further reading."""

import argparse
from contextlib import nullcontext
from datetime import UTC, datetime

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.values import country, sector
from greenfield.services.library import Wanted, left_out, library_of
from greenfield.services.library_words import TOPICS, TYPES


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", metavar="WORDS", help=mark("words to look for"))
    parser.add_argument("--topic", choices=TOPICS, help=mark("of this topic only"))
    parser.add_argument("--type", type=_type, choices=TYPES, help=mark("of this type only"))
    parser.add_argument("--sector", type=sector, metavar="C10", help=mark("for this sector only"))
    parser.add_argument("--country", type=country, metavar="SEN", help=mark("for this country only"))
    parser.add_argument("--expired", action="store_true", help=mark("also what is out of date"))


def _type(text: str) -> str:
    return " ".join(text.replace("-", " ").replace("_", " ").split())


def _run(arguments: argparse.Namespace, context: Context) -> int:
    wanted = Wanted(
        words=" ".join(arguments.words),
        topic=arguments.topic or "",
        type=arguments.type or "",
        sector=arguments.sector or "",
        country=arguments.country or "",
        expired=arguments.expired,
    )
    with context.reading() if context.folder is not None else nullcontext() as workspace:
        found = library_of(context.texts.language, workspace).search(wanted, datetime.now(UTC).date())
        problems = left_out(workspace)
    lines: list[str] = []
    for item in found:
        lines += [
            f"{item.title}. {item.publisher}, {item.year or '-'} ({item.language})",
            f"  {item.summary}",
            f"  {item.web}",
        ]
    return context.show(
        lines or [context.texts("Nothing found. Try fewer or other words.")],
        {"items": [item.as_json() for item in found]},
        problems,
    )


LIBRARY_SEARCH = Command(("library", "search"), mark("search resources"), _run, _arguments)
