"""Triggers that can never be true.

A trigger is taken apart into its logic (and, or, not) and its atoms. An atom that compares one question
with a fixed value is tried with every answer that the question can have: each choice, a number on and
around each bound that something is compared with, no answer. Any other atom is taken as possibly true
and possibly false. What is found unreachable is so; some unreachable triggers are not found.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, pairwise, product

from greenfield.base.problem import ProblemError
from greenfield.forms.expression.parse import parse_expression
from greenfield.forms.expression.tree import Call, Chain, Expression, Negate, Number, Path, Reference, Text
from greenfield.forms.expression.walk import children
from greenfield.forms.formula_functions import operation
from greenfield.forms.formula_values import Unknown, number
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.outline import NUMBER_KINDS, Question, choice_lists, outline_of
from greenfield.toolkit.sheets import Sheets

Answer = str | float
MAX_CASES = 20_000
_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_OTHER = "\x00another answer"
_WHOLE = frozenset({"integer", "int", "add integer prompt"})
_TEXT_KINDS = frozenset({"text", "string", "note", "barcode", "hidden"})


class _Atom:
    """A comparison of one question with a literal, or `selected(${question}, 'choice')`."""

    def __init__(self, name: str, operator: str, literal: Answer) -> None:
        self.name = name
        self.operator = operator
        self.literal = literal

    def holds(self, answer: Answer) -> bool:
        if self.operator == "selected":
            return str(self.literal) in {str(answer), *str(answer).split()}
        value = operation(self.operator, self.literal == "")(answer, self.literal)
        return not isinstance(value, Unknown) and bool(value)


class Reach:
    """Tells for the triggers of one toolkit whether any answers make them true."""

    def __init__(self, sheets: Sheets) -> None:
        """Use the questions and choices of `sheets`."""
        self._outline = outline_of(sheets)
        columns = columns_of(sheets.sheet("choices"))
        self._choices = {
            name: tuple(columns.get(row, "name") for row in rows)
            for name, rows in choice_lists(sheets.sheet("choices")).items()
        }

    def is_never_true(self, trigger: str) -> bool:
        """Tell whether no answers at all make a trigger true; False where that cannot be said."""
        try:
            tree = parse_expression(trigger)
        except ProblemError:
            return False
        atoms = _atoms(tree)
        free = [node for node in _leaves(tree) if node not in atoms and _constant(node) is None]
        domains = {}
        for name in dict.fromkeys(atom.name for atom in atoms.values()):
            domain = self._domain(name, [atom for atom in atoms.values() if atom.name == name])
            if domain is None:
                free += [node for node, atom in atoms.items() if atom.name == name]
            else:
                domains[name] = domain
        free = list(dict.fromkeys(free))
        cases = math.prod(len(domain) for domain in domains.values()) * 2 ** len(free)
        if cases > MAX_CASES:
            return False
        names = list(domains)
        for answers in product(*domains.values()):
            answered = dict(zip(names, answers, strict=True))
            for truths in product((True, False), repeat=len(free)):
                known = dict(zip(free, truths, strict=True))
                if _truth(tree, known, atoms, answered):
                    return False
        return True

    def _domain(self, name: str, atoms: Sequence[_Atom]) -> list[Answer] | None:
        """Return answers of a question that stand for all it can have; None where they cannot be listed."""
        question = self._outline.by_name.get(name)
        if question is None:
            return None
        selects = [atom for atom in atoms if atom.operator == "selected"]
        if question.kind in {"select_one", "select_multiple"} and not question.or_other:
            return self._chosen(question, atoms, selects)
        if selects:
            return None
        literals = [atom.literal for atom in atoms]
        if question.kind in NUMBER_KINDS - {"range"}:
            return _numbers(question, [x for x in map(number, literals) if not isinstance(x, Unknown)])
        if question.kind in _TEXT_KINDS:
            numbers = [x for x in literals if isinstance(x, float)]
            return ["", _OTHER, *map(str, literals), *_around(numbers, whole=False)]
        return None

    def _chosen(
        self, question: Question, atoms: Sequence[_Atom], selects: Sequence[_Atom]
    ) -> list[Answer] | None:
        choices = self._choices.get(question.list_name)
        if choices is None:
            return None
        if question.kind == "select_one":
            return ["", *choices]
        if len(selects) < sum(1 for atom in atoms if atom.literal != ""):
            return None  # a comparison of the whole answer
        mentioned = sorted({str(atom.literal) for atom in selects} & set(choices))
        others = [choice for choice in choices if choice not in mentioned][:1]
        sets = product((True, False), repeat=len(mentioned) + len(others))
        names = [*mentioned, *others]
        few = list(islice(sets, MAX_CASES + 1))
        return [" ".join(name for name, is_in in zip(names, chosen, strict=True) if is_in) for chosen in few]


def _atoms(tree: Expression) -> dict[Expression, _Atom]:
    return {node: atom for node in _leaves(tree) if (atom := _atom(node)) is not None}


def _leaves(tree: Expression) -> Iterable[Expression]:
    """Yield the nodes that the logic of a trigger stands on."""
    parts = _logic(tree)
    if parts is None:
        yield tree
        return
    for part in parts:
        yield from _leaves(part)


def _logic(node: Expression) -> tuple[Expression, ...] | None:
    match node:
        case Chain(operators=operators, operands=operands) if set(operators) <= {"and", "or"}:
            return operands
        case Call(name="not", arguments=(argument,)):
            return (argument,)
        case _:
            return None


def _atom(node: Expression) -> _Atom | None:
    match node:
        case Chain(operators=(operator,), operands=(Reference(name=name), other)) if operator in _COMPARISONS:
            literal = _literal(other)
            return None if literal is None else _Atom(name, operator, literal)
        case Chain(operators=(operator,), operands=(other, Reference(name=name))) if operator in _COMPARISONS:
            literal = _literal(other)
            return None if literal is None else _Atom(name, _MIRRORED[operator], literal)
        case Call(name="selected", arguments=(Reference(name=name), Text(value=choice))):
            return _Atom(name, "selected", choice.strip())
        case _:
            return None


def _literal(node: Expression) -> Answer | None:
    match node:
        case Text(value=text):
            return text
        case Number(value=number):
            return number
        case Negate(operand=Number(value=number)):
            return -number
        case _:
            return None


def _constant(node: Expression) -> bool | None:
    """Return the truth of a node that reads nothing, None for any other."""
    match node:
        case Call(name="true", arguments=()):
            return True
        case Call(name="false", arguments=()):
            return False
        case Chain(operators=(operator,), operands=(left, right)) if operator in _COMPARISONS:
            first, second = _literal(left), _literal(right)
            if first is None or second is None:
                return None
            return bool(operation(operator, "" in {first, second})(first, second))
        case _:
            literal = _literal(node)
            return None if literal is None else bool(literal)


def _truth(
    node: Expression,
    known: Mapping[Expression, bool],
    atoms: Mapping[Expression, _Atom],
    answers: Mapping[str, Answer],
) -> bool:
    if node in known:
        return known[node]
    match node:
        case Chain(operators=("and", *_), operands=operands):
            return all(_truth(part, known, atoms, answers) for part in operands)
        case Chain(operators=("or", *_), operands=operands):
            return any(_truth(part, known, atoms, answers) for part in operands)
        case Call(name="not", arguments=(argument,)):
            return not _truth(argument, known, atoms, answers)
        case _ if node in atoms:
            atom = atoms[node]
            return atom.holds(answers[atom.name])
        case _:
            return bool(_constant(node))


def _numbers(question: Question, compared: Sequence[float]) -> list[Answer]:
    bounds = _bounds(question.constraint)
    whole = question.kind in _WHOLE
    values = _around([*compared, *(literal for _operator, literal in bounds)], whole=whole)
    allowed = [
        value
        for value in values
        if all(operation(operator, False)(value, literal) is True for operator, literal in bounds)
    ]
    return ["", *allowed]


def _around(literals: Sequence[float], *, whole: bool) -> list[float]:
    """Return numbers on, between and beyond the literals; whole ones only for a whole-number question."""
    points = sorted(set(literals)) or [0.0]
    if whole:
        values = {float(v) for p in points for v in (math.floor(p), math.ceil(p), p - 1, p + 1)}
        return sorted({float(math.floor(v)) for v in values} | {float(math.ceil(v)) for v in values})
    between = [(low + high) / 2 for low, high in pairwise(points)]
    return sorted({points[0] - 1, *points, *between, points[-1] + 1})


def _bounds(constraint: str) -> list[tuple[str, float]]:
    """Return the comparisons with a number that an answer must meet; those joined by `and` at the top."""
    if not constraint:
        return []
    try:
        tree = parse_expression(constraint)
    except ProblemError:
        return []
    parts = tree.operands if isinstance(tree, Chain) and set(tree.operators) == {"and"} else (tree,)
    bounds = []
    for part in parts:
        if not isinstance(part, Chain) or len(part.operators) != 1 or part.operators[0] not in _COMPARISONS:
            continue
        left, right = part.operands
        own, other = _literal(left), _literal(right)
        if _is_self(left) and isinstance(other, float):
            bounds.append((part.operators[0], other))
        elif _is_self(right) and isinstance(own, float):
            bounds.append((_MIRRORED[part.operators[0]], own))
    return bounds


def _is_self(node: Expression) -> bool:
    return (
        isinstance(node, Path)
        and not node.absolute
        and node.origin is None
        and len(node.steps) == 1
        and node.steps[0].axis == "self"
        and not any(True for _ in children(node))
    )
