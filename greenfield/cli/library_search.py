"""`greenfield library search WORDS`: resources for further reading."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.library import search_library


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", metavar="WORDS")


def _run(arguments: argparse.Namespace, context: Context) -> int:
    found = search_library(" ".join(arguments.words), context.texts.language)
    lines: list[str] = []
    for item in found:
        lines += [
            f"{item.title}. {item.publisher}, {item.year or '-'} ({item.language})",
            f"  {item.summary}",
            f"  {item.address}",
        ]
    return context.show(
        lines or [context.texts("Nothing found. Try fewer or other words.")],
        {"items": [item.as_json() for item in found]},
    )


LIBRARY_SEARCH = Command(("library", "search"), mark("search resources"), _run, _arguments)
