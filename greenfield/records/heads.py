"""The heads of one field: which of all values that were ever set stand now.

The answer is a function of the set of entries, so no order, split or repetition of changes can matter.
`docs/decisions/merge-by-parent.md` says why it is this function.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeAlias


class Entry(NamedTuple):
    """What one change says of one field; `value` is canonical JSON, None if the author only saw `named`."""

    cid: str
    value: str | None
    named: tuple[str, ...] = ()


Entries: TypeAlias = Mapping[str, Entry]
"""All entries of one field by the id of their change."""


def heads_of(entries: Entries) -> tuple[Entry, ...]:
    """Return the entries that stand, the one with the lowest cid first; more than one value is a conflict."""
    if len(entries) == 1:
        return tuple(each for each in entries.values() if each.value is not None)
    named = {cid for each in entries.values() if each.value is not None for cid in each.named}
    tops = [each for each in entries.values() if each.value is not None and each.cid not in named]
    if len(tops) > 1:
        tops.sort()
        if has_conflict(tops):
            return _join_equal(tops, entries)
    return tuple(tops)


def has_conflict(heads: Iterable[Entry]) -> bool:
    """Tell whether heads differ in value; equal values are one value."""
    return len({each.value for each in heads}) > 1


def lineage(cids: Iterable[str], entries: Entries) -> frozenset[str]:
    """Return the changes among `entries` that are `cids` or were replaced on the way to them."""
    found: set[str] = set()
    waiting = list(cids)
    while waiting:
        cid = waiting.pop()
        if cid in entries and cid not in found:
            found.add(cid)
            waiting += entries[cid].named
    return frozenset(found)


def _join_equal(tops: list[Entry], entries: Entries) -> tuple[Entry, ...]:
    """Drop a head whose value the author of another head had before him, though from another change.

    Heads that replaced each other's values in a circle stay, unless what their own authors saw decides it.
    """
    lines = {top.cid: lineage(top.named, entries) for top in tops}
    found = _not_below(tops, lambda top, other: _held(top, other, lines, entries))
    seen = {top.cid: {entries[cid].value for cid in top.named if cid in entries} for top in found}
    return tuple(_not_below(found, lambda top, other: other.value in seen[top.cid]))


def _not_below(tops: list[Entry], held: Callable[[Entry, Entry], bool]) -> list[Entry]:
    """Return the heads that no other one replaces, counting a circle of heads as one."""
    over = {
        top.cid: {other.cid for other in tops if other.value != top.value and held(top, other)}
        for top in tops
    }
    for _ in tops:
        for below in over.values():
            below |= {far for near in below for far in over[near]}
    return [
        top for top in tops if all(cid in over[top.cid] for cid, below in over.items() if top.cid in below)
    ]


def _held(top: Entry, other: Entry, lines: Mapping[str, frozenset[str]], entries: Entries) -> bool:
    """Tell whether `top` replaced the value of `other`: itself, in its own line, or as the last both share."""
    shared = lines[top.cid] & lines[other.cid]
    older = {cid for each in shared for cid in lineage(entries[each].named, entries)}
    return any(
        entries[cid].value == other.value and (cid not in shared or cid not in older or cid in top.named)
        for cid in lines[top.cid]
    )
