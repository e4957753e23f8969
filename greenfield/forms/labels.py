"""Texts of a form in the language of a session, with the answers that stand in them."""

from collections.abc import Mapping

from greenfield.forms.definition import Label
from greenfield.forms.evaluation.instance import Item
from greenfield.forms.evaluation.scope import Scope, World
from greenfield.forms.form import Form

_MISSING = "-"  # what pyxform writes where a translation is missing


class Labels:
    """Looks up texts in one language, in the form's default language where one is missing."""

    def __init__(self, form: Form, language: str) -> None:
        """Use a language by the name that the form gives it."""
        self._form = form
        questionnaire = form.questionnaire
        by_language: dict[str, Mapping[str, Label]] = {
            t.language: t.texts for t in questionnaire.translations
        }
        self._texts = by_language.get(language, {})
        self._default = by_language.get(questionnaire.default_language, {})

    def show(self, label: Label | None, item: Item, world: World) -> str:
        """Return a text for an item, empty without one."""
        if label is None:
            return ""
        if label.itext:
            return self.by_id(label.itext, item, world)
        if len(label.parts) == 1 and isinstance(label.parts[0], str):
            return label.parts[0]
        index = item.definition.index
        scope = Scope(item, world)
        shown = (
            part if isinstance(part, str) else self._form.output(index, part)(scope) for part in label.parts
        )
        return "".join(shown)

    def by_id(self, text_id: str, item: Item, world: World) -> str:
        """Return a translated text by its id, empty for an id that the form does not have."""
        label = self._texts.get(text_id)
        if (
            label is None
            or not label.parts
            or (label.parts == (_MISSING,) and self._texts is not self._default)
        ):
            label = self._default.get(text_id, label)
        return self.show(label, item, world) if label is not None and not label.itext else ""
