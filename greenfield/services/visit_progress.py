"""How far a visit has come: its answers against the questions that its toolkit may ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from greenfield.base.languages import SOURCE_LANGUAGE
from greenfield.base.problem import ProblemError
from greenfield.forms.node import Node
from greenfield.forms.session import Context, FormSession
from greenfield.services.asked import is_question
from greenfield.services.cached_forms import cached_form
from greenfield.services.open_visit import open_visit
from greenfield.services.toolkits import toolkit_of
from greenfield.store.workspace import Workspace
from greenfield.toolkit.toolkit import Toolkit


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions apply just now, and how many of them are answered."""

    answered: int
    asked: int


def is_asked(node: Node) -> bool:
    """Tell whether a question is counted: it applies just now, and a person answers it."""
    return node.relevant and is_question(node)


def progress_of(nodes: Iterable[Node]) -> Progress:
    """Return how far the questions among nodes of a form are: the one way of counting, on every page."""
    asked = [one for one in nodes if is_asked(one)]
    return Progress(sum(bool(one.value) for one in asked), len(asked))


def progress_of_visits(workspace: Workspace, visits: Iterable[str], now: datetime) -> dict[str, Progress]:
    """Return the progress of visits by their ids; opens each of them, fit for the background.

    A visit whose toolkit is not here, or that is gone meanwhile, is left out.
    """
    found = {}
    for visit in visits:
        try:
            opened = open_visit(workspace, visit, SOURCE_LANGUAGE, now)
        except ProblemError:
            continue
        found[visit] = progress_of(opened.session.nodes())
    return found


_FIRST_DAY = datetime(1970, 1, 1, tzinfo=UTC)


def most_questions(workspace: Workspace, toolkits: Iterable[str]) -> dict[str, int]:
    """Return for each toolkit, by its sha256, how many questions it asks at most, a repeat's counted once.

    A toolkit that is not here, or that this version cannot open, is left out.
    """
    found = {}
    for sha256 in toolkits:
        try:
            found[sha256] = _questions(workspace, toolkit_of(workspace, sha256))
        except ProblemError:
            continue
    return found


def _questions(workspace: Workspace, toolkit: Toolkit) -> int:
    form = cached_form(workspace, toolkit.sha256, lambda: toolkit.form_xml, toolkit.files)
    session = FormSession(form, Context(now=_FIRST_DAY, random=lambda: 0.5), None, None)
    return sum(map(is_question, session.nodes()))
