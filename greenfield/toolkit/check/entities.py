"""Checks of entities: what is saved has a list, and the list a label."""

from collections.abc import Iterator

from greenfield.base.problem import Problem
from greenfield.toolkit.check.nearest import suggestion
from greenfield.toolkit.columns import columns_of, split_header
from greenfield.toolkit.sheets import HEADER_ROW, Sheets

_COLUMNS = frozenset({"list_name", "dataset", "label", "entity_id", "create_if", "update_if", "repeat"})


def check_entities(sheets: Sheets) -> Iterator[Problem]:
    """Yield answers that are saved to no list, columns that there are not, and lists without name or label."""
    sheet = sheets.sheet("entities")
    survey = sheets.sheet("survey")
    saved = columns_of(survey)
    columns = columns_of(sheet)
    if not sheet.rows:
        for row in survey:
            if saved.get(row, "save_to"):
                yield sheets.problem("entities.no_list", "survey", row.number, saved.header("save_to"))
        return
    for header in sheet.headers:
        base = split_header(header)[0]
        if base not in _COLUMNS:
            near = suggestion(base, _COLUMNS)
            yield sheets.problem(
                "entities.column", "entities", HEADER_ROW, header, column=header, nearest=near
            )
    for row in sheet:
        if not (columns.get(row, "list_name") or columns.get(row, "dataset")):
            yield sheets.problem("entities.no_name", "entities", row.number, columns.header("list_name"))
        creates = columns.get(row, "create_if") or not columns.get(row, "entity_id")
        if creates and not columns.texts(row, "label") and columns.has("label"):
            yield sheets.problem("entities.no_label", "entities", row.number, columns.header("label"))
        elif creates and not columns.has("label") and set(sheet.headers) <= _COLUMNS:
            yield sheets.problem("entities.no_label", "entities", row.number, "label")
