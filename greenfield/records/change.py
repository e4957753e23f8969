"""A change: one edit of one record, its canonical bytes and its hash.

Canonical bytes are UTF-8 JSON without white space, keys sorted, every number and text as given. `hash` is
the SHA-256 of the canonical bytes without `hash` itself. What is empty (`toolkit`, `blobs`, `parent`, `also`)
is left out. Keys that this version does not know are kept in `extra` and take part in both.
"""

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec
from msgspec import UNSET, Struct, UnsetType

from greenfield.base.problem import ProblemError, fail

if TYPE_CHECKING:
    Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
else:
    Json = object

CREATE: Final = "create"
SET: Final = "set"
DELETE: Final = "delete"
RESTORE: Final = "restore"
RESOLVE: Final = "resolve"
ERASE: Final = "erase"
OPERATIONS: Final = frozenset({CREATE, SET, DELETE, RESTORE, RESOLVE, ERASE})
DELETED: Final = "deleted"
"""The field that says whether a record is deleted; `delete` sets it to true, `restore` to false."""

_DEEPEST: Final = 100
_AROUND: Final = 3
"""A value stands in an edit, in the fields, in a change."""
_EDIT_KEYS = frozenset({"value", "parent", "also"})
_BODY_KEYS = frozenset({"author", "fields", "toolkit", "blobs", "at_device"})
_HEADER_KEYS = frozenset({"cid", "device", "dseq", "kind", "record", "op"})
_ID = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_HASHED = re.compile(rb'"hash":"([0-9a-f]{64})",')
_ENCODER = msgspec.json.Encoder(order="sorted")
_parts = msgspec.json.Decoder(dict[str, msgspec.Raw])


class FieldEdit(Struct, frozen=True, omit_defaults=True, gc=False):
    """What a change does to one field; encoded, it is its own canonical form unless it has `extra`.

    `parent` and `also` are the changes whose values the author was looking at. Without a value, the author
    only saw them: a delete tells in this way what it deletes.
    """

    value: Json | UnsetType = UNSET
    parent: str | None = None
    also: tuple[str, ...] = ()
    extra: dict[str, Json] = {}

    @property
    def named(self) -> tuple[str, ...]:
        """The changes that this edit replaces."""
        return (self.parent, *self.also) if self.parent else self.also


class Change(Struct, frozen=True):
    """One edit of one record. `at_device` is a time for people to read; nothing ever compares it."""

    cid: str
    hash: str
    device: str
    author: str
    dseq: int
    kind: str
    record: str
    op: str
    fields: dict[str, FieldEdit]
    at_device: str
    toolkit: str | None = None
    blobs: tuple[str, ...] = ()
    extra: dict[str, Json] = {}


class ErasedChange(Struct, frozen=True):
    """What an erase leaves of a change: that it was there, and whose record it belonged to."""

    cid: str
    hash: str
    device: str
    dseq: int
    kind: str
    record: str
    op: str


AnyChange: TypeAlias = Change | ErasedChange


class _Known(Struct, gc=False, omit_defaults=True):
    """What this version knows of a change, without its hash; encoded, it is canonical where no field has `extra`."""

    cid: str
    device: str
    author: str
    dseq: int
    kind: str
    record: str
    op: str
    fields: dict[str, FieldEdit]
    at_device: str
    toolkit: str | None = None
    blobs: tuple[str, ...] = ()


_known = msgspec.json.Decoder(_Known)
_NESTED: Final = frozenset({list, dict})
_EXTRA = b'"extra":'
"""A key of this name would be taken for `FieldEdit.extra`."""


def canonical(value: Json) -> str:
    """Return a value as canonical JSON text; `change.malformed` for what JSON cannot say (NaN, half a sign)."""
    try:
        text = _ENCODER.encode(value)
    except (UnicodeEncodeError, TypeError, OverflowError, RecursionError) as error:
        raise fail("change.malformed", reason=str(error)) from error
    if type(value) is list or type(value) is dict:
        _look_at_depth(text, value, _DEEPEST)
    if type(value) is not str and _has_no_json(value):
        raise fail("change.malformed", reason="not a number")
    return text.decode()


def _has_no_json(value: Json) -> bool:
    """JSON has no infinity and no NaN, which the encoder would turn into null."""
    if isinstance(value, float):
        return value - value != 0
    if isinstance(value, list):
        return any(_has_no_json(part) for part in value)
    if isinstance(value, dict):
        return any(_has_no_json(part) for part in value.values())
    return False


def _look_at_depth(text: bytes, value: object, most: int) -> None:
    """Refuse lists and objects that stand in each other more deeply than any side may have to follow."""
    if text.count(b"[") + text.count(b"{") <= most:
        return
    level = [value]
    for _ in range(most):
        inside = [each for each in level if isinstance(each, list | dict)]
        level = [part for each in inside for part in (each.values() if isinstance(each, dict) else each)]
    if any(isinstance(each, list | dict) for each in level):
        raise fail("change.malformed", reason="depth")


def _edit_json(edit: FieldEdit) -> dict[str, Any]:
    found: dict[str, Any] = dict(edit.extra)
    if edit.value is not UNSET:
        found["value"] = edit.value
    if edit.parent is not None:
        found["parent"] = edit.parent
    if edit.also:
        found["also"] = edit.also
    return found


def _body(change: Change) -> dict[str, Any]:
    body: dict[str, Any] = {
        **change.extra,
        "author": change.author,
        "fields": {name: _edit_json(edit) if edit.extra else edit for name, edit in change.fields.items()},
        "at_device": change.at_device,
    }
    if change.toolkit is not None:
        body["toolkit"] = change.toolkit
    if change.blobs:
        body["blobs"] = change.blobs
    return body


def _header(change: AnyChange) -> dict[str, Any]:
    return {
        "cid": change.cid,
        "device": change.device,
        "dseq": change.dseq,
        "kind": change.kind,
        "record": change.record,
        "op": change.op,
    }


def encode_body(change: Change) -> bytes:
    """Return the part of a change that an erase removes, as canonical JSON."""
    return _ENCODER.encode(_body(change))


def body_within(change: Change, data: bytes) -> bytes:
    """Return what `encode_body` does of a change that `decode_plain` read from these bytes, without writing it again.

    The body is what is left of canonical bytes without two rows of keys that stand together; no text holds them, as
    its quotation marks are escaped.
    """
    first = f'"cid":"{change.cid}","device":"{change.device}","dseq":{change.dseq},'.encode()
    last = f',"kind":"{change.kind}","op":"{change.op}","record":"{change.record}"'.encode()
    begin, end = data.find(first), data.rfind(last)
    if begin < 0 or end < begin:  # what has to be escaped in a name
        return encode_body(change)
    return b"".join((data[:begin], data[begin + len(first) : end], data[end + len(last) :]))


def without_hash_of(change: Change) -> bytes:
    """Return the canonical bytes of a change without its hash, which is their SHA-256."""
    return _ENCODER.encode({**_header(change), **_body(change)})


def hash_of(change: Change) -> str:
    """Return the SHA-256 of the canonical bytes, in hexadecimal digits."""
    return hashlib.sha256(without_hash_of(change)).hexdigest()


def seal(change: Change) -> Change:
    """Return the change with its hash; `change.malformed` if a value has no canonical form."""
    look_at_values(change)
    return msgspec.structs.replace(change, hash=hash_of(change))


def look_at_values(change: Change) -> None:
    """Raise `change.malformed` if a value has no canonical form."""
    for edit in change.fields.values():
        if edit.value is not UNSET:
            canonical(edit.value)


def encode(change: AnyChange) -> bytes:
    """Return a change as canonical JSON with its hash; an erased one has no `fields`."""
    body = _body(change) if isinstance(change, Change) else {}
    return _ENCODER.encode({**_header(change), **body, "hash": change.hash})


def without_hash(data: bytes) -> bytes:
    """Leave the hash out of a canonical change where it follows from the rest; else return the change as it is."""
    for found in _HASHED.finditer(data):
        rest = data[: found.start()] + data[found.end() :]
        if hashlib.sha256(rest).hexdigest().encode() == found[1]:
            return rest
    return data


def with_hash(data: bytes) -> bytes:
    """Undo `without_hash`; `change.malformed` for what is no JSON object."""
    try:
        parts: dict[str, Any] = _parts.decode(data)
        if "hash" in parts:
            return data
        parts["hash"] = hashlib.sha256(data).hexdigest()
        return _ENCODER.encode(parts)
    except (msgspec.DecodeError, UnicodeDecodeError, UnicodeEncodeError, RecursionError) as error:
        raise fail("change.malformed", reason=str(error)) from error


def with_hash_of(change: Change, data: bytes) -> bytes:
    """Return what `with_hash` makes of bytes that `decode_plain` read: the hash comes between the fields and the kind."""
    known = {"kind": change.kind, "op": change.op, "record": change.record}
    end = _ENCODER.encode(known if change.toolkit is None else {**known, "toolkit": change.toolkit})[1:]
    return b'%b"hash":"%b",%b' % (data[: -len(end)], change.hash.encode(), end)


def decode_plain(data: bytes) -> Change | None:
    """Read canonical bytes without a hash, in a third of the time of `decode`; None for what holds anything else as well."""
    try:
        found = _known.decode(data)
        # what was not understood, or is not how this version writes it, is missing there
        if _ENCODER.encode(found) != data or _EXTRA in data:
            return None
        if nested := [each.value for each in found.fields.values() if type(each.value) in _NESTED]:
            _look_at_depth(data, nested, _DEEPEST + 1)
        return Change(
            cid=found.cid,
            hash=hashlib.sha256(data).hexdigest(),
            device=found.device,
            author=found.author,
            dseq=found.dseq,
            kind=found.kind,
            record=found.record,
            op=found.op,
            fields=found.fields,
            at_device=found.at_device,
            toolkit=found.toolkit,
            blobs=found.blobs,
        )
    except (msgspec.DecodeError, UnicodeDecodeError, UnicodeEncodeError, RecursionError, ProblemError):
        return None


def decode(data: bytes) -> AnyChange:
    """Read what `encode` wrote, also by a newer version; `change.malformed` for anything else."""
    try:
        raw = msgspec.json.decode(data, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise fail("change.malformed", reason=str(error)) from error
    _look_at_depth(data, raw, _DEEPEST + _AROUND)
    body = {key: value for key, value in raw.items() if key not in _HEADER_KEYS and key != "hash"}
    header = {key: value for key, value in raw.items() if key in _HEADER_KEYS or key == "hash"}
    try:
        left = msgspec.convert(header, ErasedChange)
    except msgspec.ValidationError as error:
        raise fail("change.malformed", reason=str(error)) from error
    return join(left, body) if "fields" in raw else left


def decode_body(left: ErasedChange, body: bytes) -> Change:
    """Put a change together from its header and what `encode_body` wrote."""
    return join(left, msgspec.json.decode(body, type=dict[str, Any]))


def join(left: ErasedChange, body: dict[str, Any]) -> Change:
    """Put a change together from its header and its decoded body; `change.malformed` if it is no body."""
    try:
        fields = {name: _edit(raw) for name, raw in body["fields"].items()}
        return Change(
            cid=left.cid,
            hash=left.hash,
            device=left.device,
            dseq=left.dseq,
            kind=left.kind,
            record=left.record,
            op=left.op,
            author=msgspec.convert(body["author"], str),
            fields=fields,
            at_device=msgspec.convert(body["at_device"], str),
            toolkit=msgspec.convert(body.get("toolkit"), str | None),
            blobs=msgspec.convert(body.get("blobs", ()), tuple[str, ...]),
            extra={key: value for key, value in body.items() if key not in _BODY_KEYS},
        )
    except (KeyError, TypeError, AttributeError, msgspec.ValidationError) as error:
        raise fail("change.malformed", left.cid, reason=str(error)) from error


def _edit(raw: dict[str, Any]) -> FieldEdit:
    if len(raw) == 1 and "value" in raw:  # as most are
        return FieldEdit(raw["value"])
    return FieldEdit(
        value=raw.get("value", UNSET),
        parent=msgspec.convert(raw.get("parent"), str | None),
        also=msgspec.convert(raw.get("also", ()), tuple[str, ...]),
        extra={key: value for key, value in raw.items() if key not in _EDIT_KEYS},
    )


def without_content(change: AnyChange) -> ErasedChange:
    """Return what an erase leaves of a change."""
    return ErasedChange(
        change.cid, change.hash, change.device, change.dseq, change.kind, change.record, change.op
    )


def shape_fault(change: AnyChange, *, is_hashed: bool = False) -> str:
    """Return why a change cannot be genuine (an id, a hash that does not fit), or an empty string.

    `is_hashed`: its hash was made a moment ago of its canonical bytes.
    """
    are_ids = _ID.fullmatch(change.cid) and _ID.fullmatch(change.record) and _ID.fullmatch(change.device)
    if not are_ids or not _HASH.fullmatch(change.hash):
        return "id"
    if isinstance(change, Change):
        if not is_hashed and hash_of(change) != change.hash:
            return "hash"
        if change.op == ERASE and change.fields:
            return "erase"
    elif change.op == ERASE:
        return "erase"
    return ""
