import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from store_connections import NOON, keyed

from greenfield.store.workspace import Workspace, open_workspace
from greenfield.vault.datakey import DataKey
from greenfield.vault.driver import open_file

# the histories of devices are drawn once, for the merge and for the store below it
sys.path.append(str(Path(__file__).parent.parent / "records"))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, DataKey]:
    """A new database with its tables, to be copied: migrating takes half a second."""
    path, key = tmp_path_factory.mktemp("empty") / "data.db", DataKey.new()
    open_workspace(keyed(path, key), path.parent, lambda: NOON).close()
    with open_file(path, key, "rw") as connection:
        connection.execute("DELETE FROM meta")
    connection.close()
    return path.read_bytes(), key


@pytest.fixture
def make_workspace(
    tmp_path: Path, empty_database: tuple[bytes, DataKey]
) -> Iterator[Callable[..., Workspace]]:
    """Open a new workspace, or the one of that name again."""
    opened: list[Workspace] = []

    def make(name: str = "first", *, read_only: bool = False) -> Workspace:
        path = tmp_path / name / "data.db"
        content, key = empty_database
        if not path.exists():
            path.parent.mkdir()
            path.write_bytes(content)
        opened.append(open_workspace(keyed(path, key), path.parent, lambda: NOON, read_only=read_only))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


@pytest.fixture
def workspace(make_workspace: Callable[..., Workspace]) -> Workspace:
    return make_workspace()
