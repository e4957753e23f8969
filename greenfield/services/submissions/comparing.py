"""How a submission and the answers of a visit differ, question by question."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from itertools import islice

from greenfield.base.problem import Place, Problem, Severity
from greenfield.forms.definition import Definition
from greenfield.forms.moments import parse_moment
from greenfield.forms.node import Node
from greenfield.forms.references import plain_path
from greenfield.forms.session import FormSession
from greenfield.forms.values import parse_number
from greenfield.services.submissions.submission import Filled

_NUMBERS = frozenset({"int", "decimal", "range"})
_UNORDERED = "select"
_META = "meta"
MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that a newer submission has otherwise than the visit; of a repeat, the number of instances.

    `edited_here` says that the visit's answer was also changed in this program since.
    """

    ref: str
    label: str
    here: str
    there: str
    edited_here: bool

    def as_json(self) -> dict[str, object]:
        """Return the difference for the command line."""
        return {
            "ref": self.ref,
            "label": self.label,
            "here": self.here,
            "there": self.there,
            "edited_here": self.edited_here,
        }


def as_submitted(session: FormSession) -> Filled:
    """Return what a visit would submit now."""
    form = session.form
    answers: dict[str, str] = {}
    counts: dict[str, int] = {}
    for node in session.nodes():
        definition = form.layout.by_path[plain_path(node.ref)]
        if definition.is_repeat and node.relevant:
            above = node.ref.rpartition("[")[0]
            counts[above] = counts.get(above, 0) + 1
        elif definition.index in form.kept and node.relevant and node.value:
            answers[node.ref] = node.value
    return Filled(answers, counts)


def differences(session: FormSession, there: Filled, before: Filled | None) -> list[Difference]:
    """Return what a submission says otherwise than a visit, in the order of the form.

    `before` is the submission that the visit came from: an answer that is there as it was then was changed in
    the visit alone, and is no difference of the newer submission.
    """
    form = session.form
    here = as_submitted(session)
    labels = {node.ref: node.label for node in session.nodes()}
    found = []
    for ref, theirs, mine, earlier in _side_by_side(there, here, before):
        definition = form.layout.by_path.get(plain_path(ref))
        if definition is None or not there.tells(definition.path) or _is_meta(definition):
            continue
        if _follows(definition) or not (definition.is_repeat or definition.index in form.kept):
            continue
        if _same(theirs, mine, definition):
            continue
        edited = before is not None and not _same(earlier, mine, definition)
        if before is not None and _same(theirs, earlier, definition):
            continue
        found.append(Difference(ref, labels.get(ref, definition.name), mine, theirs, edited))
    order = {each.path: each.index for each in form.questionnaire.definitions}
    return sorted(found, key=lambda one: order[plain_path(one.ref)])


def taken_over(session: FormSession, changes: Iterable[Difference], there: Filled) -> dict[str, str]:
    """Return the answers of a visit with these differences settled as the submission has them."""
    answers = dict(session.answers())
    form = session.form
    # Inner places first: an instance that goes takes with it what is in it.
    for change in sorted(changes, key=lambda one: -one.ref.count("/")):
        answers[change.ref] = change.there
        if form.layout.by_path[plain_path(change.ref)].is_repeat:
            for ref in [each for each in answers if _position(each, change.ref) > int(change.there)]:
                del answers[ref]
    for ref, text in there.answers.items():
        definition = form.layout.by_path.get(plain_path(ref))
        if definition is not None and _is_meta(definition):
            answers[ref] = text
    return answers


def misfits(session: FormSession, there: Filled, source: str) -> list[Problem]:
    """Return a warning for each answer of a submission that does not stand in the visit as it was sent.

    Such an answer is kept with a mark, waits until it applies, or is told here with its value. After the first 200
    one more says that there are others.
    """
    found = _misfits(session, there, source)
    told = list(islice(found, MOST_TOLD))
    if next(found, None) is not None:
        told.append(Problem("submission.more_misfits", Place(source), {"count": MOST_TOLD}, Severity.WARNING))
    return told


def _misfits(session: FormSession, there: Filled, source: str) -> Iterator[Problem]:
    form = session.form
    nodes = {node.ref: node for node in session.nodes()}
    for name, text in there.left_out.items():
        yield _warning("submission.no_question", source, name, value=text)
    for ref, text in there.answers.items():
        definition = form.layout.by_path.get(plain_path(ref))
        if definition is None:
            continue
        node = nodes.get(ref)
        if node is None:
            yield _warning("submission.no_instance", source, ref, value=text)
            continue
        code = _misfit(text, node, definition, is_kept=definition.index in form.kept)
        if code:
            label = node.label or ref
            yield _warning(code, source, ref, value=text, computed=node.value, question=label)
    answers = session.answers()
    for ref, count in there.counts.items():
        standing = answers.get(ref)
        if standing is not None and int(standing) != count:
            yield _warning("submission.instances", source, ref, count=count, standing=standing)


def _misfit(text: str, node: Node, definition: Definition, *, is_kept: bool) -> str:
    """Return the code of what became of an answer otherwise than it was sent, empty where it stands so."""
    offered = {option.value for option in node.options or ()}
    if not is_kept:
        is_other = definition.calculate is not None and not _same(text, node.value, definition)
        return "submission.calculated" if is_other else ""
    if not node.relevant:
        return "submission.not_relevant"
    if node.options is not None and not set(_chosen(text, definition)) <= offered:
        return "submission.not_offered"
    if node.problem is not None and not node.constraint_ok:
        return "submission.not_fitting"
    return "" if _same(text, node.value, definition) else "submission.changed_by_form"


def _side_by_side(there: Filled, here: Filled, before: Filled | None) -> Iterator[tuple[str, str, str, str]]:
    earlier = before or Filled({})
    for ref in dict.fromkeys((*there.counts, *here.counts)):
        yield ref, _count(there, ref), _count(here, ref), _count(earlier, ref)
    for ref in dict.fromkeys((*there.answers, *here.answers)):
        texts = there.answers, here.answers, earlier.answers
        yield ref, texts[0].get(ref, ""), texts[1].get(ref, ""), texts[2].get(ref, "")


def _count(filled: Filled, ref: str) -> str:
    return str(filled.counts.get(ref, 0))


def _same(one: str, other: str, definition: Definition) -> bool:
    """Tell whether two texts are the same answer: numbers by value, choices in any order, moments in any zone."""
    if one.strip() == other.strip():
        return True
    if definition.type in _NUMBERS or definition.calculate is not None:
        first, second = parse_number(one), parse_number(other)
        if abs(first - second) <= 1e-9 * max(abs(first), abs(second)):
            return True
    if definition.type == "boolean" or definition.calculate is not None:
        truths = {"1": "true", "0": "false"}
        return truths.get(one, one) == truths.get(other, other)
    if definition.control is not None and definition.control.tag == _UNORDERED:
        return sorted(one.split()) == sorted(other.split())
    if definition.type == "dateTime":
        moment = parse_moment(one.strip(), UTC)
        return moment is not None and moment == parse_moment(other.strip(), UTC)
    return False


def _chosen(text: str, definition: Definition) -> list[str]:
    is_one = definition.control is not None and definition.control.tag == "select1"
    return [text] if is_one else text.split()


def _follows(definition: Definition) -> bool:
    """Tell whether the number of a repeat's instances follows from an answer."""
    return definition.is_repeat and definition.control is not None and definition.control.count is not None


def _is_meta(definition: Definition) -> bool:
    steps = [step.rpartition(":")[2] for step in definition.path.split("/")]
    return len(steps) > 3 and steps[2] == _META


def _position(ref: str, repeat: str) -> int:
    """Return the position of a place in a repeat that stands at `repeat`, 0 for a place elsewhere."""
    rest = ref.removeprefix(repeat + "[")
    return int(rest.partition("]")[0]) if rest != ref else 0


def _warning(code: str, source: str, ref: str, **values: object) -> Problem:
    return Problem(code, Place(f"{source}: {ref}"), {**values, "ref": ref}, Severity.WARNING)
