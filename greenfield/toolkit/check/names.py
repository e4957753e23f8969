"""Names of the survey: taken once in a group, those of repeats once in the form."""

from collections.abc import Iterator

from greenfield.base.problem import Problem
from greenfield.toolkit.columns import columns_of
from greenfield.toolkit.sheets import Row, Sheets

_RESERVED = "meta"
_ROOT = "data"


class Names:
    """The names that were met so far, in the groups that are open."""

    def __init__(self, sheets: Sheets) -> None:
        """Begin outside of all groups."""
        self._sheets = sheets
        self._header = columns_of(sheets.sheet("survey")).header("name")
        self._open: list[dict[str, int]] = [{}]
        self._lower: list[dict[str, str]] = [{}]
        self._repeats: dict[str, int] = {}
        settings = sheets.sheet("settings")
        columns = columns_of(settings)
        self._root = next((name for row in settings if (name := columns.get(row, "name"))), _ROOT)

    def open_group(self) -> None:
        """Names may be taken again in the group that begins."""
        self._open.append({})
        self._lower.append({})

    def close_group(self) -> None:
        """Go on with the group around."""
        self._open.pop()
        self._lower.pop()

    def add(self, row: Row, name: str, *, is_repeat: bool) -> Iterator[Problem]:
        """Take a name; yield what keeps it from being taken, or makes it hard to tell from another."""
        names, alike = self._open[-1], self._lower[-1]
        if name == _RESERVED:
            yield self._at(row, "survey.reserved_name", name=name)
        elif is_repeat and name == self._root:
            yield self._at(row, "survey.root_name", name=name)
        elif name in names:
            yield self._at(row, "survey.duplicate_name", name=name, first=names[name])
        elif is_repeat and name in self._repeats:
            yield self._at(row, "survey.duplicate_name", name=name, first=self._repeats[name])
        elif name.lower() in alike:
            other = alike[name.lower()]
            place = ("survey", row.number, self._header)
            yield self._sheets.warning(
                "survey.alike_name", *place, name=name, other=other, first=names[other]
            )
        names.setdefault(name, row.number)
        alike.setdefault(name.lower(), name)
        if is_repeat:
            self._repeats.setdefault(name, row.number)

    def _at(self, row: Row, code: str, **values: object) -> Problem:
        return self._sheets.problem(code, "survey", row.number, self._header, **values)
