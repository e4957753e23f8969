"""The texts of measures as the owner reads them, with this company's own figures in them."""

from collections.abc import Mapping

from greenfield.base.formats import Formats, unit_sign
from greenfield.base.languages import (
    LANGUAGES,
    SOURCE_LANGUAGE,
    find_language,
    form_language_code,
    pick_form_language,
)
from greenfield.base.texts import Texts, texts_for
from greenfield.services.open_visit import OpenVisit
from greenfield.toolkit.answers import SessionAnswers
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
        return self.filled(row.reason)

    def filled(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return a text of a measure by language code, its placeholders filled."""
        return {code: self.fill(text, code) for code, text in texts.items()}

    def answer(self, question: str, *, in_all: bool, row: int | None = None) -> dict[str, str]:
        """Return the answer to a question by language code: a choice by its label, a text as it was written.

        `in_all` False: in the form's language of the moment alone, which costs nothing. `row` is the row of the repeat
        in which the question stands, counted from 1.
        """
        session = self._opened.session
        names = session.form.questionnaire.languages if in_all else (session.language,)
        codes = [find_language(form_language_code(name) or name) or name for name in names if name]
        answers = self._answers(question, row)
        stored = answers.lookup(question)
        plain = stored if isinstance(stored, str) else ""
        if not in_all or len(codes) < 2:
            codes, labels = codes or [SOURCE_LANGUAGE], [answers.label(question)]
        else:
            labels = [self._label(question, code, answers) for code in codes]
        return {code: label or plain for code, label in zip(codes, labels, strict=True) if label or plain}

    def _answers(self, question: str, row: int | None) -> SessionAnswers:
        answers = self._opened.answers
        asked = self._opened.toolkit.outline.by_name.get(question)
        if row is None or asked is None or not asked.repeat:
            return answers
        return answers.rows(asked.repeat)[row - 1]

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
            return self._label(shown.name, language, self._opened.answers) or shown.value
        decimals = 0 if abs(shown.value) >= 100 else 2
        number = formats.number(shown.value, decimals)
        return f"{number}\u00a0{unit_sign(shown.unit)}" if shown.unit else number

    def _label(self, question: str, language: str, answers: SessionAnswers) -> str | None:
        """Return a chosen answer's label in a language; the form goes back to the language it had."""
        session = self._opened.session
        before = session.language
        name = pick_form_language(language, session.form.questionnaire.languages)
        if name is None or name == before:
            return answers.label(question)
        session.set_language(name)
        try:
            return answers.label(question)
        finally:
            session.set_language(before)
