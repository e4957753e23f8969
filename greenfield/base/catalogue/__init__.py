"""The sentence of every problem: what is wrong and what to do, in English, translated when shown.

Each topic has a file of its own with `ENTRIES`: code to message. A code is `topic.what`.
"""

from greenfield.base.catalogue import (
    document,
    forms,
    general,
    method,
    photos,
    store,
    toolkit,
    units,
    vault,
    visits,
    window,
)
from greenfield.base.problem import Problem
from greenfield.base.texts import Texts

ENTRIES: dict[str, str] = {
    **document.ENTRIES,
    **general.ENTRIES,
    **method.ENTRIES,
    **units.ENTRIES,
    **forms.ENTRIES,
    **photos.ENTRIES,
    **store.ENTRIES,
    **toolkit.ENTRIES,
    **vault.ENTRIES,
    **visits.ENTRIES,
    **window.ENTRIES,
}


def sentence(problem: Problem, texts: Texts) -> str:
    """Return what a person reads of a problem; the place is not part of it."""
    return texts(ENTRIES[problem.code], **{"where": str(problem.place), **problem.values})


def as_json(problem: Problem, texts: Texts) -> dict[str, object]:
    """Return a problem as the command line gives it out: severity, code, where, text, and its cell."""
    place = problem.place
    cell = {"sheet": place.sheet, "row": place.row, "column": place.column} if place.sheet else {}
    return {
        "severity": str(problem.severity),
        "code": problem.code,
        "where": str(place),
        **cell,
        "text": sentence(problem, texts),
    }
