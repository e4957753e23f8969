"""What of a form is asked where: sections with their questions, units beside their numbers, repeats."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from greenfield.forms.definition import ROOT, Definition, Label, Questionnaire
from greenfield.forms.form import Form
from greenfield.toolkit.toolkit import Toolkit

UNIT_OF_PREVIOUS = "unit-of-previous"
_NUMBERS = frozenset({"int", "decimal"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with a field of its own; `unit` is the question on its unit, which is drawn inside it."""

    definition: Definition
    unit: Definition | None = None


@dataclass(frozen=True, slots=True)
class Repeated:
    """A repeat with what is asked in each of its instances."""

    definition: Definition
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A group with what stands in it; the questions outside of all groups have no definition."""

    definition: Definition | None
    parts: tuple["Part", ...]


Part = Asked | Repeated | Section


def sections(form: Form) -> tuple[Section, ...]:
    """Return the sections of a form in order; questions outside of groups make sections of their own."""
    found: list[Section] = []
    loose: list[Part] = []
    for part in _parts(form, form.definition(ROOT)):
        if isinstance(part, Section):
            _close(loose, found)
            found.append(part)
        else:
            loose.append(part)
    _close(loose, found)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is asked about the company, and what else."""

    about: tuple[Section, ...]
    others: tuple[Section, ...]


def parts_of(form: Form, toolkit: Toolkit) -> Parts:
    """Divide a form's sections into those that hold questions of the toolkit's profile, and the others."""
    wanted = set(toolkit.profile.values())
    about: list[Section] = []
    others: list[Section] = []
    for section in sections(form):
        names = {asked.definition.name for asked in questions_in(section)}
        (about if names & wanted else others).append(section)
    return Parts(tuple(about), tuple(others))


def questions_in(part: Part) -> Iterator[Asked]:
    """Yield the questions in a part, those of repeats included."""
    if isinstance(part, Asked):
        yield part
        return
    for inner in part.parts:
        yield from questions_in(inner)


def paths_in(parts: Iterable[Part]) -> frozenset[str]:
    """Return the paths of all questions in parts, units included."""
    return frozenset(
        one.path
        for part in parts
        for asked in questions_in(part)
        for one in (asked.definition, asked.unit)
        if one is not None
    )


def label_of(questionnaire: Questionnaire, definition: Definition, language: str) -> str:
    """Return a definition's label without an instance at hand: outputs in it are left out."""
    label = definition.control.label if definition.control else None
    if label is None:
        return ""
    if not label.itext:
        return _plain(label)
    for wanted in (language, questionnaire.default_language):
        for translation in questionnaire.translations:
            if translation.language == wanted and label.itext in translation.texts:
                text = _plain(translation.texts[label.itext])
                if text not in {"", "-"}:
                    return text
    return ""


def _plain(label: Label) -> str:
    return "".join(part for part in label.parts if isinstance(part, str)).strip()


def _close(loose: list[Part], found: list[Section]) -> None:
    if loose:
        found.append(Section(None, tuple(loose)))
        loose.clear()


def _parts(form: Form, around: Definition) -> tuple[Part, ...]:
    found: list[Part] = []
    for index in around.children:
        definition = form.definition(index)
        if definition.is_attribute:
            continue
        if definition.is_repeat or definition.children:
            parts = _parts(form, definition)
            if parts:
                found.append(
                    Repeated(definition, parts) if definition.is_repeat else Section(definition, parts)
                )
        elif definition.control is not None and not _is_head(definition):
            found.append(Asked(definition))
            _join_unit(found)
    return tuple(found)


def _is_head(definition: Definition) -> bool:
    """Tell whether it only shows choices above a table of others, each of which shows them itself here."""
    control = definition.control
    return (
        control is not None and control.tag in {"select1", "select"} and "label" in control.appearance.split()
    )


def _join_unit(found: list[Part]) -> None:
    """Put the last question into the one before, if it is that one's unit."""
    if len(found) < 2:
        return
    number, unit = found[-2], found[-1]
    if not (isinstance(number, Asked) and isinstance(unit, Asked)) or number.unit is not None:
        return
    control = unit.definition.control
    is_unit = (
        control is not None and control.tag == "select1" and UNIT_OF_PREVIOUS in control.appearance.split()
    )
    if is_unit and number.definition.type in _NUMBERS:
        found[-2:] = [Asked(number.definition, unit.definition)]
