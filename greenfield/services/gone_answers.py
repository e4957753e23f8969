"""Answers of the last visit for which a follow-up has no question: one line each, or one for a section that lost many."""

from collections.abc import Sequence
from dataclasses import dataclass

from greenfield.base.problem import Place, Problem, Severity

MOST_APART = 3
"""So many lost answers of one section are listed one by one; more stand together."""


@dataclass(frozen=True, slots=True)
class GoneAnswer:
    """An answer without a question: the name and label of that question, its section, the answer as it is read."""

    name: str
    question: str
    section: str
    value: str


def gone_problems(answers: Sequence[GoneAnswer]) -> list[Problem]:
    """Return warnings in the order of the last form; that of a section stands where its first answer stood."""
    sections: dict[str, list[GoneAnswer]] = {}
    for one in answers:
        sections.setdefault(one.section, []).append(one)
    found = []
    for section, lost in sections.items():
        if len(lost) > MOST_APART and section:
            found.append(_together(section, lost))
        else:
            found += [
                _warning("follow.question_gone", one.name, {"question": one.question, "value": one.value})
                for one in lost
            ]
    return found


def _together(section: str, lost: Sequence[GoneAnswer]) -> Problem:
    listed = "; ".join(f"{one.question} {one.value}" for one in lost)
    values = {"section": section, "count": len(lost), "answers": listed}
    return _warning("follow.section_gone", lost[0].name, values)


def _warning(code: str, where: str, values: dict[str, object]) -> Problem:
    return Problem(code, Place(where), values, Severity.WARNING)
