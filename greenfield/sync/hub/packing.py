"""The state of a record as bytes: all entries of all fields, each change named once."""

from typing import Any, Final

import msgspec

from greenfield.records.heads import Entry
from greenfield.records.merge import RecordState

_encoder: Final = msgspec.msgpack.Encoder()
_decoder: Final = msgspec.msgpack.Decoder()


def pack_state(state: RecordState) -> bytes:
    """Return the entries of a state as bytes."""
    numbers: dict[str, int] = {}
    fields: dict[str, list[list[Any]]] = {}
    for name, entries in state.fields.items():
        fields[name] = [
            [
                numbers.setdefault(each.cid, len(numbers)),
                each.value,
                *[numbers.setdefault(cid, len(numbers)) for cid in each.named],
            ]
            for each in entries.values()
        ]
    return _encoder.encode([list(numbers), fields])


def unpack_state(record: str, kind: str, packed: bytes) -> RecordState:
    """Return the state that was packed."""
    cids, packed_fields = _decoder.decode(packed)
    fields = {}
    for name, rows in packed_fields.items():
        entries = {}
        for number, value, *named in rows:
            cid = cids[number]
            entries[cid] = Entry(cid, value, tuple([cids[each] for each in named]))
        fields[name] = entries
    return RecordState(record, kind, fields)
