"""Goes over the nodes of an expression's tree."""

from collections.abc import Iterator, Sequence

from greenfield.forms.expression.tree import Call, Chain, Expression, Filter, Negate, Path


def children(node: Expression) -> Sequence[Expression]:
    """Return the nodes right below a node, predicates included; fast, as it is called for every node of a form."""
    if isinstance(node, Path):
        found = [predicate for step in node.steps if step.predicates for predicate in step.predicates]
        return found if node.origin is None else [node.origin, *found]
    if isinstance(node, Chain):
        return node.operands
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Filter):
        return (node.origin, *node.predicates)
    return (node.operand,) if isinstance(node, Negate) else ()


def every(node: Expression) -> Iterator[Expression]:
    """Yield a node and all below it, in the order of the text."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(children(current)))
