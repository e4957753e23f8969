"""`greenfield visit list`: the visits of the workspace, the last one worked on first."""

import argparse
from dataclasses import asdict

from greenfield.base.texts import Texts, mark
from greenfield.cli.command import Command, Context
from greenfield.cli.words import state_word
from greenfield.store.reading.visits import VisitRow, list_visits


def _run(_arguments: argparse.Namespace, context: Context) -> int:
    with context.reading() as workspace, workspace.read() as connection:
        visits = list_visits(connection)
    texts = context.texts
    lines = [
        f"{one.id[:8]}  {_named(one, texts)}  {state_word(one.state, texts)}  "
        + context.plural("{count} answer", "{count} answers", one.answered)
        for one in visits
    ]
    return context.show(lines or [texts("No visit yet.")], {"visits": [asdict(one) for one in visits]})


def _named(one: VisitRow, texts: Texts) -> str:
    """Return date and company; of a visit that was taken back, with own work in it that waits, what it is."""
    if not one.date and not one.company_name:
        return texts("no longer shared with you; your own work in it is kept")
    return f"{one.date}  {one.company_name}"


VISIT_LIST = Command(("visit", "list"), mark("list the visits"), _run)
