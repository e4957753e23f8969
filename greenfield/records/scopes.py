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
    """What a company allows with photos of it, from the narrowest to the widest; each includes the ones before.

    None are taken; kept in the workspace and shown to its readers; printed in the company's own documents;
    shown to anybody.
    """

    NONE = "none"
    INTERNAL = "internal"
    REPORT = "report"
    PUBLIC = "public"


NARROWEST_FIRST: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"sharing": tuple(Scope), "photos": tuple(PhotoPermission)}
)
"""The fields that guard a company; while one has two heads, the narrower value holds."""


def narrower(field: str, values: Iterable[str]) -> str:
    """Return which of a guarding field's values holds.

    One that this version does not know counts as the narrowest, and gives way to the narrowest known one.
    """
    order = NARROWEST_FIRST[field]
    return min(values, key=lambda value: (_rank(value, order), value not in order, value))


def permits_photos(said: str, use: PhotoPermission) -> bool:
    """Tell whether a company that said this permits a use of its photos; an unknown word or none permits nothing."""
    order = NARROWEST_FIRST["photos"]
    return _rank(said, order) >= order.index(use)


def _rank(value: str, order: tuple[str, ...]) -> int:
    return order.index(value) if value in order else 0
