"""`greenfield sync set`: when a workspace syncs, whether its line is metered, what this device is called."""

import argparse

from greenfield.base.problem import fail
from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.sync_words import link_lines, state_json
from greenfield.services.sync.connecting import name_device
from greenfield.services.sync.state import Mode, set_metered, set_mode, sync_state

_WRITTEN = {str(mode).replace("_", "-"): mode for mode in Mode}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mode", choices=list(_WRITTEN), help=mark("when the workspace syncs"))
    parser.add_argument(
        "--metered",
        action=argparse.BooleanOptionalAction,
        default=None,
        help=mark("the line costs by what it carries: photos and documents wait, small files go along"),
    )
    parser.add_argument("--name", metavar="NAME", help=mark("how people call this device"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    with context.writing() as workspace:
        if arguments.name is not None:
            name_device(workspace, arguments.name)
        if arguments.mode is not None:
            set_mode(workspace, _WRITTEN[arguments.mode])
        if arguments.metered is not None:
            set_metered(workspace, metered=arguments.metered)
        state = sync_state(workspace)
    if state.link is None:
        raise fail("sync.not_connected")
    return context.show(link_lines(state, context), state_json(state))


SYNC_SET = Command(("sync", "set"), mark("say when to sync, and how this device is called"), _run, _arguments)
