"""Changes that a device sends: looked at one by one before the lock, merged in one transaction, answered one by one."""

import hashlib
from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy import bindparam, select

from greenfield.base.problem import ProblemError
from greenfield.records.accept import accept
from greenfield.records.change import (
    ERASE,
    AnyChange,
    Change,
    ErasedChange,
    canonical,
    decode,
    decode_plain,
    encode,
    shape_fault,
    with_hash,
    with_hash_of,
)
from greenfield.records.kinds import owners_named
from greenfield.records.merge import Outcome, Status
from greenfield.sync.hub import tables
from greenfield.sync.hub.binding import bind
from greenfield.sync.hub.book import PushBook
from greenfield.sync.hub.callers import Caller, Organisation, explain_copies, organisation_of
from greenfield.sync.hub.database import Database
from greenfield.sync.hub.limits import Limits
from greenfield.sync.hub.quota import REASON as QUOTA
from greenfield.sync.hub.quota import free_of, has_room
from greenfield.sync.hub.rights import EVERYBODY
from greenfield.sync.hub.seals import is_seal, seal_of
from greenfield.sync.hub.shelf import Shelf
from greenfield.sync.messages import Answered, Push, Run
from greenfield.sync.unfolding import changes_of

_MOST: Final = 2**53
_LONGEST_WORD: Final = 64
_DEEP: Final = 100
"""So many brackets at least stand in a change whose values are nested too deeply."""
_PLAIN: Final = frozenset({Status.APPLIED, Status.DUPLICATE})
_DEVICES: Final = select(tables.device.c.id, tables.device.c.member).where(
    tables.device.c.org == bindparam("org")
)


class Looked(NamedTuple):
    """A sent change that was looked at: itself, its bytes, or why it cannot be taken.

    `is_plain`: it is as this version writes it, names no other change, and each of its edits has a value.
    """

    cid: str
    change: AnyChange | None
    body: bytes
    fault: str = ""
    is_plain: bool = False


def look_at(raw: bytes, limits: Limits) -> Looked:
    """Decode a change and check it; what is not genuine has a fault and goes no further."""
    if len(raw) > limits.change_bytes:
        return Looked("", None, b"", "size")
    try:
        plain = decode_plain(raw)
        is_canonical = plain is not None
        if plain is not None and raw.count(b"[") + raw.count(b"{") > _DEEP:
            _look_at_depth(plain)
        whole = with_hash(raw) if plain is None else with_hash_of(plain, raw)
        change = plain or decode(whole)
        fault = shape_fault(change, is_hashed=is_canonical) or _measure_fault(change)
        is_kept = fault or is_canonical or _is_canonical(whole, change.hash)
        body = whole if is_kept else encode(change)
    except (ProblemError, ValueError, OverflowError, RecursionError, TypeError):
        return Looked("", None, b"", "malformed")
    is_plain = is_canonical and not (b'"parent":' in raw or b'"also":' in raw or b"{}" in raw)
    return Looked(change.cid if fault != "id" else "", None if fault else change, body, fault, is_plain)


def _look_at_depth(change: Change) -> None:
    """Refuse values that are nested more deeply than any side may have to follow, which `decode_plain` does not look at."""
    for edit in change.fields.values():
        if isinstance(edit.value, list | dict):
            canonical(edit.value)


def _measure_fault(change: AnyChange) -> str:
    words = (change.kind, change.op)
    fits = 0 <= change.dseq < _MOST and all(0 < len(word) <= _LONGEST_WORD for word in words)
    return "" if fits else "shape"


def _is_canonical(raw: bytes, content: str) -> bool:
    """Tell whether the bytes are the canonical ones, which are kept as they came; the hash was checked before."""
    without = raw.replace(b'"hash":"%s",' % content.encode(), b"", 1)
    return hashlib.sha256(without).hexdigest() == content


class Taken(NamedTuple):
    """The answers to a push, and the organisation as it stands after it."""

    answers: list[Answered]
    organisation: Organisation
    erased: bool
    before: int = -1

    def in_short(self) -> tuple[list[Answered], list[Run]]:
        """Return what has to be said, and the numbers of the others; see `greenfield.sync.messages.Pushed`."""
        said: list[Answered] = []
        runs: list[Run] = []
        for each in self.answers:
            if each.status not in _PLAIN or each.rev is None or each.fields or each.reason or each.seal:
                said.append(each)
                continue
            last = runs[-1] if runs else Run(0, 0, "")
            if each.status == last.status and each.rev == last.first + last.many:
                runs[-1] = last._replace(many=last.many + 1)
            else:
                runs.append(Run(each.rev, 1, each.status))
        return said, runs


def take_push(database: Database, caller: Caller, push: Push, limits: Limits) -> Taken:
    """Take what a device sent; see `greenfield.sync.messages.Answered` for the answers."""
    looked = [look_at(raw, limits) for raw in changes_of(push, limits.unpacked_bytes)]
    return take_changes(database, caller, looked, push.seals)


def take_changes(
    database: Database,
    caller: Caller,
    looked: Sequence[Looked],
    seals: dict[str, str],
    *,
    is_proven: bool = True,
) -> Taken:
    """Take changes that were looked at, in one transaction; `is_proven` tells whether they come from the caller for sure."""
    changes = [each.change for each in looked if each.change is not None]
    with database.writing() as connection:
        organisation = organisation_of(connection, caller.org)
        owners = {str(row[0]): str(row[1]) for row in connection.execute(_DEVICES, {"org": caller.org})}
        book = PushBook(Shelf(connection, caller.org), owners, caller.member, is_proven=is_proven)
        book.fetch(changes)
        door = _Door(book, caller, organisation, seals)
        looked = _with_room(looked, book, free_of(connection, caller.org, caller.member))
        outcomes = [
            None if each.change is None else door.take(each.change, is_plain=each.is_plain) for each in looked
        ]
        bodies = {each.change.hash: each.body for each in looked if each.change is not None}
        numbers = bind(book, bodies, device=caller.device, member=caller.member)
        answers = [
            Answered(cid=each.cid, status=Status.REFUSED, reason=each.fault)
            if each.change is None or outcome is None
            else door.answer(each.change, outcome, numbers)
            for each, outcome in zip(looked, outcomes, strict=True)
        ]
        erased = bool(book.stripped)
        if erased:
            database.forget_removed()
        head = organisation.head
        if caller.leaves and any(each.device == caller.leaves for each in book.appended.values()):
            explain_copies(connection, caller.org, caller.leaves)
        organisation = organisation_of(connection, caller.org)
        is_alone = organisation.head - head == len(book.appended)
    return Taken(answers, organisation, erased, head if is_alone else -1)


def _with_room(looked: Sequence[Looked], book: PushBook, free: int) -> list[Looked]:
    """Find fault with changes for which their sender has no room any more; what is here already needs none."""
    found = []
    for each in looked:
        size = len(each.body)
        if each.change is not None and each.cid not in book.known:
            if not has_room(each.change, size, free):
                found.append(Looked(each.cid, None, b"", QUOTA))
                continue
            free -= size
        found.append(each)
    return found


class _Door:
    """Lets changes into a book, and says what became of them as far as the sender may know."""

    def __init__(
        self, book: PushBook, caller: Caller, organisation: Organisation, seals: dict[str, str]
    ) -> None:
        self._book = book
        self._caller = caller
        self._organisation = organisation
        self._seals = seals

    def take(self, change: AnyChange, *, is_plain: bool = False) -> Outcome:
        if is_plain and isinstance(change, Change) and self._takes_first(change):
            return Outcome(change.cid, Status.APPLIED)
        if _erases(change) and not self._may_erase(change):
            outcome = Outcome(change.cid, Status.REFUSED, reason=ERASE)
            self._book.set_aside(change, outcome)
            return outcome
        outcome = accept(self._book, change, whole=True)
        if outcome.status is Status.DUPLICATE and isinstance(change, Change):
            self._book.weigh(change)
        return outcome

    def _takes_first(self, change: Change) -> bool:
        """Take a change that needs no merge, as most of a large push do, in a third of the time; the others are for `accept`."""
        if not self._book.is_first(change):
            return False
        owners = owners_named(change)
        if any(self._book.is_erased(owner) for owner in owners):
            return False
        self._book.take_first(change, owners)
        return True

    def answer(self, change: AnyChange, outcome: Outcome, numbers: dict[str, int]) -> Answered:
        row = self._book.rows.get(change.record)
        if row is None or row.rights.audience not in {EVERYBODY, self._caller.member}:
            if _erases(change) and not self._is_proven(change):
                return Answered(cid=change.cid, status=Status.REFUSED, reason=ERASE)
            return Answered(cid=change.cid, status=Status.HELD)
        seal = ""
        if row.erased and outcome.status is not Status.REFUSED:
            seal = seal_of(self._organisation.seal_key, self._organisation.id, change.record)
        rev, alone = numbers.get(change.cid), (change.cid,)
        if rev is None and change.cid in self._book.known:
            rev = self._book.known[change.cid].rev
        return Answered(
            cid=change.cid,
            status=outcome.status,
            rev=None if outcome.status is Status.REFUSED else rev,
            fields={name: list(cids) for name, cids in outcome.fields.items() if cids != alone},
            reason=outcome.reason,
            seal=seal,
        )

    def _may_erase(self, change: AnyChange) -> bool:
        return self._is_proven(change) or self._book.is_erased(change.record)

    def _is_proven(self, change: AnyChange) -> bool:
        if self._caller.is_administrator:
            return True
        key, organisation = self._organisation.seal_key, self._organisation.id
        return is_seal(self._seals.get(change.cid, ""), key, organisation, change.record)


def _erases(change: AnyChange) -> bool:
    """Tell whether a change takes content away: an erase, or what one leaves of a change."""
    return change.op == ERASE or isinstance(change, ErasedChange)
