"""The tree of an expression: frozen values that can be compared, cached and written with msgspec.

Each node keeps the offset of its first character in the text. A run of operators of one precedence is
one `Chain`, so that the depth of a tree is what brackets make it, not how long a sum is.
"""

from typing import TypeAlias

from msgspec import Struct


class Number(Struct, frozen=True, tag=True, gc=False, array_like=True):
    """A number as written."""

    value: float
    offset: int


class Text(Struct, frozen=True, tag=True, gc=False, array_like=True):
    """A text between quotes."""

    value: str
    offset: int


class Reference(Struct, frozen=True, tag=True, gc=False, array_like=True):
    """`${name}`: the answer of a question, wherever it stands."""

    name: str
    offset: int


class Negate(Struct, frozen=True, tag=True, gc=False, array_like=True):
    """`-operand`."""

    operand: "Expression"
    offset: int


class Chain(Struct, frozen=True, tag=True, gc=False, array_like=True):
    """`a + b - c`: operands joined from the left by operators of one precedence, one fewer than operands."""

    operands: tuple["Expression", ...]
    operators: tuple[str, ...]
    offset: int


class Call(Struct, frozen=True, tag=True, gc=False, array_like=True):
    """`name(argument, ...)`."""

    name: str
    arguments: tuple["Expression", ...]
    offset: int


class Step(Struct, frozen=True, tag=True, gc=False, array_like=True):
    """One step of a path: an axis, a test (a name, `*`, `node()` or `text()`) and predicates in order."""

    axis: str
    test: str
    predicates: tuple["Expression", ...] = ()


class Path(Struct, frozen=True, tag=True, gc=False, array_like=True):
    """A location path: from the root (`absolute`), from what `origin` gives, or from the context node."""

    steps: tuple[Step, ...]
    absolute: bool
    origin: "Expression | None"
    offset: int


class Filter(Struct, frozen=True, tag=True, gc=False, array_like=True):
    """`(origin)[predicate]`: the predicates count positions over the whole set that `origin` gives."""

    origin: "Expression"
    predicates: tuple["Expression", ...]
    offset: int


Expression: TypeAlias = Number | Text | Reference | Negate | Chain | Call | Path | Filter
