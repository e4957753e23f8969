"""The first half of UAX #9: embeddings, overrides and isolates (rules P2 to X8)."""

from collections.abc import Mapping, Sequence

EMBEDDINGS = frozenset({"LRE", "RLE", "LRO", "RLO"})
ISOLATES = frozenset({"LRI", "RLI", "FSI"})

_DEEPEST = 125
_OVERRIDES = {"LRO": "L", "RLO": "R"}


def match_isolates(kinds: Sequence[str]) -> dict[int, int]:
    """Return where the isolate that begins at an index ends (BD9); one without an end is left out."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for at, kind in enumerate(kinds):
        if kind in ISOLATES:
            opened.append(at)
        elif kind == "PDI" and opened:
            partners[opened.pop()] = at
        elif kind == "B":
            opened.clear()
    return partners


def first_strong_level(
    kinds: Sequence[str], partners: Mapping[int, int], start: int, end: int, otherwise: int
) -> int:
    """Return the level that the first strong character asks for, skipping isolates (rules P2 and P3)."""
    at = start
    while at < end:
        kind = kinds[at]
        if kind == "L":
            return 0
        if kind in {"R", "AL"}:
            return 1
        at = partners.get(at, end) if kind in ISOLATES else at + 1
    return otherwise


class _Stack:
    """The directional status stack with its counters of what went too deep (rule X1)."""

    def __init__(self, base: int) -> None:
        self.entries: list[tuple[int, str, bool]] = [(base, "", False)]
        self.isolates_beyond = 0
        self.embeddings_beyond = 0
        self.isolates_open = 0

    @property
    def level(self) -> int:
        return self.entries[-1][0]

    @property
    def override(self) -> str:
        return self.entries[-1][1]

    def push(self, *, right_to_left: bool, override: str, is_isolate: bool) -> None:
        level = (self.level + 1) | 1 if right_to_left else (self.level + 2) & ~1
        if level <= _DEEPEST and not self.isolates_beyond and not self.embeddings_beyond:
            self.entries.append((level, override, is_isolate))
            self.isolates_open += is_isolate
        elif is_isolate:
            self.isolates_beyond += 1
        elif not self.isolates_beyond:
            self.embeddings_beyond += 1

    def end_isolate(self) -> None:
        if self.isolates_beyond:
            self.isolates_beyond -= 1
        elif self.isolates_open:
            self.embeddings_beyond = 0
            while not self.entries[-1][2]:
                self.entries.pop()
            self.entries.pop()
            self.isolates_open -= 1

    def end_embedding(self) -> None:
        if self.isolates_beyond:
            return
        if self.embeddings_beyond:
            self.embeddings_beyond -= 1
        elif not self.entries[-1][2] and len(self.entries) > 1:
            self.entries.pop()


def explicit_levels(
    kinds: Sequence[str], partners: Mapping[int, int], base: int
) -> tuple[list[int], list[str]]:
    """Return each character's embedding level, and its kind after overrides (rules X1 to X8)."""
    stack = _Stack(base)
    levels: list[int] = []
    resolved = list(kinds)
    for at, kind in enumerate(kinds):
        if kind == "PDI":
            stack.end_isolate()
        levels.append(base if kind == "B" else stack.level)
        if stack.override and kind not in {"B", "BN", "PDF"} and kind not in EMBEDDINGS:
            resolved[at] = stack.override
        if kind in EMBEDDINGS:
            stack.push(
                right_to_left=kind in {"RLE", "RLO"}, override=_OVERRIDES.get(kind, ""), is_isolate=False
            )
        elif kind in ISOLATES:
            inside = kind
            if kind == "FSI":
                end = partners.get(at, len(kinds))
                inside = "RLI" if first_strong_level(kinds, partners, at + 1, end, 0) else "LRI"
            stack.push(right_to_left=inside == "RLI", override="", is_isolate=True)
        elif kind == "PDF":
            stack.end_embedding()
    return levels, resolved
