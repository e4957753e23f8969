"""`greenfield exchange export FILE`: writes changes and photos for a USB stick, sealed."""

import argparse
from pathlib import Path

from greenfield.base.problem import fail
from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.sync.exchange.exporting import export_file, recipient_of_organisation, wish_for
from greenfield.services.sync.exchange.receivers import read_recipient
from greenfield.store.workspace import Workspace
from greenfield.sync.exchange.sealing import Recipients
from greenfield.vault.passphrase import Passphrase


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="FILE", help=mark("the file to be written"))
    parser.add_argument(
        "--to",
        action="append",
        default=[],
        metavar="RECIPIENT|FILE",
        help=mark("who can open it: a recipient, or a file with one; may be given again"),
    )
    parser.add_argument(
        "--to-organisation", action="store_true", help=mark("seal it to the hub of the organisation")
    )
    parser.add_argument(
        "--by-passphrase",
        action="store_true",
        help=mark("whoever knows a passphrase can open it; it is asked for"),
    )
    parser.add_argument(
        "--file-passphrase",
        type=Path,
        metavar="FILE",
        help=mark("a file with the passphrase of the exchange file in its first line"),
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--company", default="", help=mark("this company and its visits only"))
    what.add_argument("--visit", default="", help=mark("this visit only"))
    what.add_argument("--unsent", action="store_true", help=mark("only what the hub does not have yet"))
    parser.add_argument("--without-photos", action="store_true", help=mark("no photos and documents"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with context.reading() as workspace:
        wish = wish_for(
            workspace,
            company=arguments.company,
            visit=arguments.visit,
            unsent=arguments.unsent,
            photos=not arguments.without_photos,
        )
        to = _receivers(arguments, context, workspace)
        done = export_file(workspace, arguments.path, wish, to)
    lines = [
        context.texts(
            "{path} is sealed. Changes: {changes}, files: {files}, {size}.",
            path=done.path,
            changes=context.formats.number(done.changes),
            files=context.formats.number(done.files),
            size=context.formats.size(done.size),
        )
    ]
    document = {"path": str(done.path), "changes": done.changes, "files": done.files, "size": done.size}
    return context.show(lines, document)


def _receivers(
    arguments: argparse.Namespace, context: Context, workspace: Workspace
) -> Recipients | Passphrase:
    keys = [read_recipient(one) for one in arguments.to]
    if arguments.to_organisation:
        keys.append(recipient_of_organisation(workspace))
    by_passphrase = arguments.by_passphrase or arguments.file_passphrase is not None
    if by_passphrase and keys:
        raise fail("exchange.both")
    if not by_passphrase:
        return Recipients(tuple(keys))
    secret = context.ask_secret(new=True, file=arguments.file_passphrase)
    if not isinstance(secret, Passphrase):
        raise fail("passphrase.not_given")
    return secret


EXCHANGE_EXPORT = Command(
    ("exchange", "export"),
    mark("write changes and photos to a sealed file for a USB stick"),
    _run,
    _arguments,
)
