"""Answers as formulas read them: known, empty because they do not apply, or unknown with what is missing."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

from greenfield.base.problem import ProblemError
from greenfield.forms.formula import Formula, Unknown, Value, truth_of
from greenfield.toolkit.formulas import plain_formula
from greenfield.toolkit.outline import Outline

Read: TypeAlias = Callable[[str], Value]
"""What gives an answer by the name of the question, as formulas read it."""


class Answers(Protocol):
    """The answers of one visit, by the name of the question."""

    def lookup(self, name: str) -> float | str | None:
        """Return the answer: a number for a number question, else text as stored; None for none."""

    def is_relevant(self, name: str) -> bool:
        """Tell whether the question applies, as the form says."""

    def open_columns(self) -> frozenset[str]:
        """Return the questions in repeats that apply in some row and are answered in none."""

    def rows(self, repeat: str) -> "Sequence[Answers]":
        """Return the rows of a repeat by its name: answers of which those in the repeat are of one row."""


class Conditions:
    """The conditions and calculations of a survey, compiled when they are first needed.

    What our formulas cannot express (positions, paths, dates) is None: then the form's own word counts.
    """

    def __init__(self, outline: Outline) -> None:
        """Keep the survey's outline."""
        self.outline = outline
        self._compiled: dict[str, Formula | None] = {}

    def relevant(self, name: str) -> tuple[Formula, ...]:
        """Return the conditions under which a question applies, those of the groups around it included."""
        question = self.outline.by_name.get(name)
        texts = question.relevant if question else ()
        return tuple(formula for text in texts if (formula := self._formula(text)))

    def calculation(self, name: str) -> Formula | None:
        """Return the calculation of a question."""
        question = self.outline.by_name.get(name)
        return self._formula(question.calculation) if question and question.calculation else None

    def _formula(self, text: str) -> Formula | None:
        if text not in self._compiled:
            try:
                self._compiled[text] = plain_formula(text)
            except ProblemError:
                self._compiled[text] = None
        return self._compiled[text]


class Reading:
    """Reads each answer of one visit once, for the formulas of one evaluation."""

    def __init__(self, conditions: Conditions, answers: Answers) -> None:
        """Read `answers` to a survey with these conditions."""
        self._conditions = conditions
        self._answers = answers
        self._known: dict[str, Value] = {}
        self._open_columns: frozenset[str] | None = None

    def __call__(self, name: str) -> Value:
        """Return an answer.

        A question that does not apply reads as the empty text. Where it cannot be said yet whether it
        applies, and where it applies and is not answered, the value is Unknown with the questions that
        would decide it; a calculation over missing answers counts by the same logic.
        """
        value = self._known.get(name)
        if value is None:
            self._known[name] = Unknown()  # what a calculation sees that reads itself
            value = self._known[name] = self._read(name)
        return value

    def _read(self, name: str) -> Value:
        question = self._conditions.outline.by_name.get(name)
        if question is None:
            return Unknown()
        if not self._answers.is_relevant(name):
            return self._undecided(name)
        answer = self._answers.lookup(name)
        if question.kind == "calculate":
            return self._calculated(name, answer)
        return Unknown(frozenset({name})) if answer is None else answer

    def _undecided(self, name: str) -> Value:
        missing: frozenset[str] = frozenset()
        for condition in self._conditions.relevant(name):
            value = truth_of(condition.evaluate(self, {}))
            if value is False:
                return ""
            if isinstance(value, Unknown):
                missing |= value.missing
        return Unknown(missing) if missing else ""

    def _calculated(self, name: str, answer: float | str | None) -> Value:
        inputs = {leaf: self._input(leaf) for leaf in self._conditions.outline.leaves(name)}
        missing = frozenset().union(
            *(value.missing for value in inputs.values() if isinstance(value, Unknown))
        )
        if missing:
            # Over rows only the form can compute; else a formula may do with what there is (`coalesce`).
            formula = None if self._reads_rows(name) else self._conditions.calculation(name)
            return Unknown(missing) if formula is None else formula.evaluate(self, {})
        return "" if answer is None else answer

    def _reads_rows(self, name: str) -> bool:
        return self._conditions.outline.reads_rows(name)

    def _input(self, leaf: str) -> Value:
        """Return an input of a calculation; a question in a repeat is missing while no row answers it."""
        if not self._conditions.outline.by_name[leaf].in_repeat:
            return self(leaf)
        if self._open_columns is None:
            self._open_columns = self._answers.open_columns()
        return Unknown(frozenset({leaf})) if leaf in self._open_columns else ""
