"""Photos that some telephones and tools write without the mark at their end, or with zeros in its place.

Such a file looks like one that was cut off. It gets its mark only where it is proven that the picture is all there, and that
nothing else stands behind it.
"""

import hashlib
import io
import struct
import zlib
from typing import Final

from greenfield.services.photo_metadata import without_metadata

MOST_PIXELS: Final = 25_000_000
"""A picture is decoded whole several times for the proof: 3 bytes a pixel."""
_JPEG, _EOI = b"\xff\xd8", b"\xff\xd9"
_PNG, _IEND = b"\x89PNG\r\n\x1a\n", b"\0\0\0\0IEND\xaeB`\x82"
_TAILS: Final = (bytes(64), b"\xaa" * 64)
_UNPROVEN: Final = 8
"""Bytes at the end of a JPEG that may be no part of the picture: too few to say anything."""
_MOST_UNPACKED: Final = 16 * MOST_PIXELS
_AT_ONCE: Final = 1 << 20


def with_end(content: bytes) -> bytes:
    """Return a JPEG (without what its camera noted) or PNG that has no end with its end; ValueError where something of it is missing, or may stand behind it."""
    if content.startswith(_JPEG):
        return _jpeg(content)
    if content.startswith(_PNG):
        return _png(content)
    msg = "breaks off"
    raise ValueError(msg)


def _jpeg(content: bytes) -> bytes:
    """Whatever would follow changes the picture of a JPEG that was cut off, and not that of a whole one."""
    data = content.rstrip(b"\0")
    if data.endswith(b"\xff"):  # a zero belongs to it
        data += b"\0"
    data = without_metadata(data + _EOI).removesuffix(_EOI)
    if not _is_whole(data) or _is_whole(data[:-_UNPROVEN]):
        msg = "no end"
        raise ValueError(msg)
    return data + _EOI


def _is_whole(data: bytes) -> bool:
    first, second = (_picture(data + tail + _EOI) for tail in _TAILS)
    return first == second


def _picture(content: bytes) -> bytes:
    from PIL import JpegImagePlugin  # noqa: PLC0415  loaded at first use

    with JpegImagePlugin.JpegImageFile(io.BytesIO(content), "") as image:
        if image.width * image.height > MOST_PIXELS:
            msg = "too large to prove"
            raise ValueError(msg)
        image.load()
        return hashlib.sha256(image.tobytes()).digest()


def _png(content: bytes) -> bytes:
    """Whole parts, of which those of the picture unpack to its end, and nothing but zeros behind them."""
    at, left = len(_PNG), _MOST_UNPACKED
    picture = zlib.decompressobj()
    while at + 12 <= len(content) and content[at : at + 8].strip(b"\0"):
        (length,) = struct.unpack_from(">I", content, at)
        part = content[at + 4 : at + 8 + length]
        if content[at + 8 + length : at + 12 + length] != struct.pack(">I", zlib.crc32(part)):
            break
        if part.startswith(b"IDAT"):
            left -= _unpack(picture, part[4:], left)
        at += 12 + length
    if not picture.eof or picture.unused_data or content[at:].strip(b"\0"):
        msg = "breaks off"
        raise ValueError(msg)
    return content[:at] + _IEND


def _unpack(picture: "zlib._Decompress", part: bytes, most: int) -> int:
    """Return how many bytes a part of the picture has unpacked; ValueError for one that swells."""
    size = 0
    try:
        while part:
            size += len(picture.decompress(part, _AT_ONCE))
            part = picture.unconsumed_tail
            if size > most:
                msg = "swells"
                raise ValueError(msg)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    return size
