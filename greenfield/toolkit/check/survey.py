"""Checks of the survey's rows: types, names, groups, choice lists."""

import re
from collections.abc import Iterator, Mapping

from greenfield.base.problem import Problem
from greenfield.toolkit.check.nearest import not_one, suggestion
from greenfield.toolkit.columns import MEDIA_COLUMNS, columns_of
from greenfield.toolkit.outline import choice_lists, control, parse_select
from greenfield.toolkit.sheets import Row, Sheets

NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_.\-]*$")
_COMMON_TYPES = frozenset(
    {
        *("text", "integer", "decimal", "date", "time", "dateTime", "note", "calculate", "hidden", "range"),
        *("geopoint", "geotrace", "geoshape", "image", "audio", "video", "file", "barcode", "acknowledge"),
        *("start", "end", "today", "deviceid", "username", "email", "phonenumber", "audit"),
        *("xml-external", "csv-external", "start-geopoint", "background-audio", "background-geopoint"),
    }
)
_SELECT_TYPES = ("select_one", "select_multiple", "rank", "select_one_from_file", "select_multiple_from_file")
_CONTROLS = ("begin group", "end group", "begin repeat", "end repeat")
_SETTINGS_TYPES = frozenset({"form_title", "set form title", "form_id", "set form id", "prefix"})
_UNNAMED = frozenset({"note", "audit"})


class SurveyCheck:
    """Goes through the rows of the survey once."""

    def __init__(self, sheets: Sheets) -> None:
        """Check the survey of `sheets`."""
        self._sheets = sheets
        self._survey = sheets.sheet("survey")
        self._columns = columns_of(self._survey)
        self._lists = choice_lists(sheets.sheet("choices"))
        self._types = _known_types()
        self._open: list[tuple[str, Row, dict[str, int]]] = []
        self._names: dict[str, int] = {}

    def problems(self) -> Iterator[Problem]:
        """Yield the problems in the order of the rows."""
        for row in self._survey:
            yield from self._row(row)
        for kind, row, _names in self._open:
            yield self._at(row, "type", "survey.not_closed", kind=kind, name=self._columns.get(row, "name"))

    def _at(self, row: Row, column: str, code: str, **values: object) -> Problem:
        return self._sheets.problem(code, "survey", row.number, self._columns.header(column), **values)

    def _row(self, row: Row) -> Iterator[Problem]:
        kind = self._columns.get(row, "type")
        if not kind:
            if self._columns.get(row, "name") or self._columns.texts(row, "label"):
                yield self._at(row, "type", "survey.no_type")
            return
        step = control(kind)
        if step and step[0] == "end":
            yield from self._close(row, step[1])
            return
        yield from self._type(row, kind)
        yield from self._name(row, kind)
        yield from self._label(row, kind)
        if step:
            self._open.append((step[1], row, {}))

    def _close(self, row: Row, kind: str) -> Iterator[Problem]:
        if not self._open:
            yield self._at(row, "type", "survey.not_open", kind=kind)
            return
        opened, begin, _names = self._open.pop()
        if opened != kind:
            yield self._at(row, "type", "survey.wrong_end", kind=kind, opened=opened, begin=begin.number)

    def _type(self, row: Row, kind: str) -> Iterator[Problem]:
        select = parse_select(kind)
        if select is not None:
            yield from self._list(row, *select)
        elif control(kind) is None and kind not in self._types and not kind.startswith("osm"):
            first = kind.split(maxsplit=1)[0]
            if first in _SELECT_TYPES or kind in _SELECT_TYPES:
                yield self._at(row, "type", "survey.no_list", type=kind)
                return
            known = [*_COMMON_TYPES, *_SELECT_TYPES, *_CONTROLS]
            yield self._at(row, "type", "survey.unknown_type", type=kind, nearest=suggestion(kind, known))

    def _list(self, row: Row, kind: str, name: str, _or_other: bool) -> Iterator[Problem]:
        if "file" in kind or "external" in kind or "${" in name:
            return
        if name not in self._lists:
            near = suggestion(name, self._lists)
            code = not_one("survey.unknown_list", "survey.no_lists", self._lists)
            yield self._at(row, "type", code, list=name, nearest=near)
        elif kind == "select_multiple":
            columns = columns_of(self._sheets.sheet("choices"))
            for choice in self._lists[name]:
                if " " in columns.get(choice, "name"):
                    yield self._sheets.problem(
                        "choices.space",
                        "choices",
                        choice.number,
                        columns.header("name"),
                        name=columns.get(choice, "name"),
                    )

    def _name(self, row: Row, kind: str) -> Iterator[Problem]:
        name = self._columns.get(row, "name")
        if not name:
            if kind not in _UNNAMED and kind not in _SETTINGS_TYPES:
                yield self._at(row, "name", "survey.no_name")
            return
        if not NAME.match(name):
            yield self._at(row, "name", "survey.bad_name", name=name)
        names = self._open[-1][2] if self._open else self._names
        if name in names:
            yield self._at(row, "name", "survey.duplicate_name", name=name, first=names[name])
        names.setdefault(name, row.number)

    def _label(self, row: Row, kind: str) -> Iterator[Problem]:
        """A question that is shown needs something to show; one that is computed may do without."""
        is_shown = parse_select(kind) is not None or "control" in self._types.get(kind, {})
        said = any(self._columns.texts(row, column) for column in ("label", "hint", *MEDIA_COLUMNS))
        computed = self._columns.get(row, "calculation") or self._columns.get(row, "trigger")
        heads_columns = self._columns.get(row, "appearance") == "label"
        if is_shown and not said and not computed and not heads_columns:
            yield self._at(row, "label", "survey.no_label", name=self._columns.get(row, "name"))


def _known_types() -> Mapping[str, Mapping[str, object]]:
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT  # noqa: PLC0415  loaded at first use

    unshown: dict[str, Mapping[str, object]] = {key: {} for key in _COMMON_TYPES | _SETTINGS_TYPES}
    return unshown | dict(QUESTION_TYPE_DICT)


def check_survey(sheets: Sheets) -> Iterator[Problem]:
    """Yield problems of the survey's types, names, groups and choice lists."""
    return SurveyCheck(sheets).problems()
