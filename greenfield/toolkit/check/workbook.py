"""Checks of sheet names and headers."""

from collections.abc import Iterator
from difflib import get_close_matches

from greenfield.base.problem import Problem
from greenfield.toolkit.columns import MEDIA_COLUMNS, split_header
from greenfield.toolkit.parts import PARTS
from greenfield.toolkit.sheets import HEADER_ROW, Sheet, Sheets
from greenfield.toolkit.xform import OUR_SHEETS, XLSFORM_SHEETS

_COLUMNS = {
    "survey": frozenset(
        {
            *("type", "name", "label", "hint", "guidance_hint", "relevant", "required", "required_message"),
            *("constraint", "constraint_message", "calculation", "choice_filter", "default", "readonly"),
            *("appearance", "repeat_count", "parameters", "trigger", "save_to", "area", "autoplay", "rows"),
            "period",
            *("body", "bind", "instance", "note", "disabled", "control", "query", "intent", "comment"),
            *MEDIA_COLUMNS,
        }
    ),
    "choices": frozenset({"list_name", "name", "label", "score", *MEDIA_COLUMNS}),
    "package": frozenset({"id", "version", "kind", "publisher", "licence", "title", "default_language"}),
    "flows": frozenset(
        {
            *("name", "resource", "carrier", "amount", "unit", "cost", "variable_cost", "quality", "onsite"),
            *("label", "days", "most"),
        }
    ),
    "losses": frozenset({"name", "label", "step", "flow", "amount", "unit", "treatment", "system", "income"}),
    "indicators": frozenset(
        {"name", "label", "formula", "unit", "better", "area", "threshold", "topic", "kind", "source", "year"}
    ),
    "profile": frozenset({"key", "question"}),
    "measures": frozenset(
        {
            *("name", "title", "area", "technique", "arc", "trigger", "reason", "first_step", "saves"),
            *("annual_saving", "investment", "annual_cost", "life_years", "ease", "basis", "library"),
            *("sectors", "range", "how_to", "co_benefits", "risks"),
        }
    ),
    "library": frozenset(
        {
            *("name", "title", "publisher", "year", "language", "type", "topics", "address", "seen"),
            *("summary", "sectors", "countries", "expires", "seen_at", "proof"),
        }
    ),
}
# Without these a sheet cannot be read at all.
_NEEDED = {
    "survey": ("type",),
    "choices": ("list_name", "name"),
    "flows": ("name", "resource", "amount", "unit"),
    "losses": ("name", "step", "flow", "amount"),
    "indicators": ("name", "label", "formula"),
    "profile": ("key", "question"),
    "measures": ("name", "title", "area", "technique", "trigger"),
    "library": ("name", "title"),
}
_ALIKE = 0.82


def check_workbook(sheets: Sheets) -> Iterator[Problem]:
    """Yield problems of sheet names and headers."""
    known = {*XLSFORM_SHEETS, *OUR_SHEETS, PARTS}
    for name in sheets.sheets:
        near = get_close_matches(name, sorted(known - set(sheets.sheets)), n=1, cutoff=_ALIKE)
        if name not in known and near and not name.startswith("_"):
            yield sheets.warning("workbook.sheet_name", name, nearest=near[0])
    if not sheets.has("survey"):
        yield sheets.problem("workbook.no_survey", "survey")
    for name, columns in _COLUMNS.items():
        if sheets.has(name):
            yield from _headers(sheets, sheets.sheet(name), columns)


def _headers(sheets: Sheets, sheet: Sheet, known: frozenset[str]) -> Iterator[Problem]:
    bases = {split_header(header)[0] for header in sheet.headers}
    for column in _NEEDED.get(sheet.name, ()):
        if column not in bases:
            yield sheets.problem("workbook.no_column", sheet.name, HEADER_ROW, column, column=column)
    for header in sheet.headers:
        base, _language = split_header(header)
        if header.endswith(" (2)") and header.removesuffix(" (2)") in sheet.headers:
            column = header.removesuffix(" (2)")
            yield sheets.problem("workbook.column_twice", sheet.name, HEADER_ROW, column, column=column)
        elif base not in known:
            near = get_close_matches(base, sorted(known - bases), n=1, cutoff=_ALIKE)
            # Beside the right one only what is as long counts: `relevent` is a slip, `label2` somebody's own.
            there = [column for column in sorted(known & bases) if len(column) == len(base)]
            near = near or get_close_matches(base, there, n=1, cutoff=_ALIKE)
            if near:
                yield sheets.warning(
                    "workbook.column_name", sheet.name, HEADER_ROW, header, column=header, nearest=near[0]
                )
