"""What a line that broke left of a push or a page, kept in memory for a while, so that its device goes on where it broke.

Nobody needs it: who finds nothing here sends all of it, or asks for all of it, once more. So it is neither on the disk nor shared between
processes, and the oldest goes when there is too much.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final, NamedTuple

import msgspec

from greenfield.sync.hub.limits import MEGABYTE
from greenfield.sync.messages import Pushed

MOST_OF_A_PUSH: Final = MEGABYTE
MOST_OF_A_PAGE: Final = 4 * MEGABYTE
SECONDS: Final = 600
_EACH: Final = 1024
"""Bytes that keeping anything of a device takes beside its content, at most."""
_answer = msgspec.json.Decoder(Pushed)


class Beginning:
    """The body of a push as far as it came; nothing more is added after what is too much."""

    def __init__(self, before: bytes = b"") -> None:
        """Begin with what came by an earlier line."""
        self.came = bytearray(before)
        self._is_full = False

    def add(self, part: bytes) -> None:
        """Add what came next."""
        self._is_full = self._is_full or len(self.came) + len(part) > MOST_OF_A_PUSH
        if not self._is_full:
            self.came += part


class KeptPage(NamedTuple):
    """The bytes of a page under the name that its answer gave them, and where the feed was then."""

    name: str
    body: bytes
    epoch: str
    head: int


class _Kept:
    """What is kept for one device: its last push, begun or answered, and its last page."""

    __slots__ = ("answer", "at", "beginning", "page")

    def __init__(self) -> None:
        self.beginning: Beginning | None = None
        self.answer: tuple[str, bytes] | None = None
        self.page: KeptPage | None = None
        self.at = 0

    @property
    def size(self) -> int:
        size = _EACH + (len(self.answer[1]) if self.answer else 0)
        return (
            size
            + (len(self.beginning.came) if self.beginning else 0)
            + (len(self.page.body) if self.page else 0)
        )


class Unfinished:
    """Keeps what broke off, for each device by a secret of it. Any number of threads may ask at once."""

    def __init__(self, most_bytes: int, now: Callable[[], int]) -> None:
        """Keep no more than about so many bytes; `now` tells the seconds."""
        self._most = most_bytes
        self._now = now
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = Lock()

    def begin(self, whose: str, after: int) -> Beginning:
        """Return where to put a body that arrives; it begins with so many bytes that came before, if they are here.

        Who sends a push from its beginning asks anew: an answer that the same bytes got before is not given for it.
        """
        with self._lock:
            kept = self._of(whose)
            if not after:
                kept.answer = None
            before = bytes(kept.beginning.came[:after]) if kept.beginning else b""
            made = Beginning(before)
            if len(before) == after:
                kept.beginning = made
            return made

    def came(self, whose: str) -> bytes:
        """Return the body of a device's last push as far as it came, nothing if it was answered."""
        with self._lock:
            beginning = self._of(whose).beginning
            return bytes(beginning.came) if beginning else b""

    def note_answer(self, whose: str, name: str, said: Pushed) -> None:
        """Keep the answer to a push, by the name of its body, as bytes: of a change each, it would take several times as much."""
        answer = msgspec.json.encode(said)
        with self._lock:
            kept = self._of(whose)
            kept.beginning, kept.answer = None, (name, answer) if len(answer) <= MOST_OF_A_PUSH else None

    def answer_to(self, whose: str, name: str) -> Pushed | None:
        """Return the answer to a push that was answered."""
        with self._lock:
            answer = self._of(whose).answer
        return _answer.decode(answer[1]) if answer and answer[0] == name else None

    def note_page(self, whose: str, page: KeptPage | None) -> None:
        """Keep the last page of a device, or none."""
        with self._lock:
            self._of(whose).page = page if page is None or len(page.body) <= MOST_OF_A_PAGE else None

    def page(self, whose: str) -> KeptPage | None:
        """Return the last page of a device."""
        with self._lock:
            return self._of(whose).page

    def forget(self) -> None:
        """Keep nothing any more, because something was erased."""
        with self._lock:
            self._kept.clear()

    def _of(self, whose: str) -> _Kept:
        now = self._now()
        found = self._kept.pop(whose, None) or _Kept()
        size = sum(each.size for each in self._kept.values()) + found.size
        while self._kept:
            name, oldest = next(iter(self._kept.items()))
            if size <= self._most and now - oldest.at < SECONDS:
                break
            size -= oldest.size
            del self._kept[name]
        if not 0 <= now - found.at < SECONDS:
            found = _Kept()
        found.at = now
        self._kept[whose] = found
        return found


def name_of(body: bytes) -> str:
    """Return the name of some bytes: half of their SHA-256."""
    return hashlib.sha256(body).hexdigest()[:32]
