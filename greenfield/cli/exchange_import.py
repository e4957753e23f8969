"""`greenfield exchange import FILE`: takes an exchange file into the workspace."""

import argparse
from collections.abc import Iterator

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.common_arguments import take_exchange_file
from greenfield.cli.exchange_words import look_json, look_lines, passphrase_of
from greenfield.services.sync.exchange.importing import Imported, import_file
from greenfield.services.sync.exchange.looking import key_of


def _arguments(parser: argparse.ArgumentParser) -> None:
    take_exchange_file(parser)
    parser.add_argument("--erase", action="store_true", help=mark("agree that it removes records for good"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    passphrase = passphrase_of(context, arguments.path, arguments.file_passphrase)
    with context.writing() as workspace:
        key = key_of(workspace, passphrase)
        imported = import_file(workspace, arguments.path, key, erases=arguments.erase)
    document = {
        **look_json(imported.look),
        "taken": imported.changed,
        "statuses": {str(status): count for status, count in imported.statuses.items() if count},
        "files_taken": imported.files,
        "conflicts": sorted(imported.conflicts),
        "left_out": imported.left_out,
    }
    return context.show(_lines(imported, context), document, imported.problems(str(arguments.path)))


def _lines(imported: Imported, context: Context) -> Iterator[str]:
    texts = context.texts
    yield from look_lines(imported.look, context)
    if not imported.changed and not imported.files:
        yield texts("Nothing was changed: all of it is here already.")
        return
    yield context.plural("{count} change was taken.", "{count} changes were taken.", imported.changed)
    if imported.files:
        yield context.plural("{count} file came in.", "{count} files came in.", imported.files)
    if imported.conflicts:
        yield context.plural(
            "In {count} record two values stand now; both are kept until somebody decides.",
            "In {count} records two values stand now; both are kept until somebody decides.",
            len(imported.conflicts),
        )


EXCHANGE_IMPORT = Command(
    ("exchange", "import"), mark("take an exchange file into the workspace"), _run, _arguments
)
