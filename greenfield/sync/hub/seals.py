"""The hub's seal on an erased record: proof for the hub itself, after a restore, that an administrator erased it."""

import hashlib
import hmac
from typing import Final

_LENGTH: Final = 32


def seal_of(key: bytes, organisation: str, record: str) -> str:
    """Return the seal of a record in an organisation: HMAC-SHA-256, the first 128 bits in hexadecimal digits."""
    said = f"erased {organisation} {record}".encode()
    return hmac.new(key, said, hashlib.sha256).hexdigest()[:_LENGTH]


def is_seal(said: str, key: bytes, organisation: str, record: str) -> bool:
    """Tell whether the hub with this key gave out a seal."""
    return hmac.compare_digest(said.encode(), seal_of(key, organisation, record).encode())
