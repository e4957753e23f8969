"""What a hub is given of the world: clock and chance; and how it writes moments and secrets."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, NamedTuple

MINUTE: Final = 60
DAY: Final = 24 * 60 * MINUTE
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_SIGNS: Final = 12


def utc_now() -> datetime:
    """Return the time of this machine."""
    return datetime.now(UTC)


class Surroundings(NamedTuple):
    """Clock and random bytes, handed in so that histories can be played again."""

    clock: Callable[[], datetime] = utc_now
    chance: Callable[[int], bytes] = secrets.token_bytes

    def now(self) -> int:
        """Return the seconds since 1970."""
        return int(self.clock().timestamp())

    def new_id(self) -> str:
        """Return 128 random bits as an id."""
        return self.chance(16).hex()

    def new_token(self) -> str:
        """Return 256 random bits as a token."""
        return urlsafe_b64encode(self.chance(32)).decode().rstrip("=")

    def new_code(self) -> str:
        """Return 60 random bits as a code that can be read aloud and typed: three groups of four signs."""
        signs = "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in self.chance(_CODE_SIGNS))
        return "-".join(signs[at : at + 4] for at in range(0, _CODE_SIGNS, 4))


def iso(seconds: int) -> str:
    """Return a moment in seconds since 1970 as ISO 8601 in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def hashed(secret: str) -> str:
    """Return the SHA-256 of a secret, which is all that the hub keeps; secrets of 60 and 256 random bits need no salt."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def hashed_code(code: str) -> str:
    """Return the hash of a code as it was typed: in any case, with or without dashes, O for 0, I or L for 1."""
    plain = "".join(code.upper().split()).replace("-", "")
    return hashed(plain.translate(str.maketrans("OIL", "011")))
