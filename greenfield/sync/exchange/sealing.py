"""Sealing an exchange file: the age format, to one or several receivers, or by a passphrase.

Sealed to receivers, the whole file is an age file. Sealed by a passphrase, a line comes before it: the key of this one
file, encrypted by AES-256-GCM with what Argon2id makes of the passphrase. `docs/decisions/exchange-file.md` says why not age's own
passphrases. Nothing here holds more than a piece of the content in memory, and nothing of it is on the disk unsealed.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, BinaryIO, Final, Protocol, TypeAlias

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Meta, Struct

from greenfield.base.problem import ProblemError, fail
from greenfield.vault.passphrase import Cost, Passphrase

AGE: Final = b"age-encryption.org/"
BY_PASSPHRASE: Final = b"greenfield-exchange/"
VERSION: Final = 1
MOST_RECEIVERS: Final = 200
HEADER_LIMIT: Final = 32 * 1024
"""An age file of MOST_RECEIVERS has a shorter header. The library's work grows with the square of it: 2 MB took two minutes."""
_HEADER_ENDS: Final = b"\n--- "
_LONGEST_LINE: Final = 1024


@dataclass(frozen=True, slots=True)
class Identities:
    """Secret age keys of whoever opens a file, as `new_identity` makes them."""

    secrets: tuple[str, ...] = field(repr=False)


Key: TypeAlias = Identities | Passphrase


@dataclass(frozen=True, slots=True)
class Recipients:
    """Public age keys of all those who shall be able to open a file."""

    keys: tuple[str, ...]


class Source(Protocol):
    """Gives the content piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""


class SealedFile(Source, Protocol):
    """A file to read that can be begun again."""

    def readline(self, size: int, /) -> bytes:
        """Return the next line, at most `size` bytes of it."""

    def seek(self, offset: int, /) -> int:
        """Go to a place from the beginning."""


class Sink(Protocol):
    """Takes the content piece by piece; each piece was authenticated, the end only when all are through."""

    def write(self, data: bytes, /) -> int:
        """Take a piece and return its length."""

    def flush(self) -> None:
        """Do nothing."""


class _Lock(Struct, frozen=True):
    """The first line of a file that a passphrase opens."""

    salt: Annotated[bytes, Meta(min_length=16, max_length=64)]
    memory_kib: Annotated[int, Meta(ge=64, le=262_144)]
    iterations: Annotated[int, Meta(ge=1, le=16)]
    lanes: Annotated[int, Meta(ge=1, le=8)]
    nonce: Annotated[bytes, Meta(min_length=12, max_length=12)]
    key: Annotated[bytes, Meta(min_length=32, max_length=256)]

    def cipher(self, passphrase: Passphrase) -> AESGCM:
        return AESGCM(Cost(self.memory_kib, self.iterations, self.lanes).derive(passphrase, self.salt))


def new_identity() -> str:
    """Return a new secret age key."""
    from pyrage import x25519  # noqa: PLC0415  loaded at first use

    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Return the public key that belongs to a secret one."""
    from pyrage import x25519  # noqa: PLC0415  loaded at first use

    return str(x25519.Identity.from_str(identity).to_public())


def check_recipient(text: str) -> str:
    """Return a public key without space around it; `exchange.recipient` for what is none."""
    from pyrage import RecipientError, x25519  # noqa: PLC0415  loaded at first use

    try:
        return str(x25519.Recipient.from_str(text.strip()))
    except (RecipientError, ValueError) as error:
        raise fail("exchange.recipient", text.strip()[:80]) from error


def seal(source: Source, target: BinaryIO, to: Recipients | Passphrase, *, cost: Cost | None = None) -> None:
    """Write what `source` gives to `target`, sealed; `cost` is that of a try of a passphrase.

    Raises ProblemError `exchange.recipient`, `exchange.too_many`, what `source` raises, and OSError of `target`.
    """
    import pyrage  # noqa: PLC0415  loaded at first use

    if isinstance(to, Passphrase):
        identity = new_identity()
        target.write(BY_PASSPHRASE + b"%d " % VERSION + _locked(identity, to, cost or Cost()) + b"\n")
        keys: Sequence[str] = [recipient_of(identity)]
    else:
        keys = [check_recipient(key) for key in dict.fromkeys(to.keys)]
        if len(keys) > MOST_RECEIVERS:
            raise fail("exchange.too_many", limit=MOST_RECEIVERS)
    guarded = _GuardedSource(source)
    try:
        pyrage.encrypt_io(guarded, target, [pyrage.x25519.Recipient.from_str(key) for key in keys])
    except pyrage.EncryptError as error:
        if guarded.error is not None:
            raise guarded.error from error
        raise OSError(str(error)) from error


def is_by_passphrase(file: SealedFile, where: str) -> bool:
    """Tell whether a file opens by a passphrase, and go back to its beginning; `exchange.foreign` if it is no exchange file."""
    start = file.read(max(len(AGE), len(BY_PASSPHRASE)))
    file.seek(0)
    if not start:
        raise fail("exchange.empty", where)
    if start.startswith(BY_PASSPHRASE):
        return True
    if start.startswith(AGE):
        return False
    raise fail("exchange.foreign", where)


def unseal(file: SealedFile, sink: Sink, key: Key, where: str) -> None:
    """Hand the content of a file to `sink`, piece by piece; the file is whole when this returns.

    Raises ProblemError `exchange.foreign`, `.empty`, `.newer`, `.damaged`, `.other_receiver`, `.passphrase_wrong`,
    `.needs_passphrase`, `.needs_no_passphrase`, `file.unreadable`, and what `sink` raises.
    """
    import pyrage  # noqa: PLC0415  loaded at first use

    by_passphrase = is_by_passphrase(file, where)
    if by_passphrase and not isinstance(key, Passphrase):
        raise fail("exchange.needs_passphrase", where)
    if not by_passphrase and isinstance(key, Passphrase):
        raise fail("exchange.needs_no_passphrase", where)
    texts = (_unlocked(file, key, where),) if isinstance(key, Passphrase) else key.secrets
    found = [pyrage.x25519.Identity.from_str(text) for text in texts]
    guarded_source, guarded_sink = _HeaderWatch(file, where), _GuardedSink(sink)
    try:
        pyrage.decrypt_io(guarded_source, guarded_sink, found)
    except Exception as error:
        raised = guarded_sink.error or guarded_source.error
        if isinstance(raised, OSError):
            raise fail("file.unreadable", where, reason=raised.strerror or str(raised)) from error
        if raised is not None:
            raise raised from error
        if isinstance(error, pyrage.DecryptError) and _no_key_fits(error):
            raise fail("exchange.other_receiver", where) from error
        if isinstance(error, pyrage.DecryptError | OSError):
            raise fail("exchange.damaged", where) from error
        raise


def _no_key_fits(error: Exception) -> bool:
    """The library tells a key that does not fit from damage by its sentence alone."""
    return "No matching keys" in str(error)


def _locked(identity: str, passphrase: Passphrase, cost: Cost) -> bytes:
    lock = _Lock(
        salt=secrets.token_bytes(16),
        memory_kib=cost.memory_kib,
        iterations=cost.iterations,
        lanes=cost.lanes,
        nonce=secrets.token_bytes(12),
        key=bytes(32),
    )
    sealed = lock.cipher(passphrase).encrypt(lock.nonce, identity.encode(), None)
    return msgspec.json.encode(msgspec.structs.replace(lock, key=sealed))


def _unlocked(file: SealedFile, passphrase: Passphrase, where: str) -> str:
    version, _, line = file.readline(_LONGEST_LINE)[len(BY_PASSPHRASE) :].partition(b" ")
    if version.isdigit() and int(version) > VERSION:
        raise fail("exchange.newer", where)
    try:
        if version != b"%d" % VERSION or not line.endswith(b"\n"):
            raise fail("exchange.damaged", where)
        lock = msgspec.json.decode(line, type=_Lock)
        if lock.memory_kib < 8 * lock.lanes:
            raise fail("exchange.damaged", where)
        return lock.cipher(passphrase).decrypt(lock.nonce, lock.key, None).decode()
    except ProblemError:
        raise
    except InvalidTag as error:
        raise fail("exchange.passphrase_wrong", where) from error
    except (msgspec.DecodeError, ValueError) as error:
        raise fail("exchange.damaged", where) from error


class _GuardedSource:
    """Remembers what reading raised, which the library turns into a text."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.error: BaseException | None = None

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self._source.read(size)
        except BaseException as error:
            self.error = self.error or error
            raise


class _HeaderWatch(_GuardedSource):
    """Ends the reading of a file whose header does not end within the limit."""

    def __init__(self, source: Source, where: str) -> None:
        super().__init__(source)
        self._where = where
        self._header: bytes | None = b""

    def read(self, size: int = -1, /) -> bytes:
        found = super().read(size)
        if self._header is not None:
            self._header += found
            if _HEADER_ENDS in self._header[:HEADER_LIMIT]:
                self._header = None
            elif len(self._header) >= HEADER_LIMIT:
                self.error = fail("exchange.damaged", self._where)
                raise self.error
        return found


class _GuardedSink:
    """Remembers what writing raised, which the library may take for its own."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.error: BaseException | None = None

    def write(self, data: bytes, /) -> int:
        if self.error is not None:
            raise self.error  # the library may try once more while it ends
        try:
            return self._sink.write(data)
        except BaseException as error:
            self.error = error
            raise

    def flush(self) -> None:
        self._sink.flush()
