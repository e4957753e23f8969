"""Options and places that several commands take, said once."""

import argparse
from pathlib import Path

from greenfield.base.texts import mark


def take_organisation(parser: argparse.ArgumentParser) -> None:
    """Let a command of a hub take the organisation that it is about."""
    parser.add_argument(
        "--org",
        metavar="ORGANISATION",
        default="",
        help=mark("the organisation, by name or id; needed where the hub has more than one"),
    )


def take_exchange_file(parser: argparse.ArgumentParser) -> None:
    """Let a command take an exchange file, and what opens it."""
    parser.add_argument("path", type=Path, metavar="FILE", help=mark("the exchange file"))
    parser.add_argument(
        "--file-passphrase",
        type=Path,
        metavar="FILE",
        help=mark("a file with the passphrase of the exchange file in its first line"),
    )


def take_field(parser: argparse.ArgumentParser, *, of_any: bool) -> None:
    """Let a command take a field of a record; with `of_any` the record may be left out."""
    record = mark("the record: its id, or the beginning of it")
    if of_any:
        parser.add_argument("record", metavar="RECORD", nargs="?", default="", help=record)
    else:
        parser.add_argument("record", metavar="RECORD", help=record)
    parser.add_argument(
        "field",
        metavar="FIELD",
        nargs="?",
        default="",
        help=mark("the field, as the list of conflicts or the history names it"),
    )


def take_script(parser: argparse.ArgumentParser) -> None:
    """Let a command take a file of answers."""
    parser.add_argument(
        "--script",
        type=Path,
        metavar="FILE",
        required=True,
        help=mark("a file with the answers, in their order"),
    )
