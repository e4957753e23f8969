"""Runs a script on a form without a window, and tells everything about the outcome (`greenfield form run`).

A script is a list of steps, or an object with `steps` and what they need (`now`, `random`, `media`,
`language`): whoever calls turns the latter into a `Context` and hands the steps in.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeGuard

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError, fail
from greenfield.base.texts import Texts
from greenfield.forms.context import Context
from greenfield.forms.form import Form
from greenfield.forms.node import Node
from greenfield.forms.session import FormSession
from greenfield.forms.values import write_number

Step = Mapping[str, object]


def steps_of(script: object) -> list[Step]:
    """Return the steps of a parsed script; ProblemError `script.not_one` for what has no list of steps.

    What is no step is kept as an empty one, which fails when its turn comes.
    """
    steps = script.get("steps", []) if isinstance(script, Mapping) else script
    if not isinstance(steps, list):
        raise fail("script.not_one", step=0)
    return [step if isinstance(step, Mapping) else {} for step in steps]


def run_script(
    load: Callable[[], Form],
    steps: Sequence[Step],
    context: Context,
    clock: Callable[[], float],
    *,
    texts: Texts,
    language: str | None = None,
) -> dict[str, object]:
    """Load a form, run the steps, and return nodes, validity, timings, instance and problems.

    `clock` gives seconds; timings are in milliseconds, `load` being the time to read the form and open it.
    A step that fails changes nothing and is a problem in `problems`, with its number; the next ones run. The nodes
    are those after the last step; the instance is finished, as it would be submitted.
    ProblemError when the form cannot be loaded.
    """
    started = clock()
    session = FormSession(load(), context, language=language)
    loaded = clock()
    timings: list[float] = []
    problems: list[dict[str, object]] = []
    for number, step in enumerate(steps, start=1):
        begun = clock()
        try:
            run_step(session, step, number)
        except ProblemError as error:
            problems.extend(
                {
                    "severity": str(problem.severity),
                    "code": problem.code,
                    "where": str(problem.place),
                    "step": number,
                    "text": sentence(problem, texts),
                }
                for problem in error.problems
            )
        timings.append((clock() - begun) * 1000)
    nodes, valid = [_as_json(node, texts) for node in session.nodes()], session.valid
    session.finish()
    return {
        "nodes": nodes,
        "valid": valid,
        "timing_ms": {"load": (loaded - started) * 1000, "steps": timings},
        "instance": session.instance_xml(),
        "problems": problems,
    }


class Runs(Protocol):
    """What the steps of a script are carried out on: a form session, or a visit."""

    def set(self, ref: str, value: str, /) -> object:
        """Answer a question."""

    def add(self, ref: str, after: int | None = None, count: int = 1) -> object:
        """Add instances of a repeat."""

    def remove(self, ref: str, index: int) -> object:
        """Remove an instance of a repeat."""

    def set_language(self, name: str) -> object:
        """Show another language."""


def run_step(session: Runs, step: Step, number: int) -> None:
    """Carry out one step; ProblemError `script.not_one` with its number for what is none."""
    match step:
        case {"set": str(ref), "value": str() | int() | float() as value, **rest} if not rest:
            session.set(ref, _written(value))
        case {"add": str(ref), **rest} if set(rest) <= {"after", "count"}:
            after, count = rest.get("after"), rest.get("count", 1)
            if not _is_whole(count) or not (after is None or _is_whole(after)):
                raise fail("script.not_one", step=number)
            session.add(ref, after, count)
        case {"remove": str(ref), **rest} if set(rest) <= {"index"} and _is_whole(rest.get("index", 0)):
            session.remove(ref, int(str(rest.get("index", 0))))
        case {"language": str(name), **rest} if not rest:
            session.set_language(name)
        case _:
            raise fail("script.not_one", step=number)


def _is_whole(value: object) -> TypeGuard[int]:
    """Tell whether a value is a whole number from 0 on, and no truth."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _written(value: str | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else write_number(value)


def _as_json(node: Node, texts: Texts) -> dict[str, object]:
    return {
        "ref": node.ref,
        "type": node.type,
        "relevant": node.relevant,
        "readonly": node.readonly,
        "required": node.required,
        "value": node.value,
        "label": node.label,
        "options": None if node.options is None else [option.value for option in node.options],
        "constraint_ok": node.constraint_ok,
        "required_ok": node.required_ok,
        "message": node.message or (sentence(node.problem, texts) if node.problem else ""),
    }
