"""Problems of photos."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "photo.unreadable": mark(
        "{where} cannot be read as a photo. Use a JPEG, PNG or WebP file; if the camera broke off while saving, take it again."
    ),
    "photo.too_large": mark(
        "{where} is too large: {megapixels} megapixels, {megabytes} MB. Greenfield takes photos of up to {most_megapixels} megapixels and {most_megabytes} MB. Save it smaller first."
    ),
}
