"""`greenfield doctor [--rebuild]`: looks for damage; builds tables and search index again from the log."""

import argparse

from greenfield.base.problem import has_error
from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.health import examine, rebuild_tables
from greenfield.services.unopened_packages import unopened_packages


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rebuild", action="store_true", help=mark("make all that follows from the changes anew")
    )


def _run(arguments: argparse.Namespace, context: Context) -> int:
    texts, lines, rebuilt = context.texts, [], None
    with context.writing() as workspace:
        if arguments.rebuild:
            rebuilt = rebuild_tables(workspace)
            line = texts.plural(
                "All tables were built again from {count} change.",
                "All tables were built again from {count} changes.",
                rebuilt,
            )
            lines.append(line)
        problems = examine(workspace)
        if not problems:
            problems = unopened_packages(workspace)
    if not has_error(problems):
        lines.append(texts("The workspace is sound."))
    return context.show(lines, {"rebuilt": rebuilt}, problems)


DOCTOR = Command(("doctor",), mark("look for damage in the workspace"), _run, _arguments)
