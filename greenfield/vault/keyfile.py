"""`keys.json`: which workspace it is, and the slots that each wrap its data key.

What a newer Greenfield adds (a slot of another kind, a field) is kept as it is when the file is written
again. A checksum tells a damaged file from a wrong passphrase.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from greenfield.base.problem import fail
from greenfield.vault.files import DATABASE, KEYS, write_whole

FORMAT = 1

_Id = Annotated[str, Meta(pattern="^[0-9a-f]{8,64}$")]
_Salt = Annotated[bytes, Meta(min_length=16, max_length=64)]


class _Slot(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    id: _Id
    created: str
    label: str = ""
    nonce: Annotated[bytes, Meta(min_length=12, max_length=12)]
    wrapped: Annotated[bytes, Meta(min_length=48, max_length=48)]


class PassphraseSlot(_Slot, frozen=True, kw_only=True, tag="passphrase"):
    """A slot that a passphrase opens; the cost of a try is kept with it, so that it can rise over the years."""

    salt: _Salt
    memory_kib: Annotated[int, Meta(ge=8, le=2_097_152)]
    iterations: Annotated[int, Meta(ge=1, le=64)]
    lanes: Annotated[int, Meta(ge=1, le=16)]

    def __post_init__(self) -> None:
        """Refuse what Argon2id cannot do: RFC 9106 wants 8 KiB for each lane."""
        if self.memory_kib < 8 * self.lanes:
            msg = "too little memory for the lanes"
            raise ValueError(msg)


class RecoverySlot(_Slot, frozen=True, kw_only=True, tag="recovery-code"):
    """A slot that a printed recovery code opens."""

    salt: _Salt


class KeyStoreSlot(_Slot, frozen=True, kw_only=True, tag="key-store"):
    """A slot whose key the operating system keeps for one account on one computer."""


KnownSlot: TypeAlias = PassphraseSlot | RecoverySlot | KeyStoreSlot
KINDS = frozenset({"passphrase", "recovery-code", "key-store"})


@dataclass(frozen=True, slots=True)
class StoredSlot:
    """A slot as it stands in the file; `known` is None for a kind that this version does not have."""

    known: KnownSlot | None
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The slot's id, unique in its file."""
        return self.known.id if self.known else str(self.fields["id"])

    @property
    def kind(self) -> str:
        """`passphrase`, `recovery-code`, `key-store`, or what a newer version calls its own."""
        return self.known.__struct_config__.tag if self.known else str(self.fields["kind"])  # type: ignore[return-value]  # a tag may be an int elsewhere

    def as_fields(self) -> dict[str, object]:
        """Return what is written: the known fields over those that were read."""
        return {**self.fields, **(msgspec.to_builtins(self.known) if self.known else {})}


class _Header(msgspec.Struct, frozen=True):
    workspace: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    key_check: Annotated[bytes, Meta(min_length=32, max_length=32)]
    slots: list[dict[str, object]]
    checksum: str


class _AnySlot(msgspec.Struct, frozen=True):
    id: _Id
    kind: str


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of `keys.json`. `workspace` is also the first 16 bytes of the database that it opens."""

    workspace: str
    key_check: bytes
    slots: tuple[StoredSlot, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)

    def known_slots(self) -> Iterator[KnownSlot]:
        """Give the slots that this version can open."""
        return (slot.known for slot in self.slots if slot.known)

    def encode(self) -> bytes:
        """Return the file's bytes, unknown fields included."""
        fields: dict[str, object] = {
            **self.fields,
            "format": FORMAT,
            "workspace": self.workspace,
            "key_check": msgspec.to_builtins(self.key_check),
            "slots": [slot.as_fields() for slot in self.slots],
        }
        fields["checksum"] = _checksum(fields)
        return msgspec.json.format(msgspec.json.encode(fields), indent=2) + b"\n"


def decode_key_file(data: bytes, where: str) -> KeyFile:
    """Return what the bytes of a `keys.json` say.

    Raises ProblemError `keyfile.truncated`, `keyfile.damaged`, or `workspace.newer_format` for a file that only a
    newer Greenfield reads.
    """
    try:
        fields = msgspec.json.decode(data, type=dict[str, object])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        code = "keyfile.truncated" if "truncated" in str(error) else "keyfile.damaged"
        raise fail(code, where) from error
    number = fields.get("format")
    if isinstance(number, int) and number > FORMAT:
        raise fail("workspace.newer_format", where)
    try:
        header = msgspec.convert(fields, _Header)
        slots = tuple(_decode_slot(slot) for slot in header.slots)
    except msgspec.ValidationError as error:
        raise fail("keyfile.damaged", where) from error
    if number != FORMAT or header.checksum != _checksum(fields) or len({s.id for s in slots}) != len(slots):
        raise fail("keyfile.damaged", where)
    return KeyFile(header.workspace, header.key_check, slots, fields)


def read_key_file(folder: Path) -> KeyFile:
    """Return the key file of a workspace.

    Raises ProblemError `workspace.missing`, `workspace.none_there`, `keyfile.missing`, `file.unreadable`, and
    as `decode_key_file` does.
    """
    path = folder / KEYS
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        if not folder.is_dir():
            raise fail("workspace.missing", str(folder)) from error
        code = "keyfile.missing" if (folder / DATABASE).exists() else "workspace.none_there"
        raise fail(code, str(folder)) from error
    except OSError as error:
        raise fail("file.unreadable", str(path), reason=error.strerror or str(error)) from error
    return decode_key_file(data, str(path))


def write_key_file(folder: Path, keys: KeyFile) -> None:
    """Write the key file of a workspace, whole or not at all; raises as `write_whole` does."""
    write_whole(folder / KEYS, keys.encode())


def _decode_slot(fields: dict[str, object]) -> StoredSlot:
    kind = msgspec.convert(fields, _AnySlot).kind
    known = msgspec.convert(fields, KnownSlot) if kind in KINDS else None
    return StoredSlot(known, fields)


def _checksum(fields: Mapping[str, object]) -> str:
    rest = {name: value for name, value in fields.items() if name != "checksum"}
    return hashlib.sha256(msgspec.json.encode(rest, order="sorted")).hexdigest()
