"""Goes over the nodes of an expression's tree."""

from collections.abc import Iterator

from greenfield.forms.expression.tree import Call, Chain, Expression, Filter, Negate, Path


def children(node: Expression) -> Iterator[Expression]:
    """Yield the nodes right below a node, predicates included."""
    match node:
        case Negate(operand=operand):
            yield operand
        case Chain(operands=operands):
            yield from operands
        case Call(arguments=arguments):
            yield from arguments
        case Filter(origin=origin, predicates=predicates):
            yield origin
            yield from predicates
        case Path(origin=origin, steps=steps):
            if origin is not None:
                yield origin
            for step in steps:
                yield from step.predicates
        case _:
            return


def every(node: Expression) -> Iterator[Expression]:
    """Yield a node and all below it, in the order of the text."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(tuple(children(current))))
