"""What window and command line name of sync: they reach it through the services alone."""

from greenfield.services.sync.connecting import LineTo
from greenfield.sync.device.address import Certificate, checked, in_groups
from greenfield.sync.device.conduct import (
    CHECK,
    FILES_IN,
    FILES_OUT,
    PULL,
    PUSH,
    Cancel,
    Conduct,
    Progress,
    Retry,
)
from greenfield.sync.device.engine import Report
from greenfield.sync.device.http_line import HttpLine
from greenfield.sync.device.link import Link
from greenfield.sync.discovery import FoundHub
from greenfield.sync.exchange.sealing import Key, Recipients

__all__ = [
    "CHECK",
    "FILES_IN",
    "FILES_OUT",
    "PULL",
    "PUSH",
    "Cancel",
    "Certificate",
    "Conduct",
    "FoundHub",
    "HttpLine",
    "Key",
    "LineTo",
    "Link",
    "Progress",
    "Recipients",
    "Report",
    "Retry",
    "checked",
    "in_groups",
]
