"""What the sheet `package` of a toolkit says, as the manifest of its package."""

from greenfield.base.languages import SOURCE_LANGUAGE, find_language, form_language_code
from greenfield.base.problem import ProblemError
from greenfield.toolkit.check.package_sheet import KIND, check_package_sheet
from greenfield.toolkit.columns import columns_of, languages_of
from greenfield.toolkit.package import FORMAT, Manifest
from greenfield.toolkit.sheets import Row, Sheets
from greenfield.toolkit.toolkit import by_code
from greenfield.toolkit.translation import default_language


def manifest_of(sheets: Sheets, kind: str = KIND) -> Manifest:
    """Return what the sheet `package` says of a package of a kind; ProblemError with each cell that is missing."""
    sheet = sheets.sheet("package")
    columns = columns_of(sheet)
    row = sheet.rows[0] if sheet.rows else Row(2, {})
    problems = list(check_package_sheet(sheets, kind))
    if problems:
        raise ProblemError(*problems)
    title = dict(by_code(columns, row, "title"))
    settings = sheets.sheet("settings")
    form_title = next((columns_of(settings).get(found, "form_title") for found in settings), "")
    default = form_language_code(default_language(sheets)) or SOURCE_LANGUAGE
    names = languages_of(list(sheets.sheets.values())) or (default_language(sheets),)
    codes = (form_language_code(name) or name for name in names)
    return Manifest(
        format=FORMAT,
        kind=kind,
        id=columns.get(row, "id"),
        version=columns.get(row, "version"),
        publisher=columns.get(row, "publisher"),
        licence=columns.get(row, "licence"),
        title=title or {find_language(default) or default: form_title or columns.get(row, "id")},
        languages=[find_language(code) or code for code in codes],
    )
