"""Problems of documents: fonts, and what a page cannot show."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "document.font_unreadable": mark(
        "The font {where} is missing or damaged, so no document can be written. Install Greenfield again, "
        "or in a checkout run “make build”."
    ),
    "document.no_glyph": mark(
        "The document shows a replacement sign for some characters, because no font has them: {characters}. "
        "Write them in another way where they matter."
    ),
    "signature.no_name": mark("A signature needs the name of whoever signs. Please write it."),
    "signature.not_drawn": mark("Nothing has been drawn yet. Please sign in the field."),
    "document.not_printed": mark(
        "The printer {where} did not take the document. Check that it is on and has paper, or save the document as "
        "PDF and print it elsewhere."
    ),
}
