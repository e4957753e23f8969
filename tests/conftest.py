"""Property tests: repeatable in `make test` and in CI, searching anew when they are run at full size by hand.

Neither looks at the clock: how long an example takes, or is made, depends on what else the machine does.
"""

import os
import secrets

import pytest
from hypothesis import HealthCheck, settings

from greenfield.sync import discovery

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeatable", UNHURRIED, derandomize=True, database=None)
settings.register_profile("searching", UNHURRIED, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture
def own_network(monkeypatch):
    """What others announce and seek on this computer meanwhile, tests beside this one too, is another service."""
    monkeypatch.setattr(discovery, "SERVICE", f"_g{secrets.token_hex(6)}._tcp.local.")
