"""A device's token is exchanged for a new one before it ends; the hub's clock alone says when."""

from datetime import datetime, timedelta
from typing import Final

from greenfield.sync.device.hub_line import HubLine
from greenfield.sync.device.link import Link
from greenfield.sync.messages import Token

BEFORE: Final = timedelta(days=14)


def is_due(link: Link, server_time: str) -> bool:
    """Tell whether the token ends soon, by the times that the hub gave; False where one of them is no time."""
    try:
        return datetime.fromisoformat(link.expires) - datetime.fromisoformat(server_time) < BEFORE
    except (ValueError, TypeError):
        return False


def rotate(hub: HubLine) -> tuple[str, str]:
    """Return a new token and when it ends; the old one serves on for a while, should this answer be lost."""
    said = hub.ask("POST", "/v1/devices/token", Token)
    return said.token, said.expires
