"""Catalogues of a toolkit's texts: the template, bringing translations up to date, and what is wrong with them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from greenfield.base import resources
from greenfield.base.languages import LANGUAGES, SOURCE_LANGUAGE
from greenfield.base.problem import Place, Problem, fail
from greenfield.toolkit.manifest import manifest_of
from greenfield.toolkit.read import read_form
from greenfield.toolkit.translation import catalogue_path, load_catalogues, messages_of

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_PLACEHOLDER = re.compile(r"\$?\{[^{}]*\}")
_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
_WIDTH = 110


def translations_folder() -> Path:
    """Return the folder of gettext catalogues, which only a checkout has."""
    return resources.source().parent / "translations"


def languages_in(root: Path) -> tuple[str, ...]:
    """Return the languages into which anything is translated below `root`."""
    return tuple(
        code for code in LANGUAGES if code != SOURCE_LANGUAGE and any(root.glob(f"{code}/LC_MESSAGES/*.po"))
    )


def template_of(source: Path) -> tuple[str, "Catalog"]:
    """Return a toolkit's id and the catalogue of its texts, untranslated.

    ProblemError as `read_form` and `manifest_of`; `package.needs_sheets` for an XForm.
    """
    from babel.messages.catalog import Catalog  # noqa: PLC0415  loaded at first use

    form = read_form(source)
    if form.sheets is None:
        raise fail("package.needs_sheets", form.name)
    manifest = manifest_of(form.sheets)
    template = Catalog(project=manifest.id, version=manifest.version, charset="utf-8")
    for message in messages_of(form.sheets):
        template.add(message.text, context=message.context)
    return manifest.id, template


def template_path(root: Path, toolkit: str) -> Path:
    """Return where the template of a toolkit stands."""
    return root / f"{toolkit.replace('-', '_')}.pot"


def written(catalogue: "Catalog", header: str = _HEADER) -> bytes:
    """Return a catalogue as a file; no dates in it, so that the same texts give the same bytes."""
    from babel.messages.pofile import write_po  # noqa: PLC0415  loaded at first use

    target = BytesIO()
    write_po(target, catalogue, width=_WIDTH, omit_header=True, ignore_obsolete=True)
    return f"{header}\n".encode() + target.getvalue()


def update(source: Path, root: Path) -> list[Path]:
    """Write a toolkit's template and bring its catalogues below `root` up to date; return what was written.

    New texts come in empty, changed ones keep their translation and are marked fuzzy, others are dropped.
    """
    toolkit, template = template_of(source)
    paths = [template_path(root, toolkit)]
    paths[0].parent.mkdir(parents=True, exist_ok=True)
    paths[0].write_bytes(written(template))
    for language, catalogue in load_catalogues(root, toolkit).items():
        path = catalogue_path(root, language, toolkit)
        header = path.read_text(encoding="utf-8").split("\n\n", 1)[0] + "\n"
        _bring_up_to_date(catalogue, template)
        path.write_bytes(written(catalogue, header))
        paths.append(path)
    return paths


def _bring_up_to_date(catalogue: "Catalog", template: "Catalog") -> None:
    before = {message.context: message.string for message in catalogue if message.id}
    catalogue.update(template, no_fuzzy_matching=True)
    for message in catalogue:
        old = before.get(message.context)
        if message.id and not message.string and old:
            message.string = old
            message.flags.add("fuzzy")


def check_catalogues(source: Path, root: Path, languages: Sequence[str]) -> Iterator[Problem]:
    """Yield what is stale, missing, fuzzy, or has other placeholders than the English, by catalogue."""
    toolkit, template = template_of(source)
    path = template_path(root, toolkit)
    if path.is_file() and path.read_bytes() != written(template):
        yield Problem("translation.stale", Place(path.name))
    catalogues = load_catalogues(root, toolkit)
    for language in languages:
        if language not in catalogues:
            place = Place(catalogue_path(root, language, toolkit).as_posix())
            yield Problem("translation.no_catalogue", place, {"language": LANGUAGES[language]})
    for language, catalogue in catalogues.items():
        where = f"{language}/{catalogue_path(root, language, toolkit).name}"
        yield from _catalogue_problems(where, catalogue, template)


def _catalogue_problems(where: str, catalogue: "Catalog", template: "Catalog") -> Iterator[Problem]:
    for message in template:
        text = str(message.id)
        if not text:
            continue
        found = catalogue.get(text, context=message.context)
        place = Place(where, column=message.context or "")
        if found is None or not found.string:
            yield Problem("translation.missing", place, {"text": text})
        elif found.fuzzy:
            yield Problem("translation.fuzzy", place, {"text": text})
        elif Counter(_PLACEHOLDER.findall(text)) != Counter(_PLACEHOLDER.findall(str(found.string))):
            placeholders = " ".join(_PLACEHOLDER.findall(text)) or "–"
            yield Problem("translation.placeholders", place, {"text": text, "placeholders": placeholders})
    for message in catalogue:
        if message.id and template.get(str(message.id), context=message.context) is None:
            place = Place(where, column=message.context or "")
            yield Problem("translation.obsolete", place, {"text": str(message.id)})
