"""The texts of measures as the owner reads them, with this company's own figures in them."""

from greenfield.base.formats import Formats, unit_sign
from greenfield.base.languages import LANGUAGES, pick_form_language
from greenfield.base.texts import Texts, texts_for
from greenfield.services.open_visit import OpenVisit
from greenfield.toolkit.inventory import Inventory
from greenfield.toolkit.reading import Reading
from greenfield.toolkit.reasons import Shown, fill_text
from greenfield.toolkit.toolkit import MeasureRow


class MeasureTexts:
    """Fills the reasons of measures from one visit, in each language of its toolkit."""

    def __init__(self, opened: OpenVisit, inventory: Inventory) -> None:
        """Read from an open visit and its inventory."""
        self._opened = opened
        self._inventory = inventory

    def reason(self, row: MeasureRow) -> dict[str, str]:
        """Return the reason of a measure by language code."""
        return {code: self.fill(text, code) for code, text in row.reason.items()}

    def fill(self, text: str, language: str) -> str:
        """Return a text with its placeholders filled, in one language."""
        known = language if language in LANGUAGES else "en"
        read: Reading = self._opened.evaluation.reading(self._opened.answers)
        formats, texts = Formats(known), texts_for(known)
        return fill_text(
            text, self._inventory, read, lambda shown: self._write(shown, language, formats, texts)
        )

    def _write(self, shown: Shown, language: str, formats: Formats, texts: Texts) -> str:
        if shown.value is None:
            return texts("an unknown amount")
        if shown.kind == "cost":
            return formats.money(float(shown.value), self._inventory.currency)
        if isinstance(shown.value, str):
            return self._label(shown.name, language) or shown.value
        decimals = 0 if abs(shown.value) >= 100 else 2
        number = formats.number(shown.value, decimals)
        return f"{number}\u00a0{unit_sign(shown.unit)}" if shown.unit else number

    def _label(self, question: str, language: str) -> str | None:
        """Return a chosen answer's label in a language; the form goes back to the language it had."""
        session = self._opened.session
        before = session.language
        name = pick_form_language(language, session.form.questionnaire.languages)
        if name is None or name == before:
            return self._opened.answers.label(question)
        session.set_language(name)
        try:
            return self._opened.answers.label(question)
        finally:
            session.set_language(before)
