"""Checks of the choices, and of practice: choices with scores, questions with areas."""

from collections.abc import Iterator

from greenfield.assess.values import Area
from greenfield.base.problem import Problem
from greenfield.toolkit.check.nearest import suggestion
from greenfield.toolkit.columns import MEDIA_COLUMNS, columns_of, split_header
from greenfield.toolkit.outline import choice_lists, outline_of
from greenfield.toolkit.sheets import HEADER_ROW, Sheets
from greenfield.toolkit.toolkit import NOT_APPLICABLE, number_or_none

_KNOWN = frozenset({"list_name", "name", "label", *MEDIA_COLUMNS})
_YES = frozenset({"yes", "true", "true()", "1"})


def check_choices(sheets: Sheets) -> Iterator[Problem]:
    """Yield problems of lists, names, labels and scores."""
    sheet = sheets.sheet("choices")
    columns = columns_of(sheet)
    settings = sheets.sheet("settings")
    may_repeat = any(
        columns_of(settings).get(row, "allow_choice_duplicates").lower() in _YES for row in settings
    )
    for header in sheet.headers:
        if " " in header and split_header(header)[0] not in _KNOWN and "::" not in header:
            yield sheets.warning("choices.header_space", "choices", HEADER_ROW, header, column=header)
    seen: dict[tuple[str, str], int] = {}
    for row in sheet:
        key = (columns.get(row, "list_name"), columns.get(row, "name"))
        if not key[0]:
            yield sheets.problem("choices.no_list_name", "choices", row.number, columns.header("list_name"))
        if not key[1]:
            yield sheets.problem("choices.no_name", "choices", row.number, columns.header("name"))
        if all(key) and key in seen and not may_repeat:
            yield sheets.problem(
                *("choices.duplicate", "choices", row.number, columns.header("name")),
                name=key[1],
                list=key[0],
                first=seen[key],
            )
        seen.setdefault(key, row.number)
        if not columns.texts(row, "label") and not any(columns.texts(row, m) for m in ("image", "audio")):
            yield sheets.warning("choices.no_label", "choices", row.number, "label", name=key[1])


def check_practice(sheets: Sheets) -> Iterator[Problem]:
    """Yield problems of scores and areas; a plain XLSForm may use these columns for its own ends."""
    choices = sheets.sheet("choices")
    columns = columns_of(choices)
    scored = set()
    for row in choices:
        text = columns.get(row, "score")
        if text == NOT_APPLICABLE:
            continue
        number = number_or_none(text) if text else None
        if text and (number is None or not 0 <= number <= 1):
            yield sheets.problem("choices.score", "choices", row.number, columns.header("score"), score=text)
        elif text:
            scored.add(columns.get(row, "list_name"))
    survey = columns_of(sheets.sheet("survey"))
    lists = choice_lists(choices)
    areas = [str(area) for area in Area]
    for question in outline_of(sheets).questions:
        place = ("survey", question.row, survey.header("area"))
        if question.area and question.area not in areas:
            yield sheets.problem(
                "survey.area",
                *place,
                area=question.area,
                nearest=suggestion(question.area, areas),
                known=", ".join(areas),
            )
        elif not question.area and question.list_name in scored:
            yield sheets.problem(
                "survey.practice_without_area", *place, name=question.name, list=question.list_name
            )
        elif question.area and question.list_name in lists and question.list_name not in scored:
            yield sheets.warning(
                "survey.area_without_score", *place, name=question.name, list=question.list_name
            )
