"""What a function of the expression language is, and what it may ask of the compiler that calls it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias, cast

from greenfield.forms.evaluation.routes import Place, Route
from greenfield.forms.evaluation.scope import Closure, NodesClosure, NumberClosure, TextClosure, TruthClosure
from greenfield.forms.expression.tree import Call, Expression, Path
from greenfield.forms.layout import Layout

Kind: TypeAlias = Literal["text", "number", "truth", "nodes", "any"]


class Builder(Protocol):
    """Makes closures of arguments, in the type that a function wants."""

    layout: Layout
    place: Place

    def text(self, tree: Expression) -> TextClosure:
        """Return a closure that gives the text of an expression."""

    def number(self, tree: Expression) -> NumberClosure:
        """Return a closure that gives the number of an expression."""

    def truth(self, tree: Expression) -> TruthClosure:
        """Return a closure that gives the truth of an expression."""

    def nodes(self, tree: Expression) -> NodesClosure:
        """Return a closure that gives the nodes of a path; `formula.nodes` for another expression."""

    def value(self, tree: Expression) -> Closure:
        """Return a closure that gives the value of an expression in its own type."""

    def kind(self, tree: Expression) -> Kind:
        """Return the type of an expression's value as far as it is known without evaluating."""

    def route(self, path: Path, *, bind_last: bool = False, unbound: int = -1) -> Route | None:
        """Return the route of a path into the form's instance, None when it has none."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function: how many arguments it takes (`most` None: any number), what it gives, how it is built."""

    build: Callable[[Builder, Call], Closure]
    kind: Kind
    least: int
    most: int | None
    kind_of: Callable[[Builder, Call], Kind] | None = None
    wants: tuple[Kind, ...] = ()

    def gives(self, builder: Builder, call: Call) -> Kind:
        """Return the type of a call's value, which may follow from its arguments."""
        return self.kind_of(builder, call) if self.kind_of else self.kind

    def fits(self, count: int) -> bool:
        """Tell whether it can be called with so many arguments."""
        return self.least <= count and (self.most is None or count <= self.most)

    @property
    def expected(self) -> str:
        """How many arguments it takes, as figures: `2`, `1-2`, `1+`."""
        if self.most is None:
            return f"{self.least}+"
        return str(self.least) if self.least == self.most else f"{self.least}-{self.most}"


Registry: TypeAlias = Mapping[str, Function]


def _argument(builder: Builder, tree: Expression, kind: Kind) -> Closure:
    make: dict[Kind, Callable[[Expression], Closure]] = {
        "text": builder.text,
        "number": builder.number,
        "truth": builder.truth,
        "nodes": builder.nodes,
        "any": builder.value,
    }
    return make[kind](tree)


def plain(
    run: Callable[..., object], gives: Kind, *kinds: Kind, optional: int = 0, more: Kind | None = None
) -> Function:
    """Make a function of values alone: `kinds` of its arguments, the last `optional` of which may be left out.

    `more` is the type of any number of further arguments.
    """

    def build(builder: Builder, call: Call) -> Closure:
        wanted = [*kinds, *([more] if more else [])]
        parts = [
            _argument(builder, tree, wanted[min(index, len(wanted) - 1)])
            for index, tree in enumerate(call.arguments)
        ]
        return _calling(run, parts)

    return Function(build, gives, len(kinds) - optional, None if more else len(kinds), wants=kinds)


def _calling(run: Callable[..., object], parts: list[Closure]) -> Closure:
    """Call a function with what closures give; few arguments without a loop, for speed."""
    typed = cast("Callable[..., str]", run)
    match parts:
        case []:
            return lambda _scope: typed()
        case [one]:
            return lambda scope: typed(one(scope))
        case [one, two]:
            return lambda scope: typed(one(scope), two(scope))
        case _:
            return lambda scope: typed(*[part(scope) for part in parts])
