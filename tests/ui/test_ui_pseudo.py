from greenfield.base.texts import texts_for
from greenfield.ui.pseudo import LongerTexts, MirroredTexts, longer


def test_texts_get_two_fifths_longer_and_show_whether_their_end_was_cut():
    text = longer("The workspace was closed and is safe on this computer.")
    assert text.startswith("[The workspace")
    assert text.endswith("]")
    assert 1.35 <= len(text) / 54 <= 1.45
    assert longer("") == ""
    assert len(longer("Go")) >= 5


def test_placeholders_and_plurals_are_filled_before():
    texts = LongerTexts(texts_for("en"))
    assert "3 answers" in texts.plural("{count} answer", "{count} answers", 3)
    assert "Bakery" in texts("Open {name}", name="Bakery")
    assert texts.language == "en"


def test_mirrored_texts_begin_as_arabic_does():
    texts = MirroredTexts(texts_for("en"))
    assert texts("Open") == "\u200fOpen"
    assert texts.plural("{count} answer", "{count} answers", 1) == "\u200f1 answer"
