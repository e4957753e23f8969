"""What of a visit wants a second look: texts that are no answers, broken rules, gaps, odd figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from greenfield.base.catalogue import sentence
from greenfield.base.formats import Formats
from greenfield.base.problem import Severity
from greenfield.base.texts import Texts
from greenfield.services.warning_words import flow_namer, warning_sentence
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.documents.gap_names import gap_name
from greenfield.ui.visit.results.questioned import question_about

_UNANSWERED = "answer.required"


class Weight(IntEnum):
    """How much it matters; what matters most comes first."""

    WRONG = 0
    ODD = 1
    NEEDED = 2


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to look at: the question it leads to, its words, and what is the matter."""

    ref: str
    title: str
    text: str
    weight: Weight


def matters(desk: VisitDesk, texts: Texts, formats: Formats) -> list[Matter]:
    """Return what there is to look at, in the order of its weight and of the form; numbers as `formats` writes them."""
    found = [*_of_answers(desk, texts, formats), *_of_figures(desk, texts, formats)]
    return sorted(found, key=lambda one: one.weight)


def _of_answers(desk: VisitDesk, texts: Texts, formats: Formats) -> Iterator[Matter]:
    for node in desk.nodes.values():
        if not node.relevant:
            continue
        if node.ref in desk.conflicts:
            told = texts("Two people answered this differently.")
            yield Matter(node.ref, gap_name(desk, node, texts, formats), told, Weight.WRONG)
        if node.ref in desk.unread:
            yield Matter(node.ref, gap_name(desk, node, texts, formats), desk.unread[node.ref], Weight.WRONG)
            continue
        if node.problem is None:
            continue
        needed = node.problem.code == _UNANSWERED
        text = texts("Needs an answer.") if needed else node.message or sentence(node.problem, texts, formats)
        weight = Weight.NEEDED if needed else Weight.WRONG
        yield Matter(node.ref, gap_name(desk, node, texts, formats), text, weight)


def _of_figures(desk: VisitDesk, texts: Texts, formats: Formats) -> Iterator[Matter]:
    name = flow_namer(desk.opened.toolkit, texts.language)
    for problem in desk.assessment.problems:
        weight = Weight.WRONG if problem.severity is Severity.ERROR else Weight.ODD
        question = question_about(problem, desk)
        ref = (desk.opened.answers.ref(question) or "") if question else ""
        title = desk.node(ref).label if ref else ""
        yield Matter(ref, title, warning_sentence(problem, name, texts, formats), weight)
