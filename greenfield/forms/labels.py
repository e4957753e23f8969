"""Texts of a form in the language of a session, with the answers that stand in them."""

from collections.abc import Mapping

from greenfield.forms.definition import Label
from greenfield.forms.evaluation.instance import Item
from greenfield.forms.evaluation.scope import Scope, World
from greenfield.forms.form import Form
from greenfield.forms.node import NO_MEDIA

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
        names = dict.fromkeys((questionnaire.default_language, language))
        chosen = [t for name in names for t in questionnaire.translations if t.language == name]
        self._media = [t.media for t in chosen if t.media]
        self._other = [t.other for t in chosen if t.other]
        self._texts = by_language.get(language, {})
        self._default = by_language.get(questionnaire.default_language, {})
        self._being_shown: set[str] = set()
        """The ids of texts on the way: one that has itself in it would never end."""

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
        """Return a translated text by its id, empty for an id that the form does not have, or inside of itself."""
        label = self._texts.get(text_id)
        if (
            label is None
            or not label.parts
            or (label.parts == (_MISSING,) and self._texts is not self._default)
        ):
            label = self._default.get(text_id, label)
        if label is None or label.itext or text_id in self._being_shown:
            return ""
        self._being_shown.add(text_id)
        try:
            return self.show(label, item, world)
        finally:
            self._being_shown.discard(text_id)

    @property
    def has_media(self) -> bool:
        """Tell whether files belong to any text of the form."""
        return bool(self._media)

    def media(self, label: Label | None) -> Mapping[str, str]:
        """Return the files that belong to a text by form: `image`, `big-image`, `audio`, `video`."""
        if not self._media or label is None or not label.itext:
            return NO_MEDIA
        return self.media_by_id(label.itext)

    def media_by_id(self, text_id: str) -> Mapping[str, str]:
        """Return the files that belong to a text by its id; what a language lacks is the default one's."""
        found: dict[str, str] = {}
        for media in self._media:
            found.update((form, name) for form, name in media.get(text_id, {}).items() if name != _MISSING)
        return found or NO_MEDIA

    def other(self, label: Label | None, form: str, item: Item, world: World) -> str:
        """Return another form of a text, `guidance` or `short`; empty where there is none."""
        if not self._other or label is None or not label.itext:
            return ""
        for texts in reversed(self._other):
            found = texts.get(label.itext, {}).get(form)
            if found is not None and found.parts not in {(), (_MISSING,)}:
                return self.show(found, item, world)
        return ""
