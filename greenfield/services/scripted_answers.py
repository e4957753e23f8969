"""Answers by a script: the steps of `greenfield form run`, or simply values by the name of the question."""

from collections.abc import Mapping
from dataclasses import replace

from greenfield.base.problem import Place, Problem, ProblemError, fail
from greenfield.forms.script import steps_of
from greenfield.services.open_visit import OpenVisit


def run_answers(opened: OpenVisit, script: object) -> tuple[int, list[Problem]]:
    """Carry out a parsed script on an open visit; return how many steps are kept, and what was wrong.

    A step that fails changes nothing, and the next ones run. Raises ProblemError `script.not_one` for what is
    no script at all.
    """
    kept = 0
    problems: list[Problem] = []
    for number, step in enumerate(_steps(script), start=1):
        try:
            _run(opened, step, number)
            kept += 1
        except ProblemError as error:
            if error.code == "visit.finished" or error.code.startswith("workspace."):
                raise
            problems += [_placed(problem, number) for problem in error.problems]
    return kept, problems


def _steps(script: object) -> list[Mapping[str, object]]:
    if isinstance(script, Mapping) and "steps" not in script:
        return [{"set": name, "value": value} for name, value in script.items()]
    return steps_of(script)


def _run(opened: OpenVisit, step: Mapping[str, object], number: int) -> None:
    match step:
        case {"set": str(ref), "value": str() | int() | float() as value} if not isinstance(value, bool):
            opened.answer(
                opened.answers.ref(ref) or ref, value if isinstance(value, str) else f"{value:.15g}"
            )
        case {"add": str(ref), **rest} if isinstance(rest.get("after"), int | None):
            after = rest.get("after")
            opened.add_instance(ref, after if isinstance(after, int) else None)
        case {"remove": str(ref), "index": int(index)}:
            opened.remove_instance(ref, index)
        case _:
            raise fail("script.not_one", step=number)


def _placed(problem: Problem, number: int) -> Problem:
    return replace(
        problem, place=Place(name=f"{number}: {problem.place.name}" if problem.place.name else str(number))
    )
