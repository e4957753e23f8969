import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "store"))

from store_connections import NOON, keyed

from greenfield.store.workspace import open_workspace
from greenfield.vault.datakey import DataKey


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A new database with its tables, to be copied: migrating takes half a second."""
    path, key = tmp_path_factory.mktemp("empty") / "data.db", DataKey.new()
    workspace = open_workspace(keyed(path, key), path.parent, lambda: NOON)
    with workspace.unit() as unit:
        unit.driver.execute("DELETE FROM meta")
    workspace.close()
    return path.read_bytes(), key


@pytest.fixture
def make_workspace(tmp_path, empty_database):
    """Open a new workspace, or the one of that name again."""
    opened = []

    def make(name="first"):
        path = tmp_path / name / "data.db"
        content, key = empty_database
        if not path.exists():
            path.parent.mkdir()
            path.write_bytes(content)
        opened.append(open_workspace(keyed(path, key), path.parent, lambda: NOON))
        return opened[-1]

    yield make
    for each in opened:
        each.close()
