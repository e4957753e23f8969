"""What became of a measure of a plan, as `measure.status` keeps it."""

from enum import StrEnum


class MeasureStatus(StrEnum):
    """What became of a measure of the last plan; `pending` is begun or still meant to be done."""

    IMPLEMENTED = "implemented"
    PENDING = "pending"
    NOT_IMPLEMENTED = "not_implemented"
    UNKNOWN = "unknown"
