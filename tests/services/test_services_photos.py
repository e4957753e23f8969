import contextlib
import hashlib
import io
import random
import struct
import zlib

import pytest
from PIL import Image, ImageCms, ImageOps
from PIL.PngImagePlugin import PngInfo

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
    assert b"Awa" not in photo.content + photo.thumbnail


def noted(turned=6):
    """What a telephone writes beside the picture."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x010F] = turned, "Bread of Awa", "Camera of Awa"
    exif.get_ifd(0x8825)[2] = (14.0, 47.0, 31.5)
    exif.get_ifd(0x8769)[0x9003] = "2026:03:10 09:00:00 Awa"
    return exif


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
def test_what_the_camera_noted_is_left_out_and_the_picture_stays_as_it_is_and_upright(
    tmp_path, ending, turned
):
    path = tmp_path / f"a.{ending}"
    with_text = PngInfo()
    with_text.add_text("Comment", "by Awa")
    rest = {
        "jpg": {"comment": b"by Awa", "progressive": True},
        "png": {"pnginfo": with_text},
        "webp": {"xmp": b"Awa"},
    }
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    noise("RGB").save(path, exif=noted(turned), icc_profile=profile, **rest[ending])
    # films and small pictures that telephones put behind the end
    path.write_bytes(path.read_bytes() + (b"ftypmp42 of Awa" if ending != "webp" else b""))
    photo = read_photo(path)
    assert b"Awa" in path.read_bytes()
    assert b"Awa" not in photo.content
    with Image.open(io.BytesIO(photo.content)) as kept, Image.open(path) as before:
        assert kept.tobytes() == before.tobytes()
        assert kept.info["icc_profile"] == profile
        said = dict(kept.getexif())
        assert said.get(0x0112, 1) == turned
        assert set(said) <= {0x0112}
        assert kept.getexif().get_ifd(0x8825) == {}
        assert ImageOps.exif_transpose(kept).size == ImageOps.exif_transpose(before).size
    assert read_photo_again(photo, tmp_path).content == photo.content


@pytest.mark.parametrize("stray", [b"\0\1\2", b"Awa", b"\xff\xff"], ids=["zeros", "text", "padding"])
def test_stray_bytes_between_the_parts_of_a_photo_are_passed_over(tmp_path, stray):
    """Some telephones write such, and every program shows the picture."""
    path = tmp_path / "a.jpg"
    noise("RGB").save(path, exif=noted(), progressive=True)
    whole = path.read_bytes()
    for part in (b"\xff\xdb", b"\xff\xc4"):
        at = whole.index(part, whole.index(b"\xff\xdb"))
        path.write_bytes(whole[:at] + stray + whole[at:])
        photo = read_photo(path)
        assert b"Awa" not in photo.content
        with Image.open(io.BytesIO(photo.content)) as kept, Image.open(path) as before:
            assert kept.tobytes() == before.tobytes()
            assert kept.getexif().get(0x0112) == 6


def read_photo_again(photo, folder):
    """Read what is kept: nothing more is left out."""
    (folder / "again").write_bytes(photo.content)
    return read_photo(folder / "again")


def test_what_is_kept_and_what_goes_over_the_line_is_the_photo_without_notes(workspace, visit, tmp_path):
    path = tmp_path / "oven.jpg"
    noise("RGB").save(path, exif=noted())
    attach_photo(workspace, visit, read_photo(path))
    with workspace.read() as connection:
        (kept,) = attachments_of(connection, visit.visit.id)
    content = workspace.blob(kept.text("blob"))
    assert kept.text("blob") == hashlib.sha256(content).hexdigest()
    assert kept.fields["size"] == len(content)
    assert b"Awa" not in content + workspace.blob(kept.text("thumbnail"))


@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
def test_bytes_that_were_changed_are_read_or_named_and_nothing_else(tmp_path, ending):
    path, chance = tmp_path / f"a.{ending}", random.Random(2)
    noise("RGB", (60, 40)).save(path, exif=noted())
    whole = path.read_bytes()
    for _ in range(300):
        broken = bytearray(whole[: chance.randrange(1, len(whole) + 1)])
        for _ in range(chance.randrange(4)):
            broken[chance.randrange(min(len(broken), 400))] = chance.randrange(256)
        path.write_bytes(broken)
        with contextlib.suppress(ProblemError):
            read_photo(path)


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
