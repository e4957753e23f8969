"""The states of a visit. "Follow-up due" is computed from a finished visit and its date, never stored."""

from enum import StrEnum


class VisitState(StrEnum):
    """Prepared at the desk, open on the floor, finished with a result."""

    PREPARED = "prepared"
    OPEN = "open"
    FINISHED = "finished"
