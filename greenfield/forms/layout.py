"""How the definitions of a form hang together: look-up by path, ancestors, repeats around and inside."""

from collections.abc import Iterator, Sequence

from greenfield.forms.definition import ROOT, Definition


class Layout:
    """Answers questions about the tree of definitions; made once for a form."""

    def __init__(self, definitions: Sequence[Definition]) -> None:
        """Index the definitions, which stand in document order."""
        self.definitions = definitions
        self.by_path = {definition.path: definition for definition in definitions}
        self.children: list[dict[str, int]] = [
            {definitions[child].name: child for child in definition.children} for definition in definitions
        ]
        self.routes: dict[tuple[object, int], object] = {}
        """What `find_route` has found for paths from the root, by their steps and the scope they stand in."""
        self._scopes = [self._scopes_of(definition) for definition in definitions]

    def _scopes_of(self, definition: Definition) -> tuple[int, ...]:
        scopes = [definition.scope]
        while scopes[-1] != ROOT:
            scopes.append(self.definitions[self.definitions[scopes[-1]].parent].scope)
        return tuple(reversed(scopes))

    def scopes(self, index: int) -> tuple[int, ...]:
        """Return the root and the repeats around a definition, from outside in, itself included."""
        return self._scopes[index]

    def common_scope(self, one: int, other: int) -> int:
        """Return the innermost root or repeat that holds both definitions."""
        common = ROOT
        for mine, theirs in zip(self._scopes[one], self._scopes[other], strict=False):
            if mine != theirs:
                break
            common = mine
        return common

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the parents of a definition from inside out, the root last."""
        parent = self.definitions[index].parent
        while parent >= 0:
            yield parent
            parent = self.definitions[parent].parent

    def descendants(self, index: int) -> Iterator[int]:
        """Yield all definitions below one, in document order."""
        waiting = list(reversed(self.definitions[index].children))
        while waiting:
            current = waiting.pop()
            yield current
            waiting.extend(reversed(self.definitions[current].children))
