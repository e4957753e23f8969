"""Problems of languages and of files that belong to the program."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "language.unknown": mark(
        "Greenfield has no texts in the language “{where}”. Choose one of these: {known}."
    ),
    "resource.missing": mark(
        "The program's file {where} is missing. Install Greenfield again, or in a checkout run “make build”."
    ),
    "file.unreadable": mark(
        "The file {where} cannot be read: {reason}. Check that it exists and that you may open it."
    ),
    "file.not_json": mark(
        "{where} is not a JSON document: {reason}. Check that it is the right file and was saved whole."
    ),
    "file.unwritable": mark(
        "The file {where} cannot be written: {reason}. Choose another folder, or free some space."
    ),
}
