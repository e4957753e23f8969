"""Formulas of toolkits: the form's expression language over answers that may not be known yet.

A value that depends on an unanswered question is `Unknown` and says which answers would decide it; it
spreads by Kleene's three-valued logic. Nothing ever gives NaN: a division by zero, or arithmetic over a
text that is no number, gives an `Unknown` for which nothing is missing ("cannot be computed").
The empty text stands for a question that does not apply: comparing it is false (a comparison with the
literal `''` tests for emptiness instead), and sum, min and max pass over it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from greenfield.base.problem import fail
from greenfield.forms import formula_functions as core
from greenfield.forms.expression.nearest import nearest_name
from greenfield.forms.expression.parse import parse_expression
from greenfield.forms.expression.tree import Call, Chain, Expression, Negate, Number, Reference, Text
from greenfield.forms.expression.walk import every
from greenfield.forms.formula_values import Unknown, Value, missing_of
from greenfield.forms.formula_values import truth as truth_of

Lookup = Callable[[str], Value]
Functions = Mapping[str, Callable[..., Value]]
Compiled = Callable[[Lookup, Functions], Value]

__all__ = ["Formula", "FunctionCall", "Unknown", "Value", "compile_formula", "truth_of"]


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """A call of one of the caller's functions; an argument that is no literal is None."""

    name: str
    arguments: tuple[str | float | None, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A compiled formula: what it reads (`references`, `calls` of the caller's functions) and its value."""

    text: str
    references: frozenset[str]
    calls: tuple[FunctionCall, ...]
    compiled: Compiled

    def evaluate(self, lookup: Lookup, functions: Functions) -> Value:
        """Return the value: `lookup` gives answers by name, `functions` are the caller's own.

        A function of the caller is only called with known values; it may return Unknown.
        """
        return self.compiled(lookup, functions)


def compile_formula(text: str, functions: Collection[str]) -> Formula:
    """Compile a formula that may call the core functions and those named in `functions`.

    Raises ProblemError with the offset of the fault: `formula.syntax`, `formula.too_deep`,
    `formula.unknown_function`, `formula.arguments`, `formula.path`.
    """
    tree = parse_expression(text)
    nodes = tuple(every(tree))
    calls = (node for node in nodes if isinstance(node, Call) and node.name in functions)
    return Formula(
        text=text,
        references=frozenset(node.name for node in nodes if isinstance(node, Reference)),
        calls=tuple(FunctionCall(c.name, tuple(map(_literal, c.arguments)), c.offset) for c in calls),
        compiled=_Compiler(text, functions).compile(tree),
    )


def _literal(node: Expression) -> str | float | None:
    match node:
        case Text(value=text):
            return text
        case Number(value=number):
            return number
        case Negate(operand=Number(value=number)):
            return -number
        case _:
            return None


class _Compiler:
    def __init__(self, text: str, functions: Collection[str]) -> None:
        self._text = text
        self._functions = functions

    def compile(self, node: Expression) -> Compiled:
        match node:
            case Text(value=value) | Number(value=value):
                return lambda _lookup, _functions: value
            case Reference(name=name):
                return lambda lookup, _functions: lookup(name)
            case Negate(operand=operand):
                inner = self.compile(operand)
                return lambda lookup, functions: core.negate(inner(lookup, functions))
            case Chain():
                return self._chain(node)
            case Call():
                return self._call(node)
            case _:
                raise fail("formula.path", formula=self._text, offset=node.offset, position=node.offset + 1)

    def _chain(self, node: Chain) -> Compiled:
        if "|" in node.operators:
            raise fail("formula.path", formula=self._text, offset=node.offset, position=node.offset + 1)
        operands = list(map(self.compile, node.operands))
        if node.operators[0] in {"and", "or"}:
            return partial(_logic, operands, node.operators[0] == "or")
        empties = [isinstance(part, Text) and not part.value for part in node.operands]
        steps: list[tuple[core.Operation, Compiled]] = []
        for index, operator in enumerate(node.operators):
            tests_emptiness = empties[index + 1] or (index == 0 and empties[0])
            steps.append((core.operation(operator, tests_emptiness), operands[index + 1]))
        return partial(_fold, operands[0], steps)

    def _call(self, node: Call) -> Compiled:
        arguments = list(map(self.compile, node.arguments))
        if node.name in self._functions:
            return partial(_call_theirs, node.name, arguments)
        function = core.FUNCTIONS.get(node.name)
        if function is None:
            known = {*self._functions, *core.FUNCTIONS}
            raise fail(
                "formula.unknown_function",
                name=node.name,
                nearest=nearest_name(node.name, known),
                offset=node.offset,
                position=node.offset + 1,
            )
        if not function.fits(len(arguments)):
            raise fail(
                "formula.arguments",
                name=node.name,
                count=len(arguments),
                expected=function.expected,
                offset=node.offset,
                position=node.offset + 1,
            )
        run = function.run
        return lambda lookup, functions: run([part(lookup, functions) for part in arguments])


def _logic(operands: Iterable[Compiled], decides: bool, lookup: Lookup, functions: Functions) -> Value:
    """`and`, `or`: one operand equal to `decides` decides, whatever else is unknown."""
    missing: frozenset[str] = frozenset()
    unknown = False
    for operand in operands:
        value = truth_of(operand(lookup, functions))
        if isinstance(value, Unknown):
            unknown = True
            missing |= value.missing
        elif value is decides:
            return decides
    return Unknown(missing) if unknown else not decides


def _fold(
    first: Compiled, steps: Iterable[tuple[core.Operation, Compiled]], lookup: Lookup, functions: Functions
) -> Value:
    value = first(lookup, functions)
    for operation, operand in steps:
        value = operation(value, operand(lookup, functions))
    return value


def _call_theirs(name: str, arguments: Iterable[Compiled], lookup: Lookup, functions: Functions) -> Value:
    values = [part(lookup, functions) for part in arguments]
    missing = missing_of(values)
    return functions[name](*values) if missing is None else Unknown(missing)
