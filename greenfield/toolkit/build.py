"""Making a package from its source, a toolkit's or a library's: checked, translated, converted, packed."""

from pathlib import Path

from greenfield.base.problem import ProblemError, Severity, fail, has_error
from greenfield.toolkit.build_library import build_library
from greenfield.toolkit.check.sheets import check_sheets
from greenfield.toolkit.library_source import is_library
from greenfield.toolkit.manifest import manifest_of
from greenfield.toolkit.package import FORM, SHEETS, SUFFIX, pack
from greenfield.toolkit.read import FormSource, read_form
from greenfield.toolkit.reference import Reference, load_reference
from greenfield.toolkit.stored import encode_sheets
from greenfield.toolkit.translation import load_catalogues, with_languages
from greenfield.toolkit.xform import to_xform


def build_package(
    source: Path, translations: Path | None = None, reference: Reference | None = None
) -> tuple[str, bytes]:
    """Return file name and bytes of the package that a toolkit's or a library pack's source makes.

    `translations` is a folder of gettext catalogues for texts in plain columns. Raises ProblemError with
    every error that the check finds; the same source gives the same bytes.
    """
    form = read_form(source)
    if form.sheets is not None and is_library(form.sheets):
        return build_library(source, form.sheets)
    return build_form(form, translations, reference)


def build_form(
    form: FormSource, translations: Path | None = None, reference: Reference | None = None
) -> tuple[str, bytes]:
    """Return file name and bytes of the package of a toolkit that was read; raises as `build_package`."""
    if form.sheets is None:
        raise fail("package.needs_sheets", form.name)
    problems = check_sheets(form.sheets, reference or load_reference())
    if has_error(problems):
        raise ProblemError(*(problem for problem in problems if problem.severity is Severity.ERROR))
    manifest = manifest_of(form.sheets)
    catalogues = load_catalogues(translations, manifest.id) if translations else {}
    sheets = with_languages(form.sheets, catalogues)
    converted = to_xform(sheets)
    manifest = manifest_of(sheets)
    content = pack(manifest, {FORM: converted.xform, SHEETS: encode_sheets(sheets)})
    return f"{manifest.id}-{manifest.version}{SUFFIX}", content
