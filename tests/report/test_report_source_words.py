"""What kind of source a figure has is said in the reader's language."""

from greenfield.base.texts import texts_for
from greenfield.report.source_words import set_title, source_words


def test_the_marks_of_a_source_are_translated_and_the_rest_stays():
    french = texts_for("fr", "document")
    assert source_words("Fercell (maker), Rowlinson; TTJ (press), Biomass", french) == (
        "Fercell (fabricant), Rowlinson; TTJ (presse), Biomass"
    )
    assert source_words("QPL (seller); vesma.com (web page)", french) == "QPL (vendeur); vesma.com (page web)"
    assert source_words("WRAP (recycle at work)", french) == "WRAP (recycle at work)"
    assert source_words("EXAIR (maker)", texts_for("en", "document")) == "EXAIR (maker)"


def test_the_set_that_comes_along_has_a_translated_title_and_no_other():
    french = texts_for("fr", "document")
    assert set_title("US reference", french) == "Référence des États-Unis"
    assert set_title("Members of our centre", french) == "Members of our centre"
