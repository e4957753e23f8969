"""What the tests of exchange files share."""

import io
import struct
from datetime import UTC, datetime

import msgspec

from greenfield.services.sync.exchange.exporting import Wish, export_file
from greenfield.services.sync.exchange.importing import import_file
from greenfield.services.sync.identity import own_identities, own_recipient
from greenfield.store.connecting import driver_of
from greenfield.sync import wire
from greenfield.sync.exchange import frames
from greenfield.sync.exchange.sealing import Identities, Recipients, new_identity, recipient_of, seal
from greenfield.sync.messages import PROTO
from greenfield.vault.passphrase import Cost, Passphrase

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
SECRET = Passphrase("the mill stands still")
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
OPENING = frames.Opening(
    proto=PROTO,
    device="0" * 32,
    author="Awa",
    made_at="2026-03-10T12:00:00+00:00",
    program="1",
    choice="everything",
    photos=True,
)
IDENTITY = new_identity()
KEY = Identities((IDENTITY,))
TO_KEY = Recipients((recipient_of(IDENTITY),))


def carry(giver, taker, path, wish=None, **options):
    """Write a file for another workspace and take it in there."""
    export_file(giver, path, wish or Wish(), Recipients((own_recipient(taker),)), clock=lambda: NOON)
    return import_file(taker, path, own_identities(taker), **options)


def log_of(workspace):
    """Everything that a workspace holds of records: changes without places, entries, whole files, what is kept aside."""
    with workspace.read() as connection:
        driver = driver_of(connection)
        return {
            name: sorted(driver.execute(query).fetchall(), key=repr)
            for name, query in {
                "changes": "SELECT cid, hash, body FROM change",
                "entries": "SELECT record, field, cid, value, standing FROM any_entry",
                "files": "SELECT sha256, size FROM blob WHERE complete = 1",
                "parts": "SELECT sha256 FROM blob WHERE complete = 0",
                "aside": "SELECT cid, reason FROM aside",
            }.items()
        }


def frame(sign, body):
    return struct.pack(">cI", sign, len(body)) + body


def message(sign, said):
    """A frame with a message: a struct, or anything that JSON can say."""
    packed = (
        wire.pack(said) if isinstance(said, msgspec.Struct) else wire.zstd.compress(msgspec.json.encode(said))
    )
    return frame(sign, packed)


def sealed(*parts, to=TO_KEY):
    """A file with these bytes inside, sealed as a genuine one is."""
    target = io.BytesIO()
    seal(io.BytesIO(b"".join(parts)), target, to, cost=CHEAP)
    target.seek(0)
    return target


def begin(**other):
    return message(frames.OPENING, msgspec.structs.replace(OPENING, **other))


def end(changes=0, files=0):
    return message(frames.ENDING, frames.Ending(changes=changes, files=files))
