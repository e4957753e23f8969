"""The visit before a follow-up, as values: its plan, what became of it, and how the indicators moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from greenfield.assess.values import Change
from greenfield.records.measure_status import MeasureStatus


@dataclass(frozen=True, slots=True)
class FollowedMeasure:
    """A measure of the last plan: money a year, `on` since when it works, `reason` why it was not implemented."""

    name: str
    title: str
    status: MeasureStatus
    estimated_saving: Decimal | None
    verified_saving: Decimal | None = None
    reason: str = ""
    on: date | None = None
    agreed_on: date | None = None
    """The day of the plan in which it stands, where that is before the last one."""


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """The visit before: its day, its period, the currency of its plan, its measures, and how the indicators moved."""

    visited_on: date | None
    start: date
    end: date
    currency: str
    measures: tuple[FollowedMeasure, ...]
    changes: Mapping[str, Change | None]
    same_output: bool = True
    is_stated: bool = True
    """Whether the period of the last visit was stated."""
