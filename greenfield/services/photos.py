"""Photos: read with limits before anything of them is kept."""

import io
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from greenfield.base.problem import ProblemError, fail
from greenfield.services.companies import are_permitted
from greenfield.services.open_visit import OpenVisit
from greenfield.services.photo_end import with_end
from greenfield.services.photo_metadata import without_metadata
from greenfield.store.reading.companies import find_company
from greenfield.store.workspace import Workspace

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

MOST_BYTES = 50_000_000
MOST_PIXELS = 120_000_000
MOST_PIXELS_OF_OTHERS = 25_000_000
"""Of kinds other than JPEG, which can only be decoded whole: 4 to 12 bytes a pixel."""
SMALL_ENOUGH = 64 * 1024
"""Bytes; a photo that has no more needs no thumbnail."""
THUMBNAIL_PIXELS = 320
_KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that was read whole: its bytes, what they are, and its size in pixels.

    The bytes are those of the file without what the camera noted beside the picture (place, time, device). `thumbnail` is a small
    JPEG of it, empty where the photo itself is small enough: it goes over a line first.
    """

    content: bytes
    media_type: str
    width: int
    height: int
    name: str
    thumbnail: bytes = b""


def read_photo(path: Path) -> Photo:
    """Return the photo in a file, decoded once to be sure that it is whole.

    Raises ProblemError `file.unreadable`, `photo.unreadable` or `photo.too_large`; the size is judged before
    anything is decoded.
    """
    try:
        length = path.stat().st_size
        if length > MOST_BYTES:
            raise _too_large(path, length, 0)
        content = path.read_bytes()
    except OSError as error:
        raise fail("file.unreadable", str(path), reason=error.strerror or str(error)) from error
    return decode_photo(content, path)


def decode_photo(content: bytes, path: Path) -> Photo:
    """Return the photo in these bytes; `path` names it in problems. Raises as `read_photo` does.

    Decoding takes at most about 300 MB of memory, whatever the bytes say of themselves.
    """
    try:
        content = _stripped(content)
        with _opened(content) as image:
            width, height = image.size
            kind = str(image.format)
            most = MOST_PIXELS if kind == "JPEG" else MOST_PIXELS_OF_OTHERS
            if width * height > most:
                raise _too_large(path, len(content), width * height)
            if kind == "JPEG":
                # Every byte is read, an eighth of each side is made, or as much as a thumbnail needs.
                image.draft("RGB", (max(width // 8, THUMBNAIL_PIXELS), max(height // 8, THUMBNAIL_PIXELS)))
            image.load()
            thumbnail = _small(image) if len(content) > SMALL_ENOUGH else b""
            return Photo(content, _KINDS[kind], width, height, path.name, thumbnail)
    except ProblemError:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, struct.error) as error:
        raise fail("photo.unreadable", path.name) from error


def _stripped(content: bytes) -> bytes:
    """Return a photo without what its camera noted; one without its end gets it, where the picture is proven to be whole."""
    try:
        return without_metadata(content)
    except ValueError:
        return without_metadata(with_end(content))


def _opened(content: bytes) -> "ImageFile":
    """Return an image of which only the head was read.

    Not by `Image.open`: it refuses a large one without telling how large it is.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  loaded at first use

    Image.preinit()
    Image.init()
    for kind in _KINDS:
        make, accept = Image.OPEN[kind]
        if accept is not None and accept(content[:16]) is True:
            return make(io.BytesIO(content), "")
    raise UnidentifiedImageError


def _small(image: "ImageFile") -> bytes:
    """Return a small JPEG of a decoded image, the right way up; nothing for the rare kind that has none."""
    from PIL import Image, ImageOps  # noqa: PLC0415  loaded at first use

    image.thumbnail((THUMBNAIL_PIXELS, THUMBNAIL_PIXELS))
    try:
        small = ImageOps.exif_transpose(image)
        flat = Image.new("RGB", small.size, "white")
        if small.has_transparency_data:
            seen = small.convert("RGBA")
            flat.paste(seen, mask=seen.getchannel("A"))
        else:
            flat.paste(small.convert("RGB"))
        written = io.BytesIO()
        flat.save(written, "JPEG", quality=70)
    except ValueError:
        return b""
    return written.getvalue()


def _too_large(path: Path, length: int, pixels: int) -> ProblemError:
    return fail(
        "photo.too_large",
        path.name,
        megapixels=round(pixels / 1e6) or "?",
        megabytes=round(length / 1e6),
        most_megapixels=round(MOST_PIXELS / 1e6),
        most_of_others=round(MOST_PIXELS_OF_OTHERS / 1e6),
        most_megabytes=round(MOST_BYTES / 1e6),
    )


def attach_photo(
    workspace: Workspace,
    opened: OpenVisit,
    photo: Photo,
    *,
    question: str = "",
    caption: str = "",
    measure: str = "",
) -> str:
    """Keep a photo with a visit, or with the record of one of its measures, byte for byte; return its record.

    Raises ProblemError `photo.not_allowed` if the company does not permit photos, `photo.no_question` for a
    question that the form does not have.
    """
    with workspace.read() as connection:
        company = find_company(connection, opened.visit.company)
    if not are_permitted(company):
        raise fail("photo.not_allowed", company.name)
    if question and all(path.rpartition("/")[2] != question for path in opened.session.form.layout.by_path):
        raise fail("photo.no_question", question)
    with workspace.unit() as unit:
        blob = unit.put_blob(photo.content)
        small = {"thumbnail": unit.put_blob(photo.thumbnail)} if photo.thumbnail else {}
        return unit.create(
            "attachment",
            {
                "subject": measure or opened.visit.id,
                "name": photo.name,
                "media_type": photo.media_type,
                "caption": caption,
                "question": question,
                "size": len(photo.content),
                "width": photo.width,
                "height": photo.height,
                "blob": blob,
                **small,
            },
            blobs=[blob, *small.values()],
        )
