"""The answers of the last visit in the form of a follow-up: what is taken over, what is only shown, what fits no more."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from greenfield.base.problem import Place, Problem, ProblemError, Severity
from greenfield.forms.node import Node
from greenfield.forms.reading.xml import read_xml
from greenfield.forms.session import FormSession
from greenfield.services.asked import is_open_list, is_question
from greenfield.services.gone_answers import GoneAnswer, gone_problems
from greenfield.services.open_visit import OpenVisit
from greenfield.toolkit.annual import NEVER
from greenfield.toolkit.toolkit import Toolkit

_READ = re.compile(r"\$\{\s*([^}\s]+)\s*\}")
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_BIND = "{http://www.w3.org/2002/xforms}bind"
_POSITION = re.compile(r"\[(\d+)\]")
_NUMBERS = frozenset({"int", "decimal"})
_PERIOD = ("period_start", "period_end")


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """An answer of the last visit at its place in the new form: as stored, and as it is read."""

    ref: str
    value: str
    shown: str
    is_taken_over: bool
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class LastAnswers:
    """The answers that have a place in the new form, in its order, and a problem for each that has not."""

    fitting: tuple[LastAnswer, ...]
    problems: tuple[Problem, ...]


def period_amounts(opened: OpenVisit) -> frozenset[str]:
    """Return the questions whose answers belong to one period: what flows are made of, what the survey marks, and its days.

    Calculations are followed back to what they read; choices (a fuel, a unit) stay out, and what the survey says is the same in
    every period. Where a list has a date beside such an amount (a bill of a month), all of its row belongs to the period.
    """
    toolkit = opened.toolkit
    formulas = [text for row in toolkit.flows for text in (row.amount, row.cost, row.variable_cost)]
    found = {name for text in formulas for name in _READ.findall(text)}
    found |= {toolkit.profile[key] for key in _PERIOD if key in toolkit.profile}
    marks = {question.name: question.period for question in toolkit.outline.questions if question.period}
    found |= {name for name, mark in marks.items() if mark != NEVER}
    calculated, waiting = _calculated(toolkit), list(found)
    while waiting:
        new = calculated.get(waiting.pop(), frozenset()) - found
        found |= new
        waiting += new
    definitions = opened.session.form.questionnaire.definitions
    found -= {one.name for one in definitions if one.control and one.control.tag.startswith("select")}
    found -= {name for name, mark in marks.items() if mark == NEVER}
    for repeat in (one for one in definitions if one.is_repeat):
        within = [one for one in definitions if one.scope == repeat.index and one is not repeat]
        names = {one.name for one in within}
        if names & found and any(one.type == "date" for one in within):
            found |= names
    return frozenset(found)


def _calculated(toolkit: Toolkit) -> dict[str, frozenset[str]]:
    """Return the names that each calculation of the form reads, by its name."""
    binds = [
        (bind.get("nodeset", ""), bind.get("calculate", ""))
        for bind in read_xml(toolkit.form_xml).iter(_BIND)
    ]
    names = {nodeset.rsplit("/", 1)[-1] for nodeset, _ in binds}
    return {
        nodeset.rsplit("/", 1)[-1]: frozenset(names & set(_NAME.findall(formula)))
        for nodeset, formula in binds
        if formula
    }


def last_answers(new: OpenVisit, last: OpenVisit) -> LastAnswers:
    """Match the last visit's answers with the questions of a new form, by the name of the question.

    Rows of a list keep their order. An answer that is not taken over is an amount of the old period.
    """
    places, amounts = _Places(new), period_amounts(new) | period_amounts(last)
    kept = last.session.answers()
    fitting: list[tuple[int, LastAnswer]] = []
    problems: list[Problem] = []
    gone: list[GoneAnswer] = []
    for node in last.session.nodes():
        if not node.value or not is_question(node) or node.ref not in kept or not node.relevant:
            continue
        found = places.place_of(node.ref)
        values = {"question": node.label or _name(node.ref), "value": shown_answer(node)}
        if found is None:
            gone.append(GoneAnswer(_name(node.ref), section=_section(last.session, node.ref), **values))
            continue
        ref, wanted, control, order = found
        if _kind(node.type, node.control) != _kind(wanted, control):
            problems.append(_warning("follow.other_type", ref, values))
            continue
        name = _name(node.ref)
        profile = {*new.toolkit.profile.values()} - {new.toolkit.profile.get(key) for key in _PERIOD}
        is_amount = name in amounts and name not in profile
        fitting.append(
            (order, LastAnswer(ref, node.value, shown_answer(node), not is_amount, wanted in _NUMBERS))
        )
    fitting.sort(key=lambda each: each[0])
    return LastAnswers(tuple(answer for _, answer in fitting), (*gone_problems(gone), *problems))


def take_over(new: OpenVisit, last: OpenVisit) -> list[Problem]:
    """Answer the form of a new visit, in the form alone, with what the last one says; return what did not fit."""
    found = last_answers(new, last)
    problems = list(found.problems)
    _empty(new.session, last.session)
    for answer in found.fitting:
        if answer.is_taken_over:
            problems += _take(new.session, answer)
    return problems


def _empty(session: FormSession, last: FormSession) -> None:
    """Leave lists without a row that had none at the last visit."""
    kept, begun = last.answers(), session.answers()
    had_none = {
        one.name
        for one in last.form.questionnaire.definitions
        if one.is_repeat and kept.get(one.path) == "0" and is_open_list(one)
    }
    for one in session.form.questionnaire.definitions:
        if one.is_repeat and one.name in had_none and is_open_list(one):
            for _ in range(int(begun.get(one.path, "0"))):
                session.remove(one.path, 0)


def _take(session: FormSession, answer: LastAnswer) -> Iterator[Problem]:
    ref, before = answer.ref, ""
    try:
        _make_room(session, ref)
        before = session.node(ref).value
        session.set(ref, answer.value)
    except ProblemError as error:
        code = "follow.choice_gone" if error.code == "answer.choice" else "follow.other_type"
        yield _warning(code, ref, {"question": _label(session, ref), "value": answer.shown})
        return
    node = session.node(ref)
    offered = None if node.options is None else {option.value for option in node.options}
    chosen = node.value.split() if node.type in {"select", "odk:rank"} else [node.value]
    wrong = (
        "follow.choice_gone"
        if offered is not None and node.relevant and not offered.issuperset(chosen)
        else ("" if node.constraint_ok else "follow.breaks_rule")
    )
    if wrong:
        session.set(ref, before if wrong == "follow.breaks_rule" else "")
        yield _warning(wrong, ref, {"question": node.label or _name(ref), "value": answer.shown})


def _make_room(session: FormSession, ref: str) -> None:
    """Add the rows of lists in which a question stands."""
    for found in _POSITION.finditer(ref):
        repeat, wanted = ref[: found.start()], int(found.group(1))
        missing = wanted - int(session.answers().get(repeat, "0"))
        if missing > 0:
            session.add(repeat, None, missing)


class _Places:
    """Where questions of a name stand in a form, rows of lists included."""

    def __init__(self, opened: OpenVisit) -> None:
        form = opened.session.form
        self._found: Mapping[str, tuple[str, int]] = {
            definition.name: (definition.path, definition.index)
            for definition in reversed(form.questionnaire.definitions)
            if not definition.children and definition.calculate is None and definition.control is not None
        }
        self._definitions = form.questionnaire.definitions
        self._repeats = {one.path for one in self._definitions if one.is_repeat}

    def place_of(self, old: str) -> tuple[str, str, str, int] | None:
        """Return place, type, control and order of the question that has the name of the one at `old`."""
        found = self._found.get(_name(old))
        if found is None:
            return None
        path, index = found
        positions = _POSITION.findall(old)
        steps, ref, around = path.strip("/").split("/"), "", 0
        plain = ""
        for step in steps:
            plain += f"/{step}"
            ref += f"/{step}"
            if plain in self._repeats:
                if around >= len(positions):
                    return None
                ref += f"[{positions[around]}]"
                around += 1
        if around != len(positions):
            return None
        definition = self._definitions[index]
        control = definition.control.tag if definition.control else ""
        return ref, definition.type, control, index


def shown_answer(node: Node) -> str:
    """Return an answer as it is read: a choice by its label."""
    if not node.options:
        return node.value
    chosen = node.value.split() if node.type in {"select", "odk:rank"} else [node.value]
    labels = [option.label for option in node.options if option.value in chosen]
    return ", ".join(labels) or node.value


def _kind(type_: str, control: str) -> str:
    """Return what kind of answer it is: whole and decimal numbers are of one kind, choices by how many."""
    if control in {"select", "select1"}:
        return control
    return "number" if type_ in _NUMBERS else type_


def _warning(code: str, where: str, values: Mapping[str, object]) -> Problem:
    return Problem(code, Place(where), values, Severity.WARNING)


def _label(session: FormSession, ref: str) -> str:
    try:
        return session.node(ref).label or _name(ref)
    except ProblemError:
        return _name(ref)


def _section(session: FormSession, ref: str) -> str:
    """Return the label of the outermost group around a question; empty where it stands in none."""
    steps = _POSITION.sub("", ref).split("/")
    return _label(session, "/".join(steps[:3])) if len(steps) > 3 else ""


def _name(ref: str) -> str:
    return _POSITION.sub("", ref).rsplit("/", 1)[-1]
