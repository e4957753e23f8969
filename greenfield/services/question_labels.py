"""Questions as they are read, in each language of their form."""

from collections.abc import Sequence

from greenfield.base.languages import find_language, form_language_code
from greenfield.forms.node import Node
from greenfield.services.open_visit import OpenVisit
from greenfield.services.visit_result import Said


def labels_of(opened: OpenVisit, gaps: Sequence[Node]) -> list[Said]:
    """Return the questions by language, with list and row where they stand in one; the form goes back to the language it had."""
    if not gaps:
        return []
    session = opened.session
    before = session.language
    texts: list[dict[str, str]] = [{} for _ in gaps]
    for name in session.form.questionnaire.languages:
        session.set_language(name)
        code = find_language(form_language_code(name) or name) or name
        for place, gap in zip(texts, gaps, strict=True):
            place[code] = _with_row(opened, gap.ref) + session.node(gap.ref).label
    if session.form.questionnaire.languages:
        session.set_language(before)
    else:
        texts = [{"en": _with_row(opened, gap.ref) + gap.label} for gap in gaps]
    return texts


def _with_row(opened: OpenVisit, ref: str) -> str:
    """Return the list and the number of the row in which a question stands, empty for one in none: `Chemical 2: `."""
    around, _, _after = ref.rpartition("]")
    if not around:
        return ""
    repeat, _, number = around.rpartition("[")
    return f"{opened.session.node(f'{around}]').label or repeat.rpartition('/')[2]} {number}: "
