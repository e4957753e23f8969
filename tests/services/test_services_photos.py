import io
import random
import struct
import zlib

import pytest
from PIL import Image

from greenfield.base.problem import ProblemError
from greenfield.services.photos import MOST_PIXELS, attach_photo, read_photo
from greenfield.store.reading.plan import attachments_of


def picture(path, size=(40, 30)):
    Image.new("RGB", size, "green").save(path)
    return path


def code_of(path):
    with pytest.raises(ProblemError) as caught:
        read_photo(path)
    return caught.value.code


def huge_png(path, side):
    """A PNG that says how large it is and has no pixels: reading it must stop at what it says."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    )
    return path


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_photos_of_the_usual_kinds_are_read(tmp_path, kind):
    photo = read_photo(picture(tmp_path / f"a.{kind}"))
    assert (photo.width, photo.height) == (40, 30)
    assert photo.content == (tmp_path / f"a.{kind}").read_bytes()


def noise(mode, size=(900, 600)):
    """A picture that hardly compresses."""
    if mode == "I;16":
        return Image.frombytes(mode, size, random.Random(1).randbytes(2 * size[0] * size[1]))
    return Image.effect_noise(size, 80).convert(mode)


@pytest.mark.parametrize(
    ("mode", "ending"),
    [
        ("RGB", "jpg"),
        ("L", "jpg"),
        ("CMYK", "jpg"),
        ("RGBA", "png"),
        ("LA", "png"),
        ("P", "png"),
        ("RGB", "webp"),
    ],
)
def test_a_large_photo_has_a_small_picture_of_itself(tmp_path, mode, ending):
    path = tmp_path / f"a.{ending}"
    noise(mode).save(path)
    photo = read_photo(path)
    assert (photo.width, photo.height) == (900, 600)
    assert 0 < len(photo.thumbnail) < len(photo.content) / 2
    with Image.open(io.BytesIO(photo.thumbnail)) as small:
        assert small.format == "JPEG"
        assert small.size == (320, 213)


def test_a_small_picture_is_the_right_way_up_and_says_nothing_of_the_camera(tmp_path):
    path = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Awa"
    noise("RGB").save(path, exif=exif)
    photo = read_photo(path)
    with Image.open(io.BytesIO(photo.thumbnail)) as small:
        assert small.size == (213, 320)
        assert dict(small.getexif()) == {}
    assert b"Awa" in photo.content
    assert b"Awa" not in photo.thumbnail


def test_a_photo_without_a_small_picture_is_read_all_the_same(tmp_path):
    path = tmp_path / "a.png"
    noise("I;16").save(path, compress_level=0)
    assert read_photo(path).content == path.read_bytes()


def test_a_small_photo_needs_no_smaller_one(tmp_path):
    assert read_photo(picture(tmp_path / "a.jpg")).thumbnail == b""


def test_what_is_no_photo_is_named(tmp_path):
    (tmp_path / "a.jpg").write_text("not a photo")
    assert code_of(tmp_path / "a.jpg") == "photo.unreadable"
    (tmp_path / "empty.png").touch()
    assert code_of(tmp_path / "empty.png") == "photo.unreadable"
    assert code_of(tmp_path / "missing.jpg") == "file.unreadable"
    assert code_of(tmp_path) == "file.unreadable"


def test_half_a_photo_is_named(tmp_path):
    whole = picture(tmp_path / "a.jpg", (400, 300)).read_bytes()
    (tmp_path / "half.jpg").write_bytes(whole[: len(whole) // 2])
    assert code_of(tmp_path / "half.jpg") == "photo.unreadable"


def test_another_kind_of_picture_is_named(tmp_path):
    assert code_of(picture(tmp_path / "a.gif")) == "photo.unreadable"


@pytest.mark.parametrize("side", [int(MOST_PIXELS**0.5) + 1, 60_000])
def test_a_photo_is_judged_by_its_size_before_it_is_decoded(tmp_path, side):
    assert code_of(huge_png(tmp_path / "huge.png", side)) == "photo.too_large"


def test_a_photo_is_kept_with_its_visit_as_it_was(workspace, visit, tmp_path):
    photo = read_photo(picture(tmp_path / "oven.jpg"))
    record = attach_photo(workspace, visit, photo, question="insulation", caption="Oven door")
    with workspace.read() as connection:
        (kept,) = attachments_of(connection, visit.visit.id)
    assert kept.id == record
    assert (kept.text("caption"), kept.fields["width"]) == ("Oven door", 40)
    assert workspace.blob(kept.text("blob")) == photo.content


def test_a_photo_for_a_question_that_is_not_there_is_refused(workspace, visit, tmp_path):
    photo = read_photo(picture(tmp_path / "oven.jpg"))
    with pytest.raises(ProblemError) as caught:
        attach_photo(workspace, visit, photo, question="no_such_question")
    assert caught.value.code == "photo.no_question"


def test_without_the_companys_permission_no_photo_is_kept(workspace, visit, tmp_path):
    with workspace.unit() as unit:
        unit.set(visit.visit.company, {"photos": "none"})
    with pytest.raises(ProblemError) as caught:
        attach_photo(workspace, visit, read_photo(picture(tmp_path / "oven.jpg")))
    assert caught.value.code == "photo.not_allowed"
