"""Sentences of warnings about figures, with the flows in them by their names."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from greenfield.base.catalogue import sentence
from greenfield.base.formats import Formats
from greenfield.base.problem import Problem
from greenfield.base.texts import Texts
from greenfield.services.visit_result import VisitResult, in_language
from greenfield.toolkit.repeat_rows import row_name
from greenfield.toolkit.toolkit import Toolkit, said

_FLOWS = ("flow", "other")


def warning_sentence(
    problem: Problem, name: Callable[[str], str], texts: Texts, formats: Formats | None = None
) -> str:
    """Return what a person reads of a warning; `name` gives the name of a flow by its id.

    Numbers are written by `formats`, else as the language of the texts does.
    """
    named = {key: name(str(problem.values[key])) for key in _FLOWS if key in problem.values}
    return sentence(
        replace(problem, values={**problem.values, **named}) if named else problem, texts, formats
    )


def kept_warnings(result: VisitResult, language: str) -> tuple[Problem, ...]:
    """Return the warnings of a result, with the flows and measures in them by the names that the result has for them."""
    flows = {key: in_language(name, language) for key, name in result.flow_names.items()}
    titles = {one.name: in_language(one.title, language) for one in result.measures}
    named = (*((key, flows) for key in _FLOWS), ("measure", titles))
    return tuple(_named(kept.as_problem(), named) for kept in result.warnings)


def _named(problem: Problem, named: Iterable[tuple[str, Mapping[str, str]]]) -> Problem:
    values = {
        key: names.get(str(problem.values[key])) or problem.values[key]
        for key, names in named
        if key in problem.values
    }
    return replace(problem, values={**problem.values, **values}) if values else problem


def flow_namer(toolkit: Toolkit, language: str) -> Callable[[str], str]:
    """Return what names the flows of a toolkit, by their labels in a language."""
    names = {row.name: said(row.label, language) or row.name for row in toolkit.flows}
    return lambda flow: names.get(row_name(flow), flow)
