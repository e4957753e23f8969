"""What a camera writes into a photo beside the picture (place, time, device, names): left out before the photo is kept.

The picture itself stays as it is, bit for bit. Kept are what it needs to be shown rightly: the colours that it means (ICC), and
which way is up. Left out is everything else, also what stands behind the end of the picture, as films of some telephones do.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Final

_JPEG, _PNG, _RIFF = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF"
_SOI, _EOI, _SOS, _APP0, _APP1, _APP2, _APP14, _APP15, _COM = (
    0xD8,
    0xD9,
    0xDA,
    0xE0,
    0xE1,
    0xE2,
    0xEE,
    0xEF,
    0xFE,
)
_STANDING_ALONE: Final = 0x01
_NEXT_MARKER: Final = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_ORIENTATION: Final = 0x0112
_KEPT_PNG: Final = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
        b"cICP",
    }
)
_KEPT_WEBP: Final = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_EXIF: Final = 0x08
_WEBP_FLAGS: Final = 0xFF & ~(_WEBP_EXIF | 0x04)
"""All but those that announce EXIF and XMP."""


def without_metadata(content: bytes) -> bytes:
    """Return a photo (JPEG, PNG, WebP) without what its camera noted; what is no such photo comes back as it is.

    Raises ValueError for one that breaks off.
    """
    try:
        if content.startswith(_JPEG):
            return b"".join(_jpeg(content))
        if content.startswith(_PNG):
            return b"".join(_png(content))
        if content.startswith(_RIFF) and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError) as error:
        msg = "breaks off"
        raise ValueError(msg) from error
    return content


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield _JPEG
    at, turned, marker = 2, False, 0
    while True:
        found = _NEXT_MARKER.search(content, at)
        if found is None:
            msg = "no end"
            raise ValueError(msg)
        if marker == _SOS:
            yield content[at : found.start()]
        # what stands between two other parts is no part of anything, and every reader passes over it
        at, marker = found.end(), content[found.end() - 1]
        if marker == _EOI:
            yield b"\xff\xd9"
            return
        if marker == _STANDING_ALONE:
            continue
        (length,) = struct.unpack_from(">H", content, at)
        body = content[at + 2 : at + length]
        at += length
        if marker == _APP1 and body.startswith(b"Exif\0\0"):
            if not turned and (exif := _upright(body[6:])):
                yield b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + b"Exif\0\0" + exif
            turned = True
        elif not _is_noted(marker, body):
            yield bytes((0xFF, marker)) + struct.pack(">H", length) + body


def _is_noted(marker: int, body: bytes) -> bool:
    """Tell whether a part of a JPEG says something beside the picture."""
    if marker == _COM:
        return True
    if not _APP0 <= marker <= _APP15:
        return False
    return not (
        (marker == _APP0 and body.startswith(b"JFIF\0"))
        or (marker == _APP2 and body.startswith(b"ICC_PROFILE\0"))
        or (marker == _APP14 and body.startswith(b"Adobe"))
    )


def _upright(exif: bytes) -> bytes:
    """Return EXIF that says nothing but which way is up, if the camera's own says it; else nothing."""
    turned = _orientation(exif)
    if not 1 < turned <= 8:
        return b""
    return b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, turned, 0, 0)


def _orientation(exif: bytes) -> int:
    """Return which way is up, from 1 to 8 as EXIF counts; 0 if that is not said."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    try:
        if order is None:
            return 0
        (first,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, first)
        for index in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, first + 2 + 12 * index)
            if tag == _ORIENTATION and kind == 3:
                return int(value)
    except struct.error:
        return 0
    return 0


def _png(content: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while True:
        (length,) = struct.unpack_from(">I", content, at)
        name = content[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(content) or len(name) < 4:
            msg = "breaks off"
            raise ValueError(msg)
        if name in _KEPT_PNG:
            yield content[at:end]
        elif name == b"eXIf" and (exif := _upright(content[at + 8 : end - 4])):
            yield struct.pack(">I", len(exif)) + name + exif + struct.pack(">I", zlib.crc32(name + exif))
        if name == b"IEND":
            return
        at = end


def _webp(content: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", content, 4)
    end, at, parts = min(8 + size, len(content)), 12, []
    while at + 8 <= end:
        name = content[at : at + 4]
        (length,) = struct.unpack_from("<I", content, at + 4)
        after = at + 8 + length + length % 2
        if at + 8 + length > len(content):
            msg = "breaks off"
            raise ValueError(msg)
        part = content[at:after]
        if name == b"VP8X":
            part = part[:8] + bytes((part[8] & _WEBP_FLAGS,)) + part[9:]
        if name in _KEPT_WEBP:
            parts.append(part)
        elif name == b"EXIF" and (exif := _upright(part[8 : 8 + length].removeprefix(b"Exif\0\0"))):
            parts.append(name + struct.pack("<I", len(exif)) + exif)
        at = after
    if parts and parts[0].startswith(b"VP8X") and any(part.startswith(b"EXIF") for part in parts):
        parts[0] = parts[0][:8] + bytes((parts[0][8] | _WEBP_EXIF,)) + parts[0][9:]
    body = b"WEBP" + b"".join(parts)
    return _RIFF + struct.pack("<I", len(body)) + body
