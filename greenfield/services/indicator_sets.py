"""Indicator sets of a centre or a park: a table that becomes a toolkit over the program's own one for parks."""

from pathlib import Path

from greenfield.base.problem import fail
from greenfield.services.toolkits import highest_shipped
from greenfield.toolkit.indicator_set import is_indicator_set, with_indicators
from greenfield.toolkit.package import SHEETS
from greenfield.toolkit.read import FormSource, read_file, read_form
from greenfield.toolkit.sheets import Sheets
from greenfield.toolkit.stored import decode_sheets
from greenfield.toolkit.table_pack import TABLE_ENDINGS
from greenfield.toolkit.tables import Table, read_tables, tables_of_sheets

PARK = "park-management"
"""The toolkit over which sets are compiled."""


def read_source(path: Path) -> FormSource:
    """Return the form in a file; an indicator set is one over the toolkit for parks.

    Raises as `toolkit.read.read_form`, and for a set as `toolkit.indicator_set.with_indicators`.
    """
    if path.suffix.lower() == ".csv":
        table = _set_in(read_tables(read_file(path), path.name))
        if table is None:
            raise fail("indicator_set.none", path.name)
        return FormSource(path.name, sheets=_compiled(table))
    form = read_form(path)
    if form.sheets is None or form.sheets.has("survey") or path.suffix.lower() not in TABLE_ENDINGS:
        return form
    table = _set_in(tables_of_sheets(form.sheets))
    return form if table is None else FormSource(path.name, sheets=_compiled(table))


def _set_in(tables: tuple[Table, ...]) -> Table | None:
    return next((table for table in tables if is_indicator_set(table)), None)


def _compiled(table: Table) -> Sheets:
    found = highest_shipped(PARK)
    if found is None:
        raise fail("toolkit.unknown", PARK)
    return with_indicators(decode_sheets(found[1].members[SHEETS], PARK), table)
