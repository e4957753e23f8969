from collections.abc import Callable

import pytest
from device_sample import Centre, Device


@pytest.fixture
def centre():
    made = Centre()
    yield made
    made.hub.close()


@pytest.fixture
def join(centre, make_workspace) -> Callable[..., Device]:
    """Open a workspace and connect it: `join("first", "Awa")`."""
    return lambda name, member="Awa", role="visitor": centre.join(make_workspace(name), member, role)
