"""How far a visit has come: its answers against the questions that its toolkit may ask."""

from collections.abc import Iterable
from datetime import UTC, datetime

from greenfield.base.problem import ProblemError
from greenfield.forms.session import Context, FormSession
from greenfield.services.cached_forms import cached_form
from greenfield.services.open_visit import is_question
from greenfield.services.toolkits import toolkit_of
from greenfield.store.workspace import Workspace
from greenfield.toolkit.toolkit import Toolkit

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
