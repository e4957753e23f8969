"""Who may read a record, and which of two scopes is the narrower one."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Scope(StrEnum):
    """Who may read a record, from the narrowest to the widest."""

    OWN = "own"
    GROUP = "group"
    ORGANISATION = "organisation"


class PhotoPermission(StrEnum):
    """What a company allows with photos of it, from the narrowest to the widest."""

    NONE = "none"
    INTERNAL = "internal"
    REPORT = "report"
    PUBLIC = "public"


NARROWEST_FIRST: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"sharing": tuple(Scope), "photos": tuple(PhotoPermission)}
)
"""The fields that guard a company; while one has two heads, the narrower value holds."""


def narrower(field: str, values: Iterable[str]) -> str:
    """Return which of a guarding field's values holds; one that this version does not know is the narrowest.

    Whoever asks for a permission has to take an unknown value for none.
    """
    order = NARROWEST_FIRST[field]
    return min(values, key=lambda value: (order.index(value) if value in order else -1, value))
