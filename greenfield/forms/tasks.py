"""The pieces of work that an answer may cause, by definition and kind."""

from enum import IntEnum

from msgspec import Struct


class Work(IntEnum):
    """What a task works out. Those up to `CHOICES` can cause others, the rest are the end of a chain."""

    VALUE = 0
    RELEVANCE = 1
    COUNT = 2
    CHOICES = 3
    READONLY = 4
    CHECK = 5
    TEXT = 6

    __hash__ = int.__hash__  # Enum's own takes longer than the look-up that needs it


class Task(Struct, eq=False, gc=False):
    """One kind of work of one definition. `order` is its place in a run; `scope` the frames that it runs in."""

    work: Work
    index: int
    scope: int
    order: int = -1
