"""Questions as they are read, in each language of their form."""

from collections.abc import Sequence

from greenfield.base.languages import find_language, form_language_code
from greenfield.forms.node import Node
from greenfield.services.open_visit import OpenVisit
from greenfield.services.visit_result import Said


def labels_of(opened: OpenVisit, gaps: Sequence[Node]) -> list[Said]:
    """Return the questions by language; the form goes back to the language it had."""
    if not gaps:
        return []
    session = opened.session
    before = session.language
    texts: list[dict[str, str]] = [{} for _ in gaps]
    for name in session.form.questionnaire.languages:
        session.set_language(name)
        code = find_language(form_language_code(name) or name) or name
        for place, gap in zip(texts, gaps, strict=True):
            place[code] = session.node(gap.ref).label
    if session.form.questionnaire.languages:
        session.set_language(before)
    else:
        texts = [{"en": gap.label} for gap in gaps]
    return texts
