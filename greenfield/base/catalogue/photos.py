"""Problems of photos."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "photo.unreadable": mark(
        "{where} cannot be read as a photo. Use a JPEG, PNG or WebP file; if the camera broke off while saving, take it again."
    ),
    "photo.not_allowed": mark(
        "{where} has not agreed to photos. Ask the owner, and note the agreement with the company first."
    ),
    "photo.no_question": mark(
        "The form has no question “{where}”. Give the name of a question, or leave it out."
    ),
    "photo.too_large": mark(
        "{where} is too large: {megapixels} megapixels, {megabytes} MB. Greenfield takes JPEG photos of up to {most_megapixels} megapixels, others of up to {most_of_others}, and no more than {most_megabytes} MB. Save it smaller first."
    ),
}
