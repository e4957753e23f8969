"""How the status of an area came about: its questions with their answers and scores."""

from math import fsum

from greenfield.assess.status import BAND_BOUNDS
from greenfield.report.words import area_word, status_word
from greenfield.ui.visit.results.explained import Explained, Input
from greenfield.ui.visit.results.reading import ShownResults


def explain_area(area: str, shown: ShownResults) -> Explained | None:
    """Explain the status of an area of practice by its key; None if it was not asked about."""
    status = next((one for one in shown.result.areas if one.area == area), None)
    if status is None:
        return None
    texts, formats, opened = shown.texts, shown.formats, shown.desk.opened
    words = shown.figures.texts
    scores = {one.question: one.score for one in shown.desk.assessment.inventory.practice if one.area == area}
    asked = [
        one.question
        for one in opened.toolkit.practices
        if one.area == area and opened.answers.is_relevant(one.question)
    ]
    inputs = []
    for question in asked:
        ref = opened.answers.ref(question)
        label = opened.session.node(ref).label if ref else question
        score = scores.get(question)
        value = texts("not answered") if score is None else formats.percent(score)
        inputs.append(Input(label, value, opened.answers.label(question) or "", questions=(question,)))
    formula = ""
    if len(scores) > 1 and status.score is not None:
        mean = formats.percent(fsum(scores.values()) / len(scores))
        formula = texts("Mean of the answered questions: {mean}", mean=mean)
    steps = ", ".join(formats.percent(bound) for bound in BAND_BOUNDS)
    note = texts(
        "0 % means that nothing is done, 100 % is best practice. The five steps begin at 0 %, {bounds}.",
        bounds=steps,
    )
    return Explained(
        area_word(status.area, words), status_word(status.band, words), formula, tuple(inputs), note
    )
