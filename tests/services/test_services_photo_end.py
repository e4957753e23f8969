"""Photos without the mark at their end: taken where the picture is proven to be whole, and nothing of the camera's notes stays."""

import io
import random
import struct
import zlib

import pytest
from PIL import Image
from test_services_photos import code_of, noise, noted

from greenfield.services.photos import read_photo

EOI, IEND = b"\xff\xd9", b"\0\0\0\0IEND\xaeB`\x82"
CHANCE = random.Random(11)


def jpeg(size=(333, 219), **how):
    """A picture with plain and with busy places, and what a camera notes."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.paste(noise("RGB", (size[0] // 2, size[1] // 2)))
    kept = io.BytesIO()
    image.save(kept, "JPEG", exif=noted(), **how)
    return kept.getvalue()


def png(size=(120, 90)):
    kept = io.BytesIO()
    noise("RGB", size).save(kept, "PNG", exif=noted())
    return kept.getvalue()


def pixels(content):
    with Image.open(io.BytesIO(content)) as image:
        return image.convert("RGB").tobytes()


def written(tmp_path, content):
    path = tmp_path / "photo"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("padding", [0, 1, 5_000])
@pytest.mark.parametrize(
    "how",
    [{}, {"progressive": True}, {"subsampling": 0}, {"restart_marker_rows": 1}, {"quality": 20}],
    ids=["plain", "progressive", "every colour", "restarts", "rough"],
)
def test_a_whole_jpeg_without_its_end_is_taken(tmp_path, how, padding):
    whole = jpeg(**how)
    assert whole.endswith(EOI)
    photo = read_photo(written(tmp_path, whole[: -len(EOI)] + bytes(padding)))
    assert pixels(photo.content) == pixels(whole)
    assert photo.content.endswith(EOI)
    assert b"Awa" not in photo.content


@pytest.mark.parametrize("how", [{}, {"progressive": True}], ids=["plain", "progressive"])
@pytest.mark.parametrize("lost", [40, 400, 9_000])
def test_a_jpeg_of_which_something_is_missing_is_not_taken_for_a_whole_one(tmp_path, how, lost):
    whole = jpeg(**how)
    assert code_of(written(tmp_path, whole[:-lost] + bytes(5_000))) == "photo.unreadable"


def test_a_jpeg_without_its_end_that_something_follows_is_refused(tmp_path):
    notes = b"Awa Diop, 14.69 N 17.44 W"
    assert code_of(written(tmp_path, jpeg()[: -len(EOI)] + notes)) == "photo.unreadable"
    assert (
        code_of(written(tmp_path, jpeg()[: -len(EOI)] + bytes(900) + notes + bytes(9))) == "photo.unreadable"
    )


@pytest.mark.parametrize("padding", [0, 5_000])
def test_a_whole_png_without_its_end_is_taken(tmp_path, padding):
    whole = png()
    assert whole.endswith(IEND)
    photo = read_photo(written(tmp_path, whole[: -len(IEND)] + bytes(padding)))
    assert pixels(photo.content) == pixels(whole)
    assert photo.content.endswith(IEND)
    assert b"Awa" not in photo.content


def test_a_png_that_was_cut_off_or_is_followed_by_something_is_refused(tmp_path):
    whole = png()[: -len(IEND)]
    for content in (whole[:-1], whole[:-200] + bytes(400), whole + bytes(40) + b"Awa Diop"):
        assert code_of(written(tmp_path, content)) == "photo.unreadable"


def test_a_png_that_swells_is_refused_before_it_is_unpacked(tmp_path):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 9, 9, 8, 2, 0, 0, 0))
    swelling = zlib.compressobj(9)
    body = b"".join(swelling.compress(bytes(1 << 20)) for _ in range(600)) + swelling.flush()
    assert code_of(written(tmp_path, head + chunk(b"IDAT", body))) == "photo.unreadable"
