"""Checks of the tables of a library pack: stricter than those of a toolkit's own sheet `library`."""

import re
from collections.abc import Collection, Iterator, Sequence

from greenfield.base.languages import LANGUAGES
from greenfield.base.places import alpha2_of, plain
from greenfield.base.problem import Place, Problem
from greenfield.base.sectors import DIVISIONS
from greenfield.toolkit.check.formula_cell import Cell
from greenfield.toolkit.check.library import is_day
from greenfield.toolkit.check.nearest import suggestion
from greenfield.toolkit.check.survey import NAME
from greenfield.toolkit.columns import Columns, columns_of, split_header
from greenfield.toolkit.library_source import SHEET
from greenfield.toolkit.library_words import COLUMNS, NEEDED, TOPICS, TYPES
from greenfield.toolkit.sheets import HEADER_ROW, Sheets
from greenfield.toolkit.toolkit import LibraryItem, library_items
from greenfield.toolkit.web_address import is_address

_YEAR = re.compile(r"(1[89]|20)[0-9]{2}")
_Seen = dict[tuple[str, ...], Place]


def check_tables(tables: Sequence[Sheets]) -> Iterator[Problem]:
    """Yield every problem of the tables of one pack, by file, row and column.

    A name, and a title of one publisher, may stand only once in all of them together.
    """
    names: _Seen = {}
    titles: _Seen = {}
    for sheets in tables:
        faults = list(_headers(sheets))
        yield from faults
        if any(problem.code == "workbook.no_column" for problem in faults):
            continue
        columns = columns_of(sheets.sheet(SHEET))
        for item in library_items(sheets):
            at = _At(sheets, columns, item)
            yield from at.empty()
            yield from at.name()
            yield from at.words()
            yield from at.days()
            yield from at.once(names, titles)


def _headers(sheets: Sheets) -> Iterator[Problem]:
    headers = sheets.sheet(SHEET).headers
    bases = {split_header(header)[0] for header in headers}
    for column in COLUMNS:
        if column not in bases:
            yield sheets.problem("workbook.no_column", SHEET, HEADER_ROW, column, column=column)
    for header in headers:
        base = split_header(header)[0]
        known = base if base in COLUMNS else ""
        if known not in {"summary", header}:
            yield sheets.problem(
                "library.column",
                *(SHEET, HEADER_ROW, header),
                column=header,
                known=", ".join(COLUMNS),
                nearest=suggestion(base, sorted(set(COLUMNS) - bases)),
            )


class _At:
    """The checks of one row."""

    def __init__(self, sheets: Sheets, columns: Columns, item: LibraryItem) -> None:
        self._sheets, self._columns, self._item = sheets, columns, item

    def _cell(self, column: str) -> Cell:
        return Cell(self._sheets, SHEET, self._item.row, self._columns.header(column))

    def empty(self) -> Iterator[Problem]:
        """Yield the cells that may not be empty and are."""
        for column in NEEDED:
            if not getattr(self._item, column):
                yield self._cell(column).problem("library.empty", column=column)

    def name(self) -> Iterator[Problem]:
        """Yield what is wrong with name, year and addresses."""
        item = self._item
        if item.name and not NAME.match(item.name):
            yield self._cell("name").problem("library.bad_name", name=item.name)
        if item.year and not _YEAR.fullmatch(item.year):
            yield self._cell("year").problem("library.year", value=item.year)
        for column in ("address", "seen_at"):
            address = getattr(item, column)
            if address and not is_address(address):
                yield self._cell(column).problem("library.address", address=address)

    def words(self) -> Iterator[Problem]:
        """Yield the words and codes that are not known."""
        item = self._item
        for column, values, known in (
            ("language", (item.language,), tuple(LANGUAGES)),
            ("type", (item.type,), TYPES),
            ("topics", item.topics, TOPICS),
        ):
            yield from self._unknown(column, values, known)
        for value in item.sectors:
            if value not in DIVISIONS:
                yield self._cell("sectors").problem("library.sector", value=value)
        for value in item.countries:
            if not alpha2_of(value):
                yield self._cell("countries").problem("library.country", value=value)

    def _unknown(self, column: str, values: Collection[str], known: Sequence[str]) -> Iterator[Problem]:
        code = {"language": "library.language", "type": "library.type", "topics": "library.topic"}[column]
        for value in values:
            if value and value not in known:
                near = suggestion(value, known)
                yield self._cell(column).problem(code, value=value, known=", ".join(known), nearest=near)

    def days(self) -> Iterator[Problem]:
        """Yield what is wrong with the days on which it was seen and ends."""
        item = self._item
        wrong = [
            column for column in ("seen", "expires") if (day := getattr(item, column)) and not is_day(day)
        ]
        for column in wrong:
            yield self._cell(column).problem("library.day", value=getattr(item, column))
        if not wrong and item.expires and item.expires < item.seen:
            yield self._cell("expires").problem(
                "library.expired_before", expires=item.expires, seen=item.seen
            )

    def once(self, names: _Seen, titles: _Seen) -> Iterator[Problem]:
        """Yield that a row before this one has the name, or the title of the same publisher; note both."""
        item = self._item
        here = self._cell("name").place
        name, title = (item.name,), (plain(item.title), plain(item.publisher))
        if item.name and name in names:
            yield self._cell("name").problem(
                "library.name_elsewhere", name=item.name, first=_row(names[name])
            )
        if item.title and title in titles:
            first = _row(titles[title])
            yield self._cell("title").problem("library.listed_before", title=item.title, first=first)
        names.setdefault(name, here)
        titles.setdefault(title, here)


def _row(place: Place) -> str:
    return f"{place.name} · {place.row}"
