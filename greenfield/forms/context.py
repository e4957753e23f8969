"""What a session takes from outside: time, chance, who answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo


@dataclass(frozen=True, slots=True)
class Context:
    """`now` (UTC where it has no zone) stays the same for a session; `random` gives numbers from 0 to under 1."""

    now: datetime
    random: Callable[[], float]
    username: str = ""
    deviceid: str = ""

    def moment(self) -> datetime:
        """Return `now` with a zone."""
        return self.now if self.now.tzinfo is not None else self.now.replace(tzinfo=UTC)

    def zone(self) -> tzinfo:
        """Return the zone that holds where a date or time has none."""
        return self.now.tzinfo or UTC

    def properties(self) -> dict[str, str]:
        """Return what forms read by `property` and preloads."""
        return {"username": self.username, "deviceid": self.deviceid}
