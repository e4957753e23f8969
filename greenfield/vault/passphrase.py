"""Passphrases: what is typed, and the key that Argon2id makes of it."""

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from greenfield.base.problem import fail

_KEY_LENGTH = 32
_LONGEST_LINE = 65_536


@dataclass(frozen=True, slots=True)
class Passphrase:
    """A passphrase; `é` typed as one character or as two opens the same workspace (NFC)."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        """Normalise the text; ProblemError `passphrase.empty` if there is none."""
        if not self.text.strip():
            raise fail("passphrase.empty")
        object.__setattr__(self, "text", unicodedata.normalize("NFC", self.text))


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs: Argon2id's memory in KiB, passes and lanes.

    The default is the second recommended option of RFC 9106, section 4: 64 MiB, 3 passes, 4 lanes.
    """

    memory_kib: int = 65_536
    iterations: int = 3
    lanes: int = 4

    def derive(self, passphrase: Passphrase, salt: bytes) -> bytes:
        """Return the 32-byte key that belongs to a passphrase and a salt (Argon2id, RFC 9106)."""
        derivation = Argon2id(
            salt=salt,
            length=_KEY_LENGTH,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        )
        return derivation.derive(passphrase.text.encode())


def read_passphrase_file(path: Path) -> Passphrase:
    """Return the passphrase that stands in the first line of a file, without its line end.

    Raises ProblemError `passphrase.file_missing`, `passphrase.file_empty`, `passphrase.file_not_text`, or
    `file.unreadable`.
    """
    try:
        with path.open("rb") as file:
            line = file.readline(_LONGEST_LINE)
    except FileNotFoundError as error:
        raise fail("passphrase.file_missing", str(path)) from error
    except OSError as error:
        raise fail("file.unreadable", str(path), reason=error.strerror or str(error)) from error
    try:
        text = line.decode("utf-8-sig").rstrip("\r\n")  # Notepad begins a file with a mark
    except UnicodeDecodeError as error:
        raise fail("passphrase.file_not_text", str(path)) from error
    if not text.strip():
        raise fail("passphrase.file_empty", str(path))
    return Passphrase(text)
