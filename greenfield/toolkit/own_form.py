"""A package of a centre's own questionnaire: an XLSForm or XForm without our sheets, as the field apps have it."""

from collections.abc import Mapping
from pathlib import PurePath

from greenfield.base.languages import SOURCE_LANGUAGE, find_language, form_language_code
from greenfield.forms.definition import Questionnaire
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.manifest import manifest_of
from greenfield.toolkit.package import FORM, FORMAT, MEDIA, SHEETS, Manifest, pack
from greenfield.toolkit.read import FormSource
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.stored import encode_sheets

_KIND = "toolkit"
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
_FIRST_VERSION = "1"


def own_package(
    source: FormSource, xform: bytes, questionnaire: Questionnaire, files: Mapping[str, bytes]
) -> bytes:
    """Return the bytes of the package that a form makes with the files that it reads.

    The same form gives the same bytes. Id and version are those of the form; a form that states no version is
    version 1, one without an id is called as its file. A form with a sheet `package` says all this itself; then
    ProblemError as `toolkit.manifest.manifest_of`.
    """
    sheets = source.sheets or Sheets(source.name, {})
    has_own = bool(sheets.sheet("package").rows)
    manifest = manifest_of(sheets) if has_own else _manifest(source.name, sheets, questionnaire)
    media = {MEDIA + name: content for name, content in files.items()}
    return pack(manifest, {FORM: xform, SHEETS: encode_sheets(sheets), **media})


def _manifest(file: str, sheets: Sheets, questionnaire: Questionnaire) -> Manifest:
    default = questionnaire.default_language
    language = find_language(form_language_code(default) or default) or SOURCE_LANGUAGE
    names = [form_language_code(name) or name for name in questionnaire.languages]
    settings = sheets.sheet("settings")
    columns = columns_of(settings)
    stated = next((columns.get(row, "form_id") for row in settings if columns.get(row, "form_id")), "")
    identifier = stated or ("" if sheets.sheets else questionnaire.id) or PurePath(file).stem
    return Manifest(
        format=FORMAT,
        kind=_KIND,
        id=_plain(identifier),
        version=_plain(questionnaire.version) or _FIRST_VERSION,
        publisher="",
        licence="",
        title={language: questionnaire.title or identifier},
        languages=[find_language(name) or name for name in names] or [language],
    )


def _plain(text: str) -> str:
    """Return a text with what names of packages may hold."""
    return "".join(one if one in _PLAIN else "-" for one in text.strip()).strip(".-")
