"""What the result of a follow-up visit keeps of the visit before: its plan and what became of it, and the changes."""

from datetime import date
from decimal import Decimal

from msgspec import Struct

from greenfield.assess.values import Change
from greenfield.records.measure_status import MeasureStatus


class ResultStatus(Struct, frozen=True, kw_only=True):
    """A measure of the last plan: `title` by language, money a year in the currency of that plan.

    `estimated_saving` is what the plan said, `verified_saving` what was found since; both None where not known. `on` is
    the day since when it works, `reason` why it was not implemented, in the words of the visitor.
    """

    name: str
    title: dict[str, str]
    status: MeasureStatus
    estimated_saving: Decimal | None
    verified_saving: Decimal | None = None
    reason: str = ""
    on: date | None = None
    person: str = ""
    due: date | None = None
    agreed_on: date | None = None
    """The day of the visit in whose plan it stands, where that was before the last one: it was still open then."""


class ResultFollowUp(Struct, frozen=True, kw_only=True):
    """The visit before and the result that it is compared with.

    `changes` are those of `assess.indicators.changes`, from that result to this one; what depends on the output is
    None where the two outputs have no common unit, which `same_output` tells.
    """

    visit: str
    result: str
    visited_on: date | None
    start: date
    end: date
    currency: str
    measures: tuple[ResultStatus, ...]
    changes: dict[str, Change | None]
    same_output: bool = True
    period_stated: bool = True
