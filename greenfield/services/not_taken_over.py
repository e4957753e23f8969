"""What of the last visit's answers did not fit the form of a follow-up: notes of the visit, until they are dismissed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from greenfield.base.catalogue import sentence
from greenfield.base.problem import Problem
from greenfield.base.texts import texts_for
from greenfield.records.order_key import between
from greenfield.store.reading.plan import notes_of
from greenfield.store.unit import Unit
from greenfield.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class NotTakenOver:
    """An answer that did not fit: its note, the place of its question (which may be gone), and what was said of it."""

    record: str
    question: str
    text: str


def note_not_taken_over(unit: Unit, visit: str, problems: Iterable[Problem], language: str) -> None:
    """Keep with a visit what of the last answers did not fit it, in the words of a language, in this order."""
    texts, key = texts_for(language), ""
    for problem in problems:
        key = between(key)
        values = {
            "subject": visit,
            "question": problem.place.name,
            "text": sentence(problem, texts),
            "order_key": key,
        }
        unit.create("note", values)


def not_taken_over(workspace: Workspace, visit: str) -> list[NotTakenOver]:
    """Return what did not fit a visit and was not dismissed yet, in the order of the last form."""
    with workspace.read() as connection:
        notes = notes_of(connection, visit)
    return [NotTakenOver(one.id, one.text("question"), one.text("text")) for one in notes]


def dismiss(workspace: Workspace, notes: Sequence[NotTakenOver]) -> None:
    """Take notes off the list; `take_back` lists them again."""
    with workspace.unit() as unit:
        for one in notes:
            unit.delete(one.record)


def take_back(workspace: Workspace, notes: Sequence[NotTakenOver]) -> None:
    """List notes again that were dismissed."""
    with workspace.unit() as unit:
        for one in notes:
            unit.restore(one.record)
