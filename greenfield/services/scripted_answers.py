"""Answers by a script: the steps of `greenfield form run`, or simply values by the name of the question."""

from collections.abc import Mapping
from dataclasses import replace

from greenfield.base.problem import Place, Problem, ProblemError, Severity
from greenfield.forms.script import run_step, steps_of
from greenfield.services.open_visit import OpenVisit


def run_answers(opened: OpenVisit, script: object) -> tuple[int, list[Problem]]:
    """Carry out a parsed script on an open visit; return how many steps are kept, and what was wrong.

    A step that fails changes nothing, and the next ones run. An answer that breaks a rule of the form is kept
    with a warning, as finishing will ask for it. When the workspace itself fails (`workspace.*`) the script
    stops there, and the problem says after how many steps.
    """
    steps = _VisitSteps(opened)
    problems: list[Problem] = []
    for number, step in enumerate(_steps(script), start=1):
        try:
            run_step(steps, step, number)
        except ProblemError as error:
            problems += [_placed(problem, number) for problem in error.problems]
            if error.code.startswith(("workspace.", "visit.")):
                break
        else:
            steps.kept += 1
    broken = [problem for node in opened.broken_rules() if (problem := node.problem) is not None]
    return steps.kept, [*problems, *(replace(one, severity=Severity.WARNING) for one in broken)]


class _VisitSteps:
    """Carries out steps on a visit; a question may be named without its place."""

    def __init__(self, opened: OpenVisit) -> None:
        self._opened = opened
        self.kept = 0

    def set(self, ref: str, value: str, /) -> object:
        return self._opened.answer(self._opened.answers.ref(ref) or ref, value)

    def add(self, ref: str, after: int | None = None, count: int = 1) -> object:
        return self._opened.add_instance(ref, after, count)

    def remove(self, ref: str, index: int) -> object:
        return self._opened.remove_instance(ref, index)

    def set_language(self, name: str) -> object:
        return self._opened.session.set_language(name)


def _steps(script: object) -> list[Mapping[str, object]]:
    if isinstance(script, Mapping) and "steps" not in script:
        return [{"set": name, "value": value} for name, value in script.items()]
    return steps_of(script)


def _placed(problem: Problem, number: int) -> Problem:
    if problem.code.startswith("visit."):
        return problem  # of the visit and not of a step: its place is what the sentence calls the visit
    where = f"{number}: {problem.place.name}" if problem.place.name else str(number)
    return replace(problem, place=Place(name=where))
