import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "device"))
sys.path.append(str(Path(__file__).parents[1] / "hub"))
sys.path.append(str(Path(__file__).parents[2] / "store"))

from device_sample import Centre
from faulty_line import FaultyLine
from hub_folder_sample import SECRET, make_folder, served
from line_sample import Served, encoded
from store_connections import NOON, keyed

from greenfield.store.workspace import open_workspace
from greenfield.sync.hub.administration import add_organisation
from greenfield.sync.hub.opening import certificate_of, opened_hub
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
    """Open a new workspace."""
    opened = []

    def make(name):
        path = tmp_path / name / "data.db"
        content, key = empty_database
        path.parent.mkdir()
        path.write_bytes(content)
        opened.append(open_workspace(keyed(path, key), path.parent, lambda: NOON))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


@contextmanager
def _served(folder, *, tls):
    with opened_hub(make_folder(folder), SECRET) as (database, _vault):
        centre = Centre(database)
        centre.organisation = add_organisation(database, centre.hub.surroundings, "Centre")
        certificate, _name = certificate_of(database)
        with served(centre.hub, certificate if tls else None) as url:
            yield Served(centre, int(url.rpartition(":")[2]), encoded(certificate.der) if tls else "")


@pytest.fixture
def hub(tmp_path):
    """A hub over TLS."""
    with _served(tmp_path / "centre.hub", tls=True) as found:
        yield found


@pytest.fixture
def plain_hub(tmp_path):
    """A hub over plain HTTP, as behind a proxy with a certificate of its own: a line can read and repeat what is said."""
    with _served(tmp_path / "plain.hub", tls=False) as found:
        yield found


@pytest.fixture
def line_to():
    """Make a faulty line to a hub: `line_to(hub, fault, bytes_a_second=...)`."""
    made = []

    def make(hub, *faults, **terms):
        made.append(FaultyLine(hub.port, *faults, **terms))
        return made[-1]

    yield make
    for each in made:
        each.close()
