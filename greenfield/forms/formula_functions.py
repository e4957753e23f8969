"""Operators and core functions of formulas, over values that may be unknown."""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from greenfield.forms.formula_values import NOT_COMPUTABLE, Unknown, Value, finite, missing_of, number, truth
from greenfield.forms.moments import days_of
from greenfield.forms.rounding import round_half_up
from greenfield.forms.values import parse_number

Operation = Callable[[Value, Value], Value]
Values = Sequence[Value]
_ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": operator.truediv,
    "mod": math.fmod,
}


def operation(name: str, tests_emptiness: bool) -> Operation:
    """Return what an operator does; `tests_emptiness` when one side is the literal `''`."""
    if name in _ARITHMETIC:
        return partial(_arithmetic, _ARITHMETIC[name])
    if name in _ORDER:
        return partial(_order, _ORDER[name])
    return partial(_equality, name == "!=", tests_emptiness)


def _arithmetic(compute: Callable[[float, float], float], left: Value, right: Value) -> Value:
    first, second = number(left), number(right)
    if isinstance(first, Unknown) or isinstance(second, Unknown):
        return Unknown(missing_of((first, second)) or frozenset())
    try:
        return finite(compute(first, second))
    except (ArithmeticError, ValueError):
        return NOT_COMPUTABLE


def _order(compare: Callable[[float, float], bool], left: Value, right: Value) -> Value:
    missing = missing_of((left, right))
    if missing is not None:
        return Unknown(missing)
    if "" in {left, right}:
        return False
    if isinstance(left, str) and isinstance(right, str):
        days = days_of(left), days_of(right)
        if days[0] is not None and days[1] is not None:
            return compare(days[0], days[1])
    first, second = number(left), number(right)
    if isinstance(first, Unknown) or isinstance(second, Unknown):
        return NOT_COMPUTABLE
    return compare(first, second)


def _equality(negated: bool, tests_emptiness: bool, left: Value, right: Value) -> Value:
    missing = missing_of((left, right))
    if missing is not None:
        return Unknown(missing)
    if not tests_emptiness and (left == "" or right == ""):
        return False
    return _equal(left, right) is not negated


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return bool(left) is bool(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    first, second = number(left), number(right)
    return not isinstance(first, Unknown) and first == second


def negate(value: Value) -> Value:
    """Return `-value`."""
    found = number(value)
    return found if isinstance(found, Unknown) else -found


@dataclass(frozen=True, slots=True)
class CoreFunction:
    """A function with how many arguments it takes; `most` None is any number of them."""

    run: Callable[[Values], Value]
    least: int
    most: int | None

    def fits(self, count: int) -> bool:
        """Tell whether it can be called with so many arguments."""
        return self.least <= count and (self.most is None or count <= self.most)

    @property
    def expected(self) -> str:
        """How many arguments it takes, as figures: `2`, `1-2`, `1+`."""
        if self.most is None:
            return f"{self.least}+"
        return str(self.least) if self.least == self.most else f"{self.least}-{self.most}"


def _known(run: Callable[..., Value]) -> Callable[[Values], Value]:
    """Make a function of known values spread what is unknown, and never fail in arithmetic."""

    def guarded(values: Values) -> Value:
        missing = missing_of(values)
        if missing is not None:
            return Unknown(missing)
        try:
            result = run(*values)
        except (ArithmeticError, ValueError):
            return NOT_COMPUTABLE
        return finite(result) if isinstance(result, float) else result

    return guarded


def _of_numbers(run: Callable[..., float]) -> Callable[[Values], Value]:
    def numeric(*values: Value) -> Value:
        numbers = [number(value) for value in values]
        missing = missing_of(numbers)
        return run(*numbers) if missing is None else Unknown(missing)

    return _known(numeric)


def _filled(run: Callable[[list[float]], float], empty: Value) -> Callable[[Values], Value]:
    """Make a function of all numbers given that passes over empty texts."""

    def over(*values: Value) -> Value:
        numbers = [number(value) for value in values if value != ""]
        if any(isinstance(value, Unknown) for value in numbers):
            return NOT_COMPUTABLE
        return run([value for value in numbers if not isinstance(value, Unknown)]) if numbers else empty

    return _known(over)


def _if(values: Values) -> Value:
    condition, yes, no = truth(values[0]), values[1], values[2]
    if not isinstance(condition, Unknown):
        return yes if condition else no
    missing = missing_of((yes, no))
    if missing is None and yes == no and type(yes) is type(no):
        return yes
    return Unknown(condition.missing | (missing or frozenset()))


def _coalesce(values: Values) -> Value:
    for value in values:
        if not isinstance(value, Unknown) and value != "":
            return value
    missing = missing_of(values)
    return "" if missing is None else Unknown(missing)


def _not(values: Values) -> Value:
    value = truth(values[0])
    return value if isinstance(value, Unknown) else not value


def _selected(answer: Value, choice: Value) -> bool:
    wanted, given = str(choice).strip(), str(answer).strip()
    return wanted in ([given, *given.split()] if wanted else [])


def _number_of(value: Value) -> Value:
    return parse_number(value) if isinstance(value, str) else number(value)


FUNCTIONS: Mapping[str, CoreFunction] = MappingProxyType(
    {
        "if": CoreFunction(_if, 3, 3),
        "coalesce": CoreFunction(_coalesce, 1, None),
        "not": CoreFunction(_not, 1, 1),
        "true": CoreFunction(lambda _values: True, 0, 0),
        "false": CoreFunction(lambda _values: False, 0, 0),
        "selected": CoreFunction(_known(_selected), 2, 2),
        "count-selected": CoreFunction(_known(lambda answer: float(len(str(answer).split()))), 1, 1),
        "string-length": CoreFunction(_known(lambda text: float(len(str(text)))), 1, 1),
        "number": CoreFunction(_known(_number_of), 1, 1),
        "round": CoreFunction(_of_numbers(round_half_up), 1, 2),
        "int": CoreFunction(_of_numbers(lambda value: float(math.trunc(value))), 1, 1),
        "abs": CoreFunction(_of_numbers(abs), 1, 1),
        "pow": CoreFunction(_of_numbers(math.pow), 2, 2),
        "sum": CoreFunction(_filled(math.fsum, 0.0), 1, None),
        "min": CoreFunction(_filled(min, NOT_COMPUTABLE), 1, None),
        "max": CoreFunction(_filled(max, NOT_COMPUTABLE), 1, None),
    }
)
