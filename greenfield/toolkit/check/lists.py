"""Checks of the choice lists that the survey asks with."""

from collections.abc import Iterator

from greenfield.base.problem import Problem
from greenfield.toolkit.check.media import leaves_folder
from greenfield.toolkit.check.nearest import not_one, suggestion
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.outline import Outline, choice_lists, outline_of
from greenfield.toolkit.sheets import Row, Sheets

_FILES = (".csv", ".xml", ".geojson")


def check_lists(sheets: Sheets) -> Iterator[Problem]:
    """Yield questions whose list or file does not exist, and lists that do not fit how they are asked."""
    outline = outline_of(sheets)
    survey = sheets.sheet("survey")
    columns = columns_of(survey)
    lists = choice_lists(sheets.sheet("choices"))
    external = choice_lists(sheets.sheet("external_choices"))
    spaced: set[str] = set()
    for question in outline.questions:
        place = ("survey", question.row, columns.header("type"))
        if "${" in question.list_name and question.kind == "select_multiple":
            # pyxform looks for such a list among the sheet's and stumbles, whatever stands beside it
            yield sheets.problem("survey.several_of_repeat", *place, list=question.list_name)
        if not question.list_name or "${" in question.list_name:
            continue
        if question.kind.endswith("_file"):
            yield from _file(sheets, place, question.list_name)
        elif "external" in question.kind:
            if question.list_name not in external:
                yield sheets.problem(
                    *("survey.no_external_list", *place),
                    list=question.list_name,
                    nearest=suggestion(question.list_name, external),
                )
        elif question.list_name not in lists:
            near = suggestion(question.list_name, lists)
            code = not_one("survey.unknown_list", "survey.no_lists", lists)
            yield sheets.problem(code, *place, list=question.list_name, nearest=near)
        elif question.kind == "select_multiple" and question.list_name not in spaced:
            spaced.add(question.list_name)
            yield from _spaces(sheets, lists[question.list_name])
    yield from _others(sheets, outline)


def _file(sheets: Sheets, place: tuple[str, int, str], name: str) -> Iterator[Problem]:
    if leaves_folder(name):
        yield sheets.problem("survey.file_elsewhere", *place, file=name)
    elif not name.lower().endswith(_FILES):
        yield sheets.problem("survey.file_kind", *place, file=name, known=", ".join(_FILES))


def _spaces(sheets: Sheets, rows: tuple[Row, ...]) -> Iterator[Problem]:
    columns = columns_of(sheets.sheet("choices"))
    for choice in rows:
        name = columns.get(choice, "name")
        if " " in name:
            yield sheets.problem("choices.space", "choices", choice.number, columns.header("name"), name=name)


def _others(sheets: Sheets, outline: Outline) -> Iterator[Problem]:
    """Yield `or_other` beside a filter, which cannot be, and in several languages, in which it has one text."""
    survey = sheets.sheet("survey")
    columns = columns_of(survey)
    filtered = {row.number for row in survey if columns.get(row, "choice_filter")}
    translated = len(columns.languages.get("label", {})) > 1
    for question in outline.questions:
        if question.or_other and question.row in filtered:
            place = ("survey", question.row, columns.header("choice_filter"))
            yield sheets.problem("survey.other_with_filter", *place)
        elif question.or_other and translated:
            place = ("survey", question.row, columns.header("type"))
            yield sheets.warning("survey.other_untranslated", *place, name=question.name)
