"""How a change enters a book: known ones, refused ones, erased ones, and all that hangs on them."""

from greenfield.records.change import ERASE, AnyChange, Change, ErasedChange, shape_fault, without_content
from greenfield.records.kinds import owners_named
from greenfield.records.merge import Outcome, Status, merge
from greenfield.records.protocols import Book


def accept(book: Book, change: AnyChange, *, trusted: bool = False, whole: bool = False) -> Outcome:
    """Take one change into a book and return what became of it.

    A trusted change was made and sealed here a moment ago, so neither its shape nor its cid is looked up. Of a `whole`
    one the caller has looked at the shape already (`shape_fault`).
    """
    known = None if trusted else book.hash_in_log(change.cid)
    if known is not None:
        return _again(book, change, known)
    fault = "" if trusted or whole else shape_fault(change)
    if fault:
        return _refuse(book, change, Outcome(change.cid, Status.REFUSED, reason=fault))
    if change.op == ERASE:
        book.append(change)
        _erase(book, change)
        return Outcome(change.cid, Status.APPLIED)
    owners = owners_named(change)
    if (
        isinstance(change, ErasedChange)
        or book.is_erased(change.record)
        or any(book.is_erased(owner) for owner in owners)
    ):
        book.append(without_content(change))
        _erase(book, change)
        return Outcome(change.cid, Status.APPLIED, reason="erased")
    return _merge(book, change, owners)


def _merge(book: Book, change: Change, owners: tuple[str, ...]) -> Outcome:
    before = book.state(change)
    if before.kind != change.kind:
        return _refuse(book, change, Outcome(change.cid, Status.REFUSED, reason="kind"))
    after, outcome = merge(before, change)
    if outcome.status is Status.REFUSED:
        return _refuse(book, change, outcome)
    book.append(change)
    book.keep(after, change, outcome, owners)
    return outcome


def _again(book: Book, change: AnyChange, known: str) -> Outcome:
    if known != change.hash:
        return _refuse(book, change, Outcome(change.cid, Status.REFUSED, reason="other content"))
    if isinstance(change, ErasedChange):
        _erase(book, change)
    return Outcome(change.cid, Status.DUPLICATE)


def _refuse(book: Book, change: AnyChange, outcome: Outcome) -> Outcome:
    book.set_aside(change, outcome)
    return outcome


def _erase(book: Book, change: AnyChange) -> None:
    """Strip a record and all that hangs on it; what was stripped before has nothing that hangs on it."""
    waiting = [(change.record, change.kind)]
    while waiting:
        record, kind = waiting.pop()
        if not book.is_erased(record):
            waiting += [(each, "") for each in book.hanging_on(record)]
            book.strip(record, kind)
