"""The sentence of every problem: what is wrong and what to do, in English, translated when shown.

Each topic has a file of its own with `ENTRIES`: code to message. A code is `topic.what`.
"""

from typing import TYPE_CHECKING

from greenfield.base.catalogue import (
    document,
    figure_sheets,
    follow_ups,
    forms,
    general,
    indicator_sets,
    library,
    method,
    photos,
    plausible,
    store,
    submissions,
    sync,
    tables,
    toolkit,
    units,
    vault,
    visits,
    window,
)
from greenfield.base.problem import Problem
from greenfield.base.texts import Texts, mark
from greenfield.base.written import written

if TYPE_CHECKING:
    from greenfield.base.formats import Formats

ENTRIES: dict[str, str] = {
    **document.ENTRIES,
    **general.ENTRIES,
    **indicator_sets.ENTRIES,
    **library.ENTRIES,
    **method.ENTRIES,
    **units.ENTRIES,
    **figure_sheets.ENTRIES,
    **follow_ups.ENTRIES,
    **forms.ENTRIES,
    **photos.ENTRIES,
    **plausible.ENTRIES,
    **store.ENTRIES,
    **submissions.ENTRIES,
    **sync.ENTRIES,
    **tables.ENTRIES,
    **toolkit.ENTRIES,
    **vault.ENTRIES,
    **visits.ENTRIES,
    **window.ENTRIES,
}


_UNIT_KEYS = ("unit", "each", "likely")
_WORDS = {"reason": sync.REASONS, "role": sync.ROLES}
"""Values that are words of the program themselves, and what a person reads for them."""
_UNITS = {"m3": "m³", "Nm3": "Nm³"}

# Said only where something is near: a sentence that offers nothing helps nobody.
WITH_NEAREST = mark("{problem} The nearest one is “{nearest}”.")


def sentence(problem: Problem, texts: Texts, formats: "Formats | None" = None) -> str:
    """Return what a person reads of a problem; the place is not part of it.

    Numbers are written by `formats`, else as the language of the texts does.
    A problem with a value `nearest` that its own sentence does not have offers it at the end.
    """
    entry = ENTRIES[problem.code]
    if problem.code == "formula.syntax" and not problem.values.get("rest"):
        entry = forms.ENDS_TOO_EARLY
    values = written(problem.values, texts.language, formats)
    if problem.code.startswith("plausible."):
        values |= {key: _UNITS.get(str(values[key]), values[key]) for key in _UNIT_KEYS if key in values}
    for key, words in _WORDS.items():
        if values.get(key) in words:
            values |= {key: texts(words[str(values[key])])}
    if problem.code.startswith("sync.") and "field" in values:
        values = {**values, "field": texts(str(values["field"]))}  # the name of a field, which is marked
    said = texts(entry, **{"where": str(problem.place), **values})
    nearest = problem.values.get("nearest")
    if not nearest or "{nearest}" in entry:
        return said
    return texts(WITH_NEAREST, problem=said, nearest=nearest)


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
