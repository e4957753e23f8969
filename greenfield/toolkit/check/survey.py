"""Checks of the survey's rows: types, names, labels, groups."""

import re
from collections.abc import Iterator

from greenfield.base.problem import Problem
from greenfield.toolkit.check.names import Names
from greenfield.toolkit.check.types import (
    SELECT_TYPES,
    SETTINGS_TYPES,
    known_types,
    meant_control,
    nearest_type,
)
from greenfield.toolkit.columns import MEDIA_COLUMNS, columns_of
from greenfield.toolkit.limits import MAX_DEPTH
from greenfield.toolkit.outline import control, parse_select
from greenfield.toolkit.sheets import Row, Sheets

NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_.\-]*$")
_UNNAMED = frozenset({"note", "audit"})


class SurveyCheck:
    """Goes through the rows of the survey once."""

    def __init__(self, sheets: Sheets) -> None:
        """Check the survey of `sheets`."""
        self._sheets = sheets
        self._survey = sheets.sheet("survey")
        self._columns = columns_of(self._survey)
        self._types = known_types()
        self._open: list[tuple[str, Row]] = []
        self._names = Names(sheets)

    def problems(self) -> Iterator[Problem]:
        """Yield the problems in the order of the rows."""
        asked = False
        for row in self._survey:
            asked = asked or bool(self._columns.get(row, "type"))
            yield from self._row(row)
        for kind, row in self._open:
            yield self._at(row, "type", "survey.not_closed", kind=kind, name=self._columns.get(row, "name"))
        if not asked:
            yield self._sheets.problem("survey.empty", "survey")

    def _at(self, row: Row, column: str, code: str, **values: object) -> Problem:
        return self._sheets.problem(code, "survey", row.number, self._columns.header(column), **values)

    def _row(self, row: Row) -> Iterator[Problem]:
        kind = self._columns.get(row, "type")
        if not kind:
            if self._columns.get(row, "name") or self._columns.texts(row, "label"):
                yield self._at(row, "type", "survey.no_type")
            return
        step = control(kind)
        if step is None:
            unknown = list(self._type(row, kind))
            yield from unknown
            step = meant_control(kind) if unknown else None
        if step and step[0] == "end":
            yield from self._close(row, step[1])
            return
        yield from self._name(row, kind, step)
        yield from self._label(row, kind)
        if step:
            self._open.append((step[1], row))
            self._names.open_group()

    def _close(self, row: Row, kind: str) -> Iterator[Problem]:
        if not self._open:
            yield self._at(row, "type", "survey.not_open", kind=kind)
            return
        opened, begin = self._open.pop()
        self._names.close_group()
        if opened != kind:
            yield self._at(row, "type", "survey.wrong_end", kind=kind, opened=opened, begin=begin.number)

    def _type(self, row: Row, kind: str) -> Iterator[Problem]:
        if parse_select(kind) is not None or kind in self._types or kind.startswith("osm"):
            return
        first = kind.split(maxsplit=1)[0]
        if first in SELECT_TYPES or kind in SELECT_TYPES:
            code = "survey.no_file" if "file" in kind else "survey.no_list"
            yield self._at(row, "type", code, type=kind)
            return
        yield self._at(row, "type", "survey.unknown_type", type=kind, nearest=nearest_type(kind))

    def _name(self, row: Row, kind: str, step: tuple[str, str] | None) -> Iterator[Problem]:
        name = self._columns.get(row, "name")
        if not name:
            if kind not in _UNNAMED and kind not in SETTINGS_TYPES:
                yield self._at(row, "name", "survey.no_name")
            return
        if kind in SETTINGS_TYPES:
            return
        if kind == "audit":
            if name != "audit":
                yield self._at(row, "name", "survey.audit_name", name=name)
            return
        if not NAME.match(name):
            yield self._at(row, "name", "survey.bad_name", name=name)
        yield from self._names.add(row, name, is_repeat=step == ("begin", "repeat"))

    def _label(self, row: Row, kind: str) -> Iterator[Problem]:
        """A question that is shown needs something to show; one that is computed may do without."""
        is_shown = parse_select(kind) is not None or "control" in self._types.get(kind, {})
        said = any(self._columns.texts(row, column) for column in ("label", "hint", *MEDIA_COLUMNS))
        computed = self._columns.get(row, "calculation") or self._columns.get(row, "trigger")
        heads_columns = self._columns.get(row, "appearance") == "label"
        if is_shown and not said and not computed and not heads_columns:
            yield self._at(row, "label", "survey.no_label", name=self._columns.get(row, "name"))


def check_survey(sheets: Sheets) -> Iterator[Problem]:
    """Yield problems of the survey's types, names, labels and groups."""
    return SurveyCheck(sheets).problems()


def check_depth(sheets: Sheets) -> Iterator[Problem]:
    """Yield the first row that stands too deep in groups for the rest to be read."""
    survey = sheets.sheet("survey")
    columns = columns_of(survey)
    depth = 0
    for row in survey:
        step = control(columns.get(row, "type"))
        depth += 0 if step is None else 1 if step[0] == "begin" else -1
        if depth > MAX_DEPTH:
            place = ("survey", row.number, columns.header("type"))
            yield sheets.problem("survey.too_deep", *place, limit=MAX_DEPTH)
            return
