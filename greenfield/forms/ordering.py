"""Puts tasks in an order in which each comes after what it reads, and finds cycles."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


class CycleError(Exception):
    """Raised for a cycle; `path` starts and ends with the same element."""

    def __init__(self, path: Sequence[object]) -> None:
        """Keep the path."""
        super().__init__(path)
        self.path = path


def topological(elements: Sequence[T], sources: Mapping[T, Mapping[T, bool]]) -> list[T]:
    """Return the elements so that each follows its sources; False marks a source that may break a cycle.

    Such a source reads other instances of a repeat, as a running total does: instance by instance there is
    no cycle. Raises CycleError for a cycle without one.
    """
    ordered: list[T] = []
    done: set[T] = set()
    for start in elements:
        if start in done:
            continue
        path: list[T] = [start]
        on_path = {start: 0}
        waiting = [iter(sources.get(start, {}).items())]
        while path:
            for source, _is_strict in waiting[-1]:
                if source in on_path:
                    _check_cycle(path[on_path[source] :], source, sources)
                elif source not in done:
                    on_path[source] = len(path)
                    path.append(source)
                    waiting.append(iter(sources.get(source, {}).items()))
                    break
            else:
                finished = path.pop()
                waiting.pop()
                del on_path[finished]
                done.add(finished)
                ordered.append(finished)
    return ordered


def _check_cycle(loop: list[T], start: T, sources: Mapping[T, Mapping[T, bool]]) -> None:
    """Raise CycleError unless one edge of the loop may be broken. Each element reads the next, the last the first."""
    following = [*loop[1:], start]
    if all(sources[element][source] for element, source in zip(loop, following, strict=True)):
        raise CycleError([*loop, start])
