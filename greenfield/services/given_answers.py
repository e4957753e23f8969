"""The answers of a visit as a document says them: by part of the form, in each of the form's languages."""

from collections.abc import Iterator, Mapping, Sequence

from greenfield.base.plain_words import plain_words
from greenfield.forms.node import Node
from greenfield.report.given_answers import GivenAnswer, GivenAnswers, GivenPart, Part
from greenfield.services.open_visit import OpenVisit
from greenfield.services.visit_photos import photos_of
from greenfield.store.workspace import Workspace

_GROUPS = frozenset({"group", "repeat"})
_CHOSEN = frozenset({"select1", "select", "rank"})


def given_answers(workspace: Workspace, opened: OpenVisit) -> GivenAnswers:
    """Return what was answered in a visit; the form goes back to the language that it had."""
    photos: dict[str, list[str]] = {}
    for photo in photos_of(workspace, opened.visit.id):
        photos.setdefault(photo.question, []).append(photo.caption or photo.name)
    session = opened.session
    questionnaire, before = session.form.questionnaire, session.language
    default = questionnaire.default_language
    languages = dict.fromkeys((default, *questionnaire.languages) if default else questionnaire.languages)
    by_language: dict[str, tuple[GivenPart, ...]] = {}
    for name in languages:
        session.set_language(name)
        by_language[name] = tuple(_parts(session.nodes(), photos))
    if languages:
        session.set_language(before)
    else:
        by_language[""] = tuple(_parts(session.nodes(), photos))
    return GivenAnswers(by_language, tuple(photos.get("", ())))


def _parts(nodes: Sequence[Node], photos: Mapping[str, Sequence[str]]) -> Iterator[GivenPart]:
    around: list[tuple[str, Part | None]] = []
    now: tuple[Part, ...] = ()
    found: list[GivenAnswer] = []
    for node in nodes:
        while around and not node.ref.startswith(around[-1][0] + "/"):
            around.pop()
        if node.type in _GROUPS:
            around.append((node.ref, _part(node)))
            continue
        answer = _answer(node, photos)
        if answer is None:
            continue
        parts = tuple(part for _, part in around if part is not None)
        if parts != now and found:
            yield GivenPart(now, tuple(found))
            found = []
        now = parts
        found.append(answer)
    if found:
        yield GivenPart(now, tuple(found))


def _part(node: Node) -> Part | None:
    title = plain_words(node.label)
    if node.type == "group":
        return Part(title) if title else None
    name, _, position = node.ref.rpartition("/")[2].rstrip("]").partition("[")
    return Part(title or name.replace("_", " "), int(position or 1))


def _answer(node: Node, photos: Mapping[str, Sequence[str]]) -> GivenAnswer | None:
    """Return what a question that applies and is shown was answered; None where there is nothing to say."""
    name = node.ref.rpartition("/")[2]
    pictures = tuple(photos.get(name, ()))
    if not node.relevant or not node.control or node.type == "note" or not (node.value or pictures):
        return None
    chosen: tuple[str, ...] = ()
    if node.type in _CHOSEN:
        values = [node.value] if node.type == "select1" else node.value.split()
        labels = {option.value: plain_words(option.label) for option in node.options or ()}
        chosen = tuple(labels.get(value) or value for value in values)
    question = plain_words(node.label) or plain_words(node.hint) or name
    return GivenAnswer(question, node.type, node.value, node.appearance, chosen, pictures)
