"""Checks of what formulas call and name: functions, numbers of arguments, questions, columns of choices."""

import re
from collections import Counter
from collections.abc import Iterator

from greenfield.base.problem import Problem
from greenfield.forms.expression.tree import Call, Expression, Path
from greenfield.forms.expression.walk import every
from greenfield.forms.functions.standard import standard_functions
from greenfield.toolkit.check.defaults import is_formula
from greenfield.toolkit.check.formula_cell import Cell
from greenfield.toolkit.check.formulas import FORMULA_COLUMNS, Formulas
from greenfield.toolkit.check.nearest import not_one, suggestion
from greenfield.toolkit.check.plain_walk import outside_predicates
from greenfield.toolkit.columns import columns_of, split_header
from greenfield.toolkit.outline import choice_lists, outline_of, references
from greenfield.toolkit.sheets import Sheets

_ALWAYS_THERE = frozenset({"instanceID", "instanceName", "audit"})
_WRITTEN = re.compile(r"[^\W\d][\w.\-]*\Z")
_STRANGE = re.compile(r"\$\{(?!(?:last-saved#)?[^\W\d][\w.\-]*\})[^{}]*\}")
_UNFINISHED = re.compile(r"\$\{(?!(?:last-saved#)?[^\W\d][\w.\-]*\})[^{}]*\}?")
_OF_ITEMS = frozenset({"itextId"})
_SHEETS = ("survey", "choices", "settings", "entities")
# Formulas of a question, in which a bare name would be a part of the question, which has none.
_OF_QUESTION = frozenset({"relevant", "constraint", "calculation", "required", "readonly"})


def check_references(sheets: Sheets) -> Iterator[Problem]:
    """Yield each `${name}` that names no question, or several in different groups.

    Two of a name in one group are a problem of their own, whether somebody reads them or not.
    """
    questions = outline_of(sheets).questions
    counts = Counter(question.name for question in questions)
    together = Counter((question.groups, question.name) for question in questions)
    taken_twice = {name for (_groups, name), count in together.items() if count > 1}
    known = {*counts, *_ALWAYS_THERE}
    for name in _SHEETS:
        for row in sheets.sheet(name):
            for header, text in row.cells.items():
                for reference in dict.fromkeys(references(text)):
                    if not _WRITTEN.match(reference):
                        continue  # told by `check_written_references`
                    if reference not in known:
                        near = suggestion(reference, counts)
                        code = not_one("survey.unknown_question", "survey.no_questions", counts)
                        yield sheets.problem(code, name, row.number, header, name=reference, nearest=near)
                    elif counts[reference] > 1 and reference not in taken_twice:
                        yield sheets.problem(
                            "survey.ambiguous_question", name, row.number, header, name=reference
                        )


def check_written_references(sheets: Sheets) -> Iterator[Problem]:
    """Yield each `${` that does not go on with a name and a bracket; formulas tell by themselves what is open."""
    for name in _SHEETS:
        for row in sheets.sheet(name):
            for header, text in row.cells.items():
                is_formula = split_header(header)[0] in FORMULA_COLUMNS
                pattern = _STRANGE if is_formula else _UNFINISHED
                for found in pattern.finditer(text) if "${" in text else ():
                    yield sheets.problem(
                        "survey.reference_form", name, row.number, header, value=found.group()[:30]
                    )


def check_no_calculation(sheets: Sheets) -> Iterator[Problem]:
    """Yield each `calculate` without a calculation; a formula as default will do."""
    survey = sheets.sheet("survey")
    columns = columns_of(survey)
    for row in survey:
        if columns.get(row, "type") == "calculate" and not (
            columns.get(row, "calculation") or is_formula(columns.get(row, "default"))
        ):
            yield sheets.problem("survey.no_calculation", "survey", row.number, columns.header("calculation"))


def check_calls(formulas: Formulas) -> Iterator[Problem]:
    """Yield each call of a function that does not exist, or that takes another number of values."""
    for formula in formulas.readable:
        yield from _calls(formula.cell, formula.tree)


def _calls(cell: Cell, tree: Expression) -> Iterator[Problem]:
    functions = standard_functions()
    for node in every(tree):
        if not isinstance(node, Call) or node.name == "current":
            continue
        function = functions.get(node.name)
        where = {"name": node.name, "offset": node.offset, "position": node.offset + 1}
        if function is None:
            yield cell.problem("formula.unknown_function", nearest=suggestion(node.name, functions), **where)
        elif not function.fits(len(node.arguments)):
            count = len(node.arguments)
            yield cell.problem("formula.arguments", count=count, expected=function.expected, **where)


def check_bare_names(sheets: Sheets, formulas: Formulas) -> Iterator[Problem]:
    """Yield each name without `${}` and without quotes, which a formula of a question cannot mean."""
    names = outline_of(sheets).by_name
    for formula in formulas.readable:
        question = formula.question
        if formula.column not in _OF_QUESTION or question is None or question.is_container:
            continue
        for node in outside_predicates(formula.tree):
            match node:
                case Path(steps=(first, *_), absolute=False, origin=None) if (
                    first.axis == "child" and first.test[:1].isalpha()
                ):
                    yield formula.cell.problem(
                        "survey.bare_name",
                        name=first.test,
                        offset=node.offset,
                        position=node.offset + 1,
                        nearest=first.test if first.test in names else suggestion(first.test, names),
                    )
                case _:
                    continue


def check_filters(sheets: Sheets, formulas: Formulas) -> Iterator[Problem]:
    """Yield each column that a `choice_filter` reads and that the choices do not have."""
    lists = choice_lists(sheets.sheet("choices"))
    for formula in formulas.readable:
        question = formula.question
        if formula.column != "choice_filter" or question is None:
            continue
        if "external" in question.kind and "file" not in question.kind:
            if not sheets.has("external_choices"):
                continue
            sheet = "external_choices"
        elif question.list_name in lists:
            sheet = "choices"
        else:
            continue
        known = _columns(sheets, sheet)
        for node in outside_predicates(formula.tree):
            match node:
                case Path(steps=(only,), absolute=False, origin=None) if (
                    only.axis == "child" and only.test[:1].isalpha() and only.test not in known
                ):
                    near = suggestion(only.test, known - _OF_ITEMS)
                    yield formula.cell.problem(
                        "survey.no_choice_column", column=only.test, choices=sheet, nearest=near
                    )
                case _:
                    continue


def _columns(sheets: Sheets, name: str) -> frozenset[str]:
    sheet = sheets.sheet(name)
    bases = {split_header(header)[0] for header in sheet.headers}
    return frozenset({*sheet.headers, *bases, *columns_of(sheet).headers, *_OF_ITEMS})
