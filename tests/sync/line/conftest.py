import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "device"))
sys.path.append(str(Path(__file__).parents[1] / "hub"))

from device_sample import Centre
from faulty_line import FaultyLine
from hub_folder_sample import SECRET, make_folder, served
from line_sample import Served, encoded

from greenfield.sync.hub.administration import add_organisation
from greenfield.sync.hub.opening import certificate_of, opened_hub


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
