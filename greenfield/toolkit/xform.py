"""XForm XML from sheets, by pyxform, which is loaded at the first conversion (0.5 s)."""

import re
from dataclasses import dataclass

from greenfield.base.problem import Place, Problem, ProblemError, Severity
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.outline import outline_of
from greenfield.toolkit.sheets import HEADER_ROW, Sheet, Sheets

OUR_SHEETS = frozenset({"package", "flows", "losses", "indicators", "profile", "measures", "library"})
XLSFORM_SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
# Sheets whose problems pyxform names by row, so that empty rows are given to it too.
_NUMBERED = frozenset({"survey", "choices", "external_choices"})
_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"[Oo]n the '(\w+)' sheet,?\s*")
_VALUE = re.compile(r"the '([\w:\- ]+)' value ")
_NAMED = re.compile(r"(?:element named|Question) '([^']+)'")
_LEARN_MORE = re.compile(r"\s*Learn more: \S+")
# What pyxform warns about and we say better, or what does not matter to an author.
_SPOKEN_ELSEWHERE = (
    "is missing the",
    "Choices should have a label",
    "max-pixels",
    "If you do not mean to include a sheet",
    "Row without name, text, or label",
    "has no label",
    "case-insensitive match",
    "only meant for filtered selects",
    "machine-readable codes",
    "uses or_other and translations",
    "Column headers must not be empty",
)


@dataclass(frozen=True, slots=True)
class Converted:
    """A form's XML, and what pyxform found worth a warning."""

    xform: bytes
    warnings: tuple[Problem, ...]


def to_xform(sheets: Sheets) -> Converted:
    """Return the XForm of the sheets that XLSForm knows; our own sheets and columns are left out.

    The same sheets give the same bytes. Raises ProblemError `survey.refused` with what pyxform says, at
    the row and column that it names.
    """
    from pyxform.errors import PyXFormError  # noqa: PLC0415  loaded at first use
    from pyxform.xls2xform import convert  # noqa: PLC0415  loaded at first use

    spoken: list[str] = []
    try:
        result = convert(_definition(sheets), warnings=spoken)
    except PyXFormError as error:
        raise ProblemError(*_translated(str(error), sheets)) from error
    except (KeyError, TypeError, AttributeError, ValueError, IndexError, RecursionError) as error:
        # A form that pyxform does not foresee, a list without names say, makes it stumble.
        text = f"{type(error).__name__}: {error}"
        raise ProblemError(sheets.problem("survey.refused", "survey", reason=text)) from error
    warnings = tuple(
        Problem("survey.hint", problem.place, problem.values, Severity.WARNING)
        for text in spoken
        if not any(part in text for part in _SPOKEN_ELSEWHERE)
        for problem in _translated(text, sheets)
    )
    return Converted(result.xform.encode("utf-8"), warnings)


def _definition(sheets: Sheets) -> dict[str, object]:
    definition: dict[str, object] = {"sheet_names": sorted(sheets.sheets), "fallback_form_name": "form"}
    for name in XLSFORM_SHEETS:
        sheet = sheets.sheet(name)
        if not sheet:
            continue
        dropped = _own_columns(name, sheets)
        rows: list[dict[str, str]] = []
        for row in sheet:
            if name in _NUMBERED:
                rows += [{} for _ in range(row.number - HEADER_ROW - 1 - len(rows))]
            rows.append({header: text for header, text in row.cells.items() if header not in dropped})
        definition[name] = rows
        definition[f"{name}_header"] = [{header: None for header in sheet.headers if header not in dropped}]
    return definition


def _own_columns(name: str, sheets: Sheets) -> frozenset[str]:
    """Return the columns that only we read: a plain XLSForm may use the same words for its own ends."""
    if not any(sheets.has(own) for own in OUR_SHEETS):
        return frozenset()
    if name == "survey":
        columns = columns_of(sheets.sheet(name))
        return frozenset({columns.header("area"), columns.header("period")})
    survey = sheets.sheet("survey")
    columns = columns_of(survey)
    filtered = any("score" in columns.get(row, "choice_filter") for row in survey)
    is_score = name == "choices" and not filtered
    return frozenset({columns_of(sheets.sheet(name)).header("score")} if is_score else ())


def _translated(text: str, sheets: Sheets) -> list[Problem]:
    problems = []
    for part in re.split(r"\n(?=\[row : )", text):
        row = _ROW.search(part) or _row_of_name(part, sheets)
        sheet = _SHEET.search(part)
        column = _VALUE.search(part)
        name = sheet.group(1) if sheet else "survey"
        header = _written(sheets.sheet(name), column.group(1)) if column else ""
        reason = _LEARN_MORE.sub("", _SHEET.sub("", _ROW.sub("", part))).strip().splitlines()
        place = Place(sheets.name, name, int(row.group(1)) if row else None, header)
        problems.append(Problem("survey.refused", place, {"reason": reason[0] if reason else ""}))
    return problems


def _row_of_name(text: str, sheets: Sheets) -> re.Match[str] | None:
    """Return the row of the question that a text names, as pyxform writes rows; None if it names none."""
    named = _NAMED.search(text)
    question = outline_of(sheets).by_name.get(named.group(1)) if named else None
    return None if question is None else _ROW.search(f"[row : {question.row}]")


def _written(sheet: Sheet, column: str) -> str:
    """Return how the author wrote the header that pyxform calls `column`."""
    columns = columns_of(sheet)
    if column in columns.headers:
        return columns.header(column)
    return next(iter(columns.languages.get(column, {}).values()), column)
