"""Messages as bytes: JSON, compressed by zstd, never unpacked beyond a limit."""

import sys
from typing import Final, TypeVar

import msgspec

from greenfield.base.problem import fail

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MEDIA_TYPE: Final = "application/json"
ENCODING: Final = "zstd"
LEVEL: Final = 9
UNPACKED_LIMIT: Final = 16 * 1024 * 1024

_NARROW: Final[dict[int, int]] = {int(zstd.DecompressionParameter.window_log_max): 24}
"""A frame may ask for no more memory than its content may have."""

_encoder = msgspec.json.Encoder()
Message = TypeVar("Message")


def pack(message: msgspec.Struct) -> bytes:
    """Return a message as compressed bytes."""
    return zstd.compress(_encoder.encode(message), LEVEL)


def unpack(data: bytes, kind: type[Message], *, limit: int = UNPACKED_LIMIT) -> Message:
    """Read a message; `sync.malformed` for what is none, `sync.too_large` for more than `limit` bytes unpacked."""
    try:
        return msgspec.json.decode(unpacked(data, limit=limit), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise fail("sync.malformed", reason=str(error)) from error


def unpacked(data: bytes, *, limit: int = UNPACKED_LIMIT) -> bytes:
    """Decompress; `sync.malformed` for what is damaged or cut off, `sync.too_large` beyond the limit."""
    unpacker = zstd.ZstdDecompressor(options=_NARROW)
    try:
        found = unpacker.decompress(data, max_length=limit + 1)
    except zstd.ZstdError as error:
        raise fail("sync.malformed", reason=str(error)) from error
    if len(found) > limit:
        raise fail("sync.too_large", limit=limit)
    if not unpacker.eof or unpacker.unused_data:
        raise fail("sync.malformed", reason="cut off")
    return found
