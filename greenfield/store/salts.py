"""Secret salts of which ids are made here, and from which place of the log each holds; see `greenfield.records.own_ids`.

A new one is drawn for the first change after each opening, and after all that was made with the last one was sent: what was opened
twice never goes on with the same. They are kept, encrypted as all else is, while changes made with them are unsent.
"""

import base64
import secrets
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import msgspec

from greenfield.records.own_ids import SALT_BYTES

MOST: Final = 128
"""Older ones are forgotten where nothing was sent for so many openings; ids that were made with them travel in full."""

_NAME: Final = "salts"
_LAST: Final = "SELECT coalesce(max(seq), 0) FROM change"
_SENT_TO: Final = "SELECT value FROM sync_state WHERE name = 'sent_to'"


class Salt(NamedTuple):
    """A salt of the changes from a place of the log on."""

    place: int
    salt: bytes


class Salts:
    """The salt of the changes that are made now; everything here happens in a unit of the caller."""

    def __init__(self, connection: Any) -> None:
        """Draw one at the first change."""
        self._connection = connection
        self._salt = b""
        self._is_drawn_now = False

    def now(self) -> bytes:
        """Return the salt of the next change, which is appended to the log in the same unit."""
        if not self._salt:
            last, sent_to = self._places()
            self._salt, self._is_drawn_now = secrets.token_bytes(SALT_BYTES), True
            # changes from a place beyond the end on were removed since
            before = [each for each in known_salts(self._connection) if each.place <= last]
            self._write(_needed([*before, Salt(last + 1, self._salt)], sent_to)[-MOST:])
        return self._salt

    def forget_sent(self) -> None:
        """Forget all where nothing is unsent, so that the next change is made with one that nobody was told."""
        last, sent_to = self._places()
        if sent_to >= last:
            self._write([])
            self._salt = b""

    def settle(self) -> None:
        """Note that the unit was committed."""
        self._is_drawn_now = False

    def roll_back(self) -> None:
        """Drop one that was drawn in a unit of which nothing stays."""
        if self._is_drawn_now:
            self._salt, self._is_drawn_now = b"", False

    def _places(self) -> tuple[int, int]:
        """Return the last place of the log, and the one up to which nothing is unsent."""
        found = self._connection.execute(_SENT_TO).fetchone()
        return self._connection.execute(_LAST).fetchone()[0], int(found[0]) if found else 0

    def _write(self, salts: Sequence[Salt]) -> None:
        if not salts:
            self._connection.execute("DELETE FROM meta WHERE name = ?", (_NAME,))
            return
        said = [(each.place, base64.b85encode(each.salt).decode()) for each in salts]
        self._connection.execute(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)", (_NAME, msgspec.json.encode(said).decode())
        )


def known_salts(connection: Any) -> list[Salt]:
    """Return the salts that are kept, in the order of their places; none where they cannot be read, since ids travel in full then."""
    found = connection.execute("SELECT value FROM meta WHERE name = ?", (_NAME,)).fetchone()
    try:
        said = msgspec.json.decode(found[0], type=list[tuple[int, str]]) if found else []
        salts = [Salt(place, base64.b85decode(salt)) for place, salt in said]
    except (msgspec.DecodeError, ValueError):
        return []
    return [each for each in salts if len(each.salt) == SALT_BYTES]


def _needed(salts: Sequence[Salt], sent_to: int) -> list[Salt]:
    """Leave out those of which all changes were sent: up to the place of the next one nothing is unsent."""
    following = [*(each.place for each in salts[1:]), sent_to + 2]
    return [each for each, place in zip(salts, following, strict=True) if place > sent_to + 1]
