"""Photos that somebody drops, chooses or pastes: which there are, and their bytes."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QImageWriter

from greenfield.base.problem import fail
from greenfield.services.photos import MOST_PIXELS_OF_OTHERS, Photo, decode_photo, read_photo

CLIPBOARD = "clipboard.png"
_LARGE = "clipboard.jpg"
_MOST_PIXELS_PASTED = 200_000_000


def files_in(data: QMimeData) -> list[Path]:
    """Return the files of this machine that a drop or the clipboard names."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def image_in(data: QMimeData) -> QImage | None:
    """Return the picture itself that the clipboard holds, None if it holds none."""
    image = data.imageData() if data.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def has_photo(data: QMimeData) -> bool:
    """Tell whether a drop or the clipboard may hold a photo."""
    return data.hasImage() or bool(files_in(data))


def read_file(path: Path) -> Photo:
    """Return the photo in a file; raises as `read_photo` does. Fit for the background."""
    return read_photo(path)


def read_image(image: QImage) -> Photo:
    """Return a pasted picture as a photo; raises as `decode_photo` does. Fit for the background."""
    pixels = image.width() * image.height()
    large = pixels > MOST_PIXELS_OF_OTHERS
    name, kind = (_LARGE, b"JPEG") if large else (CLIPBOARD, b"PNG")
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if pixels > _MOST_PIXELS_PASTED or not QImageWriter(buffer, QByteArray(kind)).write(image):
        raise fail("photo.unreadable", name)
    return decode_photo(bytes(content.data()), Path(name))


def small_picture(content: bytes, height: int) -> QImage:
    """Return a photo scaled to a height, turned as the camera held it; an empty picture if it cannot be read."""
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and size.height() > 0:
        lying = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
        whole = size.width() if lying else size.height()
        reader.setScaledSize(size * (height / whole) if whole > height else QSize(size))
    return reader.read()
