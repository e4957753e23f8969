"""`greenfield sync disconnect`: leaves the hub; all records stay."""

import argparse

from greenfield.base.problem import fail
from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.sync.connecting import disconnect
from greenfield.services.sync.state import sync_state


def _run(_arguments: argparse.Namespace, context: Context) -> int:
    texts = context.texts
    with context.writing() as workspace:
        state = sync_state(workspace)
        if state.link is None:
            raise fail("sync.not_connected")
        disconnect(workspace)
    lines = [
        texts(
            "Disconnected from {organisation}. All records are still here.",
            organisation=state.link.organisation_name,
        )
    ]
    if state.unsent:
        lines.append(
            context.plural(
                "{count} change was never sent; the others do not have it.",
                "{count} changes were never sent; the others do not have them.",
                state.unsent,
            )
        )
    lines.append(
        texts(
            "What the hub has stays there. To connect again, to the same organisation or another, you need a new code."
        )
    )
    document = {"organisation": state.link.organisation_name, "unsent": state.unsent}
    return context.show(lines, document)


SYNC_DISCONNECT = Command(("sync", "disconnect"), mark("leave the hub, and keep all records"), _run)
