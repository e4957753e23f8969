"""`greenfield keys remove SLOT`: removes a way to unlock the workspace."""

import argparse

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.unlocking import remove_way


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("slot", metavar="SLOT", help=mark("the way to unlock, as the list of keys names it"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    remove_way(context.wanted_folder(), context.ask_secret(), arguments.slot)
    line = context.texts("Removed: {slot}", slot=arguments.slot)
    return context.show([line], {"slot": arguments.slot})


KEYS_REMOVE = Command(("keys", "remove"), mark("remove a way to unlock the workspace"), _run, _arguments)
