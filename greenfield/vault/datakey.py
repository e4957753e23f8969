"""The data key: 32 random bytes that encrypt everything in a workspace, and how to recognise it."""

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

DATA_KEY_LENGTH = 32


@dataclass(frozen=True, slots=True)
class DataKey:
    """The key of one workspace; its bytes never show in a log or a traceback."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a key of another length: it would weaken or break the encryption unnoticed."""
        if len(self.secret) != DATA_KEY_LENGTH:
            msg = f"a data key has {DATA_KEY_LENGTH} bytes"
            raise ValueError(msg)

    @classmethod
    def new(cls) -> "DataKey":
        """Make a random key."""
        return cls(secrets.token_bytes(DATA_KEY_LENGTH))

    def check_value(self, workspace: str) -> bytes:
        """Return 32 bytes that prove the key without telling it (HKDF, RFC 5869); `workspace` is its id."""
        derivation = HKDF(SHA256(), DATA_KEY_LENGTH, bytes.fromhex(workspace), b"greenfield key check 1")
        return derivation.derive(self.secret)
