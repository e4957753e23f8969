"""Writing an exchange file: frames are made while the file is sealed, so that none of it waits in memory."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from msgspec import Raw

from greenfield.sync import wire
from greenfield.sync.exchange import frames
from greenfield.sync.exchange.frames import FRAME, Ending, FileBegins, Opening
from greenfield.sync.exchange.sealing import Recipients, seal
from greenfield.sync.messages import PROTO, Push
from greenfield.vault.passphrase import Cost, Passphrase


class Carried(NamedTuple):
    """A change as it goes into the file: its id, its bytes, and the hub's seal if it is an erase that has one."""

    cid: str
    body: bytes
    seal: str = ""


class CarriedFile(NamedTuple):
    """A file that goes along: `pieces` have PIECE_BYTES each, but for the last one."""

    sha256: str
    size: int
    pieces: Iterable[bytes]


class Written(NamedTuple):
    """What a file holds now."""

    changes: int
    files: int


def write_exchange(
    target: BinaryIO,
    to: Recipients | Passphrase,
    opening: Opening,
    changes: Iterable[Carried],
    files: Iterable[CarriedFile],
    *,
    cost: Cost | None = None,
) -> Written:
    """Write changes and then files to `target`, sealed; both are asked for while the file is written.

    Raises as `sealing.seal` does.
    """
    content = _Content(opening, changes, files)
    seal(content, target, to, cost=cost)
    return Written(content.changes, content.files)


class _Content:
    """The frames as a stream to read from."""

    def __init__(self, opening: Opening, changes: Iterable[Carried], files: Iterable[CarriedFile]) -> None:
        self.changes = self.files = 0
        self._parts = self._frames(opening, changes, files)
        self._left = b""
        self._at = 0

    def read(self, size: int, /) -> bytes:
        while self._at >= len(self._left):
            part = next(self._parts, None)
            if part is None:
                return b""
            self._left, self._at = part, 0
        found = self._left[self._at : self._at + size]
        self._at += len(found)
        return found

    def _frames(
        self, opening: Opening, changes: Iterable[Carried], files: Iterable[CarriedFile]
    ) -> Iterator[bytes]:
        yield _frame(frames.OPENING, wire.pack(opening))
        waiting: list[Carried] = []
        size = 0
        for change in changes:
            if waiting and size + len(change.body) > frames.MESSAGE_BYTES:
                yield _push(waiting)
                waiting, size = [], 0
            waiting.append(change)
            size += len(change.body)
            self.changes += 1
        if waiting:
            yield _push(waiting)
        for file in files:
            self.files += 1
            yield _frame(frames.FILE, wire.pack(FileBegins(sha256=file.sha256, size=file.size)))
            for piece in file.pieces:
                yield _frame(frames.PIECE, piece)
        yield _frame(frames.ENDING, wire.pack(Ending(changes=self.changes, files=self.files)))


def _push(changes: list[Carried]) -> bytes:
    seals = {change.cid: change.seal for change in changes if change.seal}
    message = Push(proto=PROTO, changes=[Raw(change.body) for change in changes], seals=seals)
    return _frame(frames.CHANGES, wire.pack(message))


def _frame(sign: bytes, body: bytes) -> bytes:
    return FRAME.pack(sign, len(body)) + body
