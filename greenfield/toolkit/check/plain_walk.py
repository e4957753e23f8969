"""Goes over a formula without the predicates of its paths, in which names and `.` mean something else."""

from collections.abc import Iterator

from greenfield.forms.expression.tree import Expression, Filter, Path
from greenfield.forms.expression.walk import children


def outside_predicates(tree: Expression) -> Iterator[Expression]:
    """Yield a node and all below it that stand in no predicate, in the order of the text."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        below: tuple[Expression, ...]
        match node:
            case Path(origin=origin):
                below = () if origin is None else (origin,)
            case Filter(origin=origin):
                below = (origin,)
            case _:
                below = tuple(children(node))
        waiting.extend(reversed(below))
