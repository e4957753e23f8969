"""Reading an exchange file: everything is checked on the way, and handed to a receiver piece by piece."""

import hashlib
import re
from typing import Final, Protocol, TypeVar

import msgspec

from greenfield.base.problem import ProblemError, fail
from greenfield.records.change import AnyChange, decode
from greenfield.sync import wire
from greenfield.sync.exchange import frames
from greenfield.sync.exchange.frames import FRAME, Ending, FileBegins, Opening
from greenfield.sync.exchange.sealing import Key, SealedFile, unseal
from greenfield.sync.messages import PROTO, Push

MOST_FILE_BYTES: Final = 256 * 1024 * 1024
FREE_BYTES: Final = 64 * 1024 * 1024
MOST_GROWTH: Final = 100
"""Messages unpack to at most FREE_BYTES and MOST_GROWTH times what they take in the file; changes shrink to a tenth."""
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_FOLLOWS: Final = {
    b"": {frames.OPENING},
    frames.OPENING: {frames.CHANGES, frames.FILE, frames.ENDING},
    frames.CHANGES: {frames.CHANGES, frames.FILE, frames.ENDING},
    frames.FILE: {frames.PIECE, frames.FILE, frames.ENDING},
    frames.PIECE: {frames.PIECE, frames.FILE, frames.ENDING},
    frames.ENDING: set[bytes](),
}

Message = TypeVar("Message")


class Receiver(Protocol):
    """Takes what an exchange file holds, in its order; what it raises ends the reading."""

    def opening(self, opening: Opening) -> None:
        """Learn who wrote the file and what it is to hold."""

    def changes(self, changes: list[AnyChange], seals: dict[str, str]) -> None:
        """Take changes, and a hub's seals on erases among them."""

    def file(self, sha256: str, size: int) -> None:
        """Learn which file comes next."""

    def piece(self, sha256: str, offset: int, content: bytes) -> None:
        """Take a part of it: all have PIECE_BYTES but the last one. With the last one the hash was compared."""

    def ending(self, ending: Ending) -> None:
        """Learn that the file was whole."""


class Counting:
    """A receiver that only counts: a file that it took is whole."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.opened: Opening | None = None
        self.count = self.files = 0

    def opening(self, opening: Opening) -> None:
        """Keep it."""
        self.opened = opening

    def changes(self, changes: list[AnyChange], seals: dict[str, str]) -> None:
        """Count them."""
        del seals
        self.count += len(changes)

    def file(self, sha256: str, size: int) -> None:
        """Count it."""
        del sha256, size
        self.files += 1

    def piece(self, sha256: str, offset: int, content: bytes) -> None:
        """Let it go."""

    def ending(self, ending: Ending) -> None:
        """Let it go."""


def read_exchange(file: SealedFile, key: Key, receiver: Receiver, where: str) -> None:
    """Read a file from its beginning; it is whole when this returns, and not before.

    So read it first with a receiver that keeps nothing (`Counting`). `where` names it in problems. Raises ProblemError
    `exchange.damaged` for what is cut off, changed or against the rules, `exchange.too_large` for what unpacks beyond the
    limits, `exchange.newer`, and as `sealing.unseal` does.
    """
    file.seek(0)
    parser = _Parser(receiver, where)
    unseal(file, parser, key, where)
    parser.end()


class _Parser:
    """Takes the unsealed bytes as they come, and hands over each frame as soon as it is whole."""

    def __init__(self, receiver: Receiver, where: str) -> None:
        self._receiver = receiver
        self._where = where
        self._buffer = bytearray()
        self._last = b""
        self._changes = self._files = self._packed = self._unpacked = 0
        self._file: FileBegins | None = None
        self._offset = 0
        self._digest = hashlib.sha256()

    def write(self, data: bytes, /) -> int:
        self._buffer += data
        at = 0
        while len(self._buffer) - at >= FRAME.size:
            sign, length = FRAME.unpack_from(self._buffer, at)
            if sign not in _FOLLOWS[self._last] or length > frames.LONGEST_FRAME:
                raise self._damaged()
            if len(self._buffer) - at - FRAME.size < length:
                break
            at += FRAME.size
            self._take(sign, bytes(self._buffer[at : at + length]))
            at += length
        del self._buffer[:at]
        return len(data)

    def flush(self) -> None:
        pass

    def end(self) -> None:
        if self._last != frames.ENDING or self._buffer:
            raise self._damaged()

    def _take(self, sign: bytes, body: bytes) -> None:
        self._last = sign
        if sign == frames.PIECE:
            self._take_piece(body)
            return
        if self._file is not None and self._offset < self._file.size:
            raise self._damaged()
        if sign == frames.OPENING:
            opening = self._message(body, Opening)
            if opening.proto > PROTO:
                raise fail("exchange.newer", self._where)
            self._receiver.opening(opening)
        elif sign == frames.CHANGES:
            self._take_changes(self._message(body, Push))
        elif sign == frames.FILE:
            self._begin_file(self._message(body, FileBegins))
        else:
            ending = self._message(body, Ending)
            if (ending.changes, ending.files) != (self._changes, self._files):
                raise self._damaged()
            self._receiver.ending(ending)

    def _take_changes(self, push: Push) -> None:
        if push.proto > PROTO:
            raise fail("exchange.newer", self._where)
        try:
            found = [decode(bytes(raw)) for raw in push.changes]
        except ProblemError as error:
            raise self._damaged() from error
        self._changes += len(found)
        self._receiver.changes(found, push.seals)

    def _begin_file(self, begins: FileBegins) -> None:
        if not _HASH.fullmatch(begins.sha256) or not 0 < begins.size <= MOST_FILE_BYTES:
            raise self._damaged()
        self._file, self._offset, self._digest = begins, 0, hashlib.sha256()
        self._files += 1
        self._receiver.file(begins.sha256, begins.size)

    def _take_piece(self, body: bytes) -> None:
        file = self._file
        if file is None or len(body) != min(frames.PIECE_BYTES, file.size - self._offset) or not body:
            raise self._damaged()
        self._digest.update(body)
        if self._offset + len(body) == file.size and self._digest.hexdigest() != file.sha256:
            raise self._damaged()
        self._receiver.piece(file.sha256, self._offset, body)
        self._offset += len(body)

    def _message(self, body: bytes, kind: type[Message]) -> Message:
        self._packed += len(body)
        left = FREE_BYTES + MOST_GROWTH * self._packed - self._unpacked
        try:
            plain = wire.unpacked(body, limit=min(wire.UNPACKED_LIMIT, left))
            self._unpacked += len(plain)
            return msgspec.json.decode(plain, type=kind)
        except ProblemError as error:
            if error.code == "sync.too_large":
                raise fail("exchange.too_large", self._where) from error
            raise self._damaged() from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise self._damaged() from error

    def _damaged(self) -> ProblemError:
        return fail("exchange.damaged", self._where)
