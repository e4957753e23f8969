"""What stands in the tables that follow from the log."""

from greenfield.store.check import _fingerprints


def fingerprints(workspace):
    """Return a hash of the rows of each table, sums included."""
    with workspace.unit() as unit:
        unit.note()
        return _fingerprints(workspace.writing_connection)
