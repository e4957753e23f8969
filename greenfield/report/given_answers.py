"""What was answered, as values that a document prints in the language of its reader."""

from collections.abc import Mapping
from dataclasses import dataclass

from greenfield.base.languages import pick_form_language


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as stored, its question as read, and the labels of what was chosen; `kind` as `forms.node` has it."""

    question: str
    kind: str
    value: str
    appearance: str = ""
    chosen: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A group, or one instance of a repeat: `number` counts its instances from 1, and is None for a group."""

    title: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class GivenPart:
    """Answers that stand together: in which parts of the form, from outside to inside, and the answers in order."""

    parts: tuple[Part, ...]
    answers: tuple[GivenAnswer, ...]


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """The answers in each of the form's languages, by the form's name for it; and photos of no question."""

    by_language: Mapping[str, tuple[GivenPart, ...]]
    photos: tuple[str, ...] = ()

    def in_language(self, language: str) -> tuple[GivenPart, ...]:
        """Return the answers in a language (one of our codes), else in the form's default language."""
        name = pick_form_language(language, list(self.by_language))
        return self.by_language.get(name or "") or next(iter(self.by_language.values()), ())
