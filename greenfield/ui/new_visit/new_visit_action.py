"""The action that begins a visit, as the pages that offer it have it."""

from collections.abc import Callable

from greenfield.base.texts import Texts
from greenfield.ui.frame.action import Action


def new_visit_action(texts: Texts, run: Callable[[], None]) -> Action:
    """Return the main action of a page from which visits begin."""
    return Action("new-visit", texts("New visit"), "plus", run, shortcut="Ctrl+N", main=True)
