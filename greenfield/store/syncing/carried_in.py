"""Changes and files that somebody carried in by a file, not by the hub's feed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from greenfield.records.change import AnyChange
from greenfield.records.merge import Outcome
from greenfield.store import blobs
from greenfield.store.syncing import files, outbox
from greenfield.store.unit import Unit


class Piece(NamedTuple):
    """A part of a file of `size` bytes; the parts come in order."""

    sha256: str
    size: int
    offset: int
    content: bytes


def take_carried(unit: Unit, changes: Sequence[AnyChange], seals: Mapping[str, str]) -> list[Outcome]:
    """Apply changes and return what became of each; they have no number of the hub, so they are sent to it as well.

    Files that they name and that are missing are fetched from the hub, where there is one. `seals` are those of the hub on
    erased records, by cid.
    """
    outcomes = unit.apply(changes)
    driver = unit.driver
    files.note_wanted(driver, changes)
    if seals:
        unit.note()
        for change in changes:
            if change.cid in seals:
                outbox.keep_seal(driver, change.cid, seals[change.cid], is_proven=False)
    return outcomes


def keep_pieces(unit: Unit, pieces: Iterable[Piece]) -> int:
    """Keep parts of files, and make those visible whose last part is among them; return how many."""
    driver, whole = unit.driver, 0
    for piece in pieces:
        blobs.add_part(driver, *piece)
        if piece.offset + len(piece.content) == piece.size and blobs.has_blob(driver, piece.sha256):
            files.done(driver, files.IN, piece.sha256)
            whole += 1
    return whole
