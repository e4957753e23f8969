"""`greenfield visit list`: the visits of the workspace, the last one worked on first."""

import argparse
from dataclasses import asdict

from greenfield.base.texts import Texts, mark
from greenfield.cli.command import Command, Context
from greenfield.cli.words import state_word
from greenfield.services.visit_progress import most_questions
from greenfield.services.withheld import is_withheld, withheld_visit
from greenfield.store.reading.visits import VisitRow, list_visits


def _run(_arguments: argparse.Namespace, context: Context) -> int:
    with context.reading() as workspace:
        with workspace.read() as connection:
            visits = list_visits(connection)
        toolkits = {one.toolkit for one in visits}
        closed = toolkits - most_questions(workspace, toolkits).keys()
    texts = context.texts
    lines = [
        f"{one.id[:8]}  "
        + (
            withheld_visit(one, texts, context.formats)
            if is_withheld(one)
            else f"{one.date}  {one.company_name}  {_state(one, closed, texts)}"
        )
        + "  "
        + texts.plural("{count} answer", "{count} answers", one.answered)
        for one in visits
    ]
    return context.show(
        lines or [texts("No visit yet.")],
        {
            "visits": [
                {**asdict(one), "withheld": is_withheld(one), "opens": one.toolkit not in closed}
                for one in visits
            ]
        },
    )


def _state(one: VisitRow, closed: set[str], texts: Texts) -> str:
    state = state_word(one.state, texts)
    if one.toolkit in closed:
        return texts("{state} · its questionnaire cannot be opened here", state=state)
    return texts("{state} · two versions differ", state=state) if one.in_conflict else state


VISIT_LIST = Command(("visit", "list"), mark("list the visits"), _run)
