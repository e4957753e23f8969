"""Who may read a record: everybody in the organisation, one member, or nobody; and whether its photos may be read.

Pure. What a record says of itself (`Guard`) and the rights of what it hangs on decide; of two values the narrower one holds.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

import msgspec

from greenfield.records.change import Change
from greenfield.records.heads import Entries, lineage
from greenfield.records.kinds import KINDS
from greenfield.records.merge import RecordState
from greenfield.records.scopes import PhotoPermission, Scope, narrower, permits_photos

EVERYBODY: Final = "*"
NOBODY: Final = ""
OPEN_KINDS: Final = frozenset({"organisation", "group", "membership", "package"})
SAID_NOTHING: Final = "-"
"""Stands for a guarding field that was never set, which is not the same as an empty one."""


class Guard(NamedTuple):
    """What a record says of who may read it: its sharing, its permission for photos, and on which records it hangs."""

    sharing: str = SAID_NOTHING
    photos: str = SAID_NOTHING
    above: tuple[str, ...] = ()


class Rights(NamedTuple):
    """Who may read a record (EVERYBODY, NOBODY, or a member's id), and whether photos may be."""

    audience: str = NOBODY
    photos: bool = False


NOTHING_SAID: Final = Guard()
NO_RIGHTS: Final = Rights()


def guarding_fields(kind: str) -> frozenset[str]:
    """Return the fields of a kind that decide who may read a record."""
    known = KINDS.get(kind)
    return frozenset(("sharing", *(known.hangs_on if known else ())))


def guard_of(state: RecordState, blind: AbstractSet[str] = frozenset()) -> Guard:
    """Return what a record's heads say; a link counts while any head names it.

    Changes in `blind`, which do not come from the record's owner, make it narrower but never wider.
    """
    said = _said(state)
    if not blind:
        return said
    trusted = {
        name: _without(state.fields[name], blind)
        for name in guarding_fields(state.kind)
        if name in state.fields
    }
    without = _said(RecordState(state.record, state.kind, trusted))
    sharing = narrower("sharing", (said.sharing, without.sharing))
    return Guard(sharing, said.photos, tuple(sorted({*said.above, *without.above})))


def guard_of_first(change: Change) -> Guard:
    """Return what `guard_of` finds in the state of a record of which only this change is known; each of its edits has a value."""
    kind = KINDS.get(change.kind)
    edits = change.fields
    above = [edits[name].value for name in kind.hangs_on if name in edits] if kind else []
    return Guard(
        _first(change, "sharing"),
        _first(change, "photos"),
        tuple(sorted({each for each in above if isinstance(each, str) and each})),
    )


def _first(change: Change, name: str) -> str:
    if name not in change.fields:
        return SAID_NOTHING
    value = change.fields[name].value
    return narrower(name, (value if isinstance(value, str) else "",))


def _without(entries: Entries, blind: AbstractSet[str]) -> Entries:
    """Leave entries out; who replaced one of them replaced what it had replaced."""
    return {
        cid: each
        if blind.isdisjoint(each.named)
        else each._replace(named=tuple(lineage(each.named, entries)))
        for cid, each in entries.items()
        if cid not in blind
    }


def _said(state: RecordState) -> Guard:
    kind = KINDS.get(state.kind)
    names = kind.hangs_on if kind else ()
    above = {said for name in names for said in _heads(state, name) if said}
    return Guard(_narrowest(state, "sharing"), _narrowest(state, "photos"), tuple(sorted(above)))


def rights_of(kind: str, owner: str, guard: Guard, above: Sequence[Rights | None]) -> Rights:
    """Return the rights of a record; `above` are those of what it hangs on, None for what is not there.

    A record without an owner, that is without a `create`, is readable by nobody.
    """
    if not owner:
        return Rights()
    return Rights(_audience(kind, owner, guard, above), _photos(kind, guard, above))


def is_wider(before: str, after: str) -> bool:
    """Tell whether somebody may read now who could not before."""
    return after not in {before, NOBODY} and before != EVERYBODY


def is_narrower(before: str, after: str) -> bool:
    """Tell whether somebody could read before who may not any more."""
    return is_wider(after, before)


def _audience(kind: str, owner: str, guard: Guard, above: Sequence[Rights | None]) -> str:
    if kind in OPEN_KINDS:
        return EVERYBODY
    known = KINDS.get(kind)
    if known is None:
        return owner
    audiences = {each.audience if each else NOBODY for each in above}
    if "sharing" in known.fields:
        shared = guard.sharing == Scope.ORGANISATION and audiences <= {EVERYBODY}
        return EVERYBODY if shared else owner
    if not audiences:
        return EVERYBODY if kind == "person" else owner
    narrow = audiences - {EVERYBODY}
    if not narrow:
        return EVERYBODY
    return narrow.pop() if len(narrow) == 1 and NOBODY not in narrow else owner


def _photos(kind: str, guard: Guard, above: Sequence[Rights | None]) -> bool:
    said = guard.photos
    if (kind == "company" or said != SAID_NOTHING) and not permits_photos(said, PhotoPermission.INTERNAL):
        return False
    return all(each is not None and each.photos for each in above)


def _narrowest(state: RecordState, name: str) -> str:
    heads = _heads(state, name)
    return narrower(name, heads) if heads else SAID_NOTHING


def _heads(state: RecordState, name: str) -> list[str]:
    """Return the texts that stand in a field; what is no text says nothing and counts as an empty one."""
    if not state.fields.get(name):
        return []
    return list(_texts(head.value for head in state.heads(name)))


def _texts(values: Iterable[str | None]) -> Iterable[str]:
    for value in values:
        decoded = msgspec.json.decode(value) if value else ""
        yield decoded if isinstance(decoded, str) else ""
