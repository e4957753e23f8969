"""Submissions in export tables: ODK Central and Briefcase (CSV), KoboToolbox (CSV, XLSX)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from greenfield.base.problem import Place, Problem, Severity, fail
from greenfield.forms.definition import ROOT, Definition
from greenfield.forms.form import Form
from greenfield.services.submissions.cells import row_answers
from greenfield.services.submissions.columns import Columns, read_columns
from greenfield.services.submissions.form_words import FormWords, below
from greenfield.services.submissions.instance_xml import MOST_INSTANCES
from greenfield.services.submissions.submission import Files, Filled, plain_ids
from greenfield.services.submissions.tables import Table

TABLE_TYPE = "application/x-odk-submission+json"
_OWN_IDS = (
    "meta-instanceID",
    "meta/instanceID",
    "instanceID",
    "_uuid",
    "KEY",
    "meta/rootUuid",
    "meta-rootUuid",
)
_REPLACED = ("meta/deprecatedID", "meta-deprecatedID")
_SENT = ("SubmissionDate", "_submission_time")


@dataclass
class Export:
    """The tables of one export, and what was worked out for a form (once for all of its rows)."""

    main: Table
    others: tuple[Table, ...]
    form_name: str
    files: Files
    _words: dict[int, FormWords] = field(default_factory=dict)
    _columns: dict[tuple[int, int], Columns] = field(default_factory=dict)
    _below: dict[int, dict[str, list[dict[str, str]]]] = field(default_factory=dict)

    def words(self, form: Form) -> FormWords:
        """Return the words of a form."""
        return self._words.setdefault(id(form), FormWords(form))

    def columns(self, form: Form, table: Table, scope: Definition) -> Columns:
        """Return the columns of a table whose rows are a form, or instances of one of its repeats."""
        key = (id(table), scope.index)
        if key not in self._columns:
            self._columns[key] = read_columns(table.headers, self.words(form), scope)
        return self._columns[key]

    def children(self, table: Table, key: str) -> list[dict[str, str]]:
        """Return the rows of a table below the row of this key, in order; keys are those of `own_keys`."""
        found = self._below.get(id(table))
        if found is None:
            found = self._below[id(table)] = {}
            for _, cells in table.rows:
                found.setdefault(self._parent_key(cells), []).append(cells)
        return found.get(key, [])

    def own_keys(self, table: Table, cells: dict[str, str]) -> list[str]:
        """Return by which keys the rows of inner repeats name this row as the one around them."""
        keys = [cells[name] for name in ("KEY", "meta-instanceID") if name in cells]
        name = "" if table is self.main else table.name.lower()
        return [*keys, f"{name} {cells['_index']}"] if cells.get("_index") else keys

    def _parent_key(self, cells: dict[str, str]) -> str:
        """Return the key of the row around an instance; a sheet's name may be cut short, so the main one has none."""
        if "_parent_index" not in cells:
            return cells.get("PARENT_KEY", "")
        named = cells.get("_parent_table_name", "").lower()
        inner = named if named in {table.name.lower() for table in self.others} else ""
        return f"{inner} {cells['_parent_index']}"

    def table_of(self, repeat: Definition, form: Form) -> Table | None:
        """Return the table that has the instances of a repeat, None if the export has none of it."""
        names = below(repeat.path, form.definition(ROOT).path)
        fitting = [each for each in self.others if _is_table_of(each, names, self.main)]
        return fitting[0] if fitting else None


def is_main(table: Table) -> bool:
    """Tell whether the rows of a table are submissions: each has an id, and none a parent."""
    return not is_repeat(table) and table.has(*_OWN_IDS)


def is_repeat(table: Table) -> bool:
    """Tell whether the rows of a table are instances of a repeat."""
    return table.has("PARENT_KEY", "_parent_index")


@dataclass(frozen=True, slots=True)
class RowSubmission:
    """A submission in a row of an export's main table; see `submission.Submission`."""

    export: Export
    number: int
    cells: dict[str, str]
    ids: tuple[str, ...]

    @property
    def source(self) -> str:
        """The file and the row."""
        return f"{self.export.main.file} · {self.number}"

    @property
    def form(self) -> str:
        """The form that the name of the file means."""
        return self.export.form_name

    @property
    def version(self) -> str | None:
        """The version, None where the export does not say it."""
        return self.cells.get("FormVersion", "") if self.export.main.has("FormVersion") else None

    @property
    def sent_at(self) -> str:
        """When the server took it in."""
        return next((self.cells[name] for name in _SENT if name in self.cells), "")

    @property
    def files(self) -> Files:
        """The media that came with the export."""
        return self.export.files

    def fill(self, form: Form) -> tuple[Filled, list[Problem]]:
        """Lay the row, and the rows of repeats below it, over the form."""
        return _Filling(self, form).fill()

    def keep(self, filled: Filled) -> tuple[bytes, str]:
        """Return what was read from the rows: the tables hold other submissions as well."""
        return msgspec.json.encode(filled), TABLE_TYPE


def rows_of(export: Export) -> Iterator[RowSubmission]:
    """Yield the submissions of an export."""
    for number, cells in export.main.rows:
        ids = plain_ids(cells.get(name, "") for name in (*_OWN_IDS, *_REPLACED))
        if ids:
            yield RowSubmission(export, number, cells, ids)


class _Filling:
    """Collects the answers of one row and of the rows below it."""

    def __init__(self, row: RowSubmission, form: Form) -> None:
        self.row, self.form, self.export = row, form, row.export
        self.words = self.export.words(form)
        self.answers: dict[str, str] = {}
        self.counts: dict[str, int] = {}
        self.left_out: dict[str, str] = {}
        self.covered: set[str] = set()
        self.missing: list[str] = []
        self.by_labels = False
        self.instances = 0
        self.repeats = [each for each in form.questionnaire.definitions if each.is_repeat]

    def fill(self) -> tuple[Filled, list[Problem]]:
        root = self.form.definition(ROOT)
        main = self.export.main
        self._take(main, self.row.cells, root, root.path)
        self._repeats(root, root.path, self.export.own_keys(main, self.row.cells))
        problems = []
        if self.by_labels:
            problems.append(_warning("submission.by_labels", self.row.source))
        if self.missing:
            problems.append(
                _warning("submission.no_repeat_table", self.row.source, names=", ".join(self.missing))
            )
        filled = Filled(self.answers, self.counts, self.left_out, frozenset(self.covered))
        return filled, problems

    def _take(self, table: Table, cells: dict[str, str], scope: Definition, ref: str) -> None:
        columns = self.export.columns(self.form, table, scope)
        self.by_labels |= columns.by_labels
        definitions = {column.definition.index: column.definition for column in columns.known.values()}
        self.covered |= {each.path for each in definitions.values()}
        for index, text in row_answers(cells, columns, self.words).items():
            self.answers[ref + definitions[index].path.removeprefix(scope.path)] = text
        for header in columns.unknown:
            if cells.get(header):
                self.left_out[f"{ref}: {header}"] = cells[header]

    def _repeats(self, scope: Definition, ref: str, keys: list[str]) -> None:
        for definition in self.repeats:
            if self.form.definition(definition.parent).scope != scope.index:
                continue
            table = self.export.table_of(definition, self.form)
            name = below(definition.path, self.form.definition(ROOT).path)[-1]
            if table is None:
                self.missing += [name] if name not in self.missing else []
                continue
            place = ref + definition.path.removeprefix(scope.path)
            rows = next((found for key in keys if (found := self.export.children(table, key))), [])
            self.counts[place] = len(rows)
            self.covered.add(definition.path)
            self.instances += len(rows)
            if self.instances > MOST_INSTANCES:
                raise fail("submission.too_many_instances", limit=MOST_INSTANCES)
            for position, cells in enumerate(rows, start=1):
                instance = f"{place}[{position}]"
                self._take(table, cells, definition, instance)
                self._repeats(definition, instance, self.export.own_keys(table, cells))


def _is_table_of(table: Table, names: list[str], main: Table) -> bool:
    """Tell whether a table is that of a repeat: by the keys in it, else by its name."""
    for _, cells in table.rows[:1]:
        key = cells.get("KEY", "")
        if "/" in key:
            steps = [step.partition("[")[0] for step in key.split("/")[1:]]
            return steps == names
    own = table.name.removeprefix(main.name).lstrip("-").partition("~")[0].lower()
    wanted = names[-1].lower()
    return own == wanted or (len(own) >= 28 and wanted.startswith(own.rstrip("0123456789_ ")))


def _warning(code: str, source: str, **values: object) -> Problem:
    return Problem(code, Place(source), values, Severity.WARNING)
