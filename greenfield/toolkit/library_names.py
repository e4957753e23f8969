"""The names of the resources that come with the program; a measure of any toolkit may name them."""

from greenfield.base.problem import ProblemError
from greenfield.toolkit.library_source import SHEET, library_source, read_tables


def library_names() -> frozenset[str]:
    """Return the names as the tables of the shipped library give them, unchecked.

    None where a table cannot be read: that is told in full by whoever makes the pack.
    """
    try:
        tables = read_tables(library_source().parent)
    except ProblemError:
        return frozenset()
    return frozenset(name for table in tables for row in table.sheet(SHEET) if (name := row.get("name")))
