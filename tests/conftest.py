"""Property tests: repeatable in `make test` and in CI, searching anew when they are run at full size by hand.

Neither looks at the clock: how long an example takes, or is made, depends on what else the machine does.
"""

import os

from hypothesis import HealthCheck, settings

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeatable", UNHURRIED, derandomize=True, database=None)
settings.register_profile("searching", UNHURRIED, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
