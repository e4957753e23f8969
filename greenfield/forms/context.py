"""What a session takes from outside: time, chance, who answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from greenfield.forms.element import Element

# What stands before a property in a form that asks for it as a URI (`uri:username`).
_SCHEMES = {"username": "username:", "deviceid": "", "email": "mailto:", "phonenumber": "tel:"}


@dataclass(frozen=True, slots=True)
class Context:
    """`now` (UTC where it has no zone) stays the same for a session; `random` gives numbers from 0 to under 1.

    `location` is the place where the device is, as a geopoint, empty where it cannot tell. `last_saved` is the
    instance of the form that was saved last, as a document (`reading.secondary.read_document`).
    """

    now: datetime
    random: Callable[[], float]
    username: str = ""
    deviceid: str = ""
    email: str = ""
    phonenumber: str = ""
    location: str = ""
    last_saved: Element | None = None

    def moment(self) -> datetime:
        """Return `now` with a zone."""
        return self.now if self.now.tzinfo is not None else self.now.replace(tzinfo=UTC)

    def zone(self) -> tzinfo:
        """Return the zone that holds where a date or time has none."""
        return self.now.tzinfo or UTC

    def properties(self) -> dict[str, str]:
        """Return what forms read by `property` and preloads."""
        known = {
            "username": self.username,
            "deviceid": self.deviceid,
            "email": self.email,
            "phonenumber": self.phonenumber,
        }
        as_uris = {
            f"uri:{name}": f"{scheme}{known[name]}" for name, scheme in _SCHEMES.items() if known[name]
        }
        return known | as_uris
