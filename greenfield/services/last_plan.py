"""What became of the last plan: the status of each of its measures, noted at the follow-up visit.

Status, reason and verified saving stand in the records of the earlier visit's measures; its results stay as they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from greenfield.assess.account import Account
from greenfield.assess.indicators import changes, indicators, output_factor, without_output
from greenfield.assess.values import Change
from greenfield.base.problem import ProblemError, fail
from greenfield.records.change import Json
from greenfield.records.measure_status import MeasureStatus
from greenfield.services.chosen_measures import make_action
from greenfield.services.follow_up_result import ResultFollowUp, ResultStatus
from greenfield.services.measure_figures import as_figure
from greenfield.services.open_visit import OpenVisit
from greenfield.services.stored_values import stored_amount, stored_day
from greenfield.services.visit_result import ResultMeasure, VisitResult, read_content
from greenfield.store.reading.plan import Kept, actions_of, deleted_below, measures_of
from greenfield.store.reading.visits import find_visit, results_of
from greenfield.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of a measure; the verified saving is money a year as text in the currency of the last plan."""

    status: MeasureStatus
    reason: str = ""
    verified_saving: str = ""
    on: date | None = None


_OPEN = frozenset({MeasureStatus.PENDING, MeasureStatus.UNKNOWN})


class KeptAt(NamedTuple):
    """Where a measure of an earlier plan is kept: its record, and the visit of that plan."""

    record: str
    visit: str


@dataclass(frozen=True, slots=True)
class LastPlan:
    """The newest result of the last visit, its record, its day, and the measures to ask for as they stand now.

    These are the measures of its plan, and behind them those of the plans before that were pending or not known at the
    last visit and did not come into its plan again.
    """

    visit: str
    visited_on: date | None
    record: str
    result: VisitResult
    measures: tuple[ResultStatus, ...]
    kept: dict[str, KeptAt] = field(default_factory=dict)
    """Where the measures are kept, by name."""


def last_plan(workspace: Workspace, opened: OpenVisit) -> LastPlan | None:
    """Return the plan that this visit follows up; None for a first visit, or while that visit's result is not here."""
    if not opened.visit.follow_up_of:
        return None
    return _read(workspace, opened.visit.follow_up_of)


def note_status(workspace: Workspace, opened: OpenVisit, name: str, noted: Noted) -> None:
    """Note at an open follow-up visit what became of a measure of the last plan; what was noted before is replaced.

    Raises ProblemError `visit.finished`, `follow.no_last_visit`, `follow.no_result`, `follow.not_in_plan`,
    `follow.no_reason`, `follow.not_implemented`, `measure.not_a_figure`.
    """
    visit = opened.visit
    if not visit.follow_up_of:
        raise fail("follow.no_last_visit", visit.id[:8])
    is_done = noted.status is MeasureStatus.IMPLEMENTED
    if noted.status is MeasureStatus.NOT_IMPLEMENTED and not noted.reason.strip():
        raise fail("follow.no_reason", name)
    if not is_done and (noted.verified_saving or noted.on):
        raise fail("follow.not_implemented", name)
    saving = as_figure("verified_saving", noted.verified_saving) if noted.verified_saving else ""
    plan = _read(workspace, visit.follow_up_of)
    if plan is None:
        raise fail("follow.no_result", visit.follow_up_of[:8])
    if name not in plan.kept:
        raise fail("follow.not_in_plan", name, known=", ".join(plan.kept))
    record, planned_at = plan.kept[name]
    with workspace.unit() as unit:
        opened.must_be_open(unit)
        unit.set(
            record,
            {
                "status": str(noted.status),
                "not_implemented_because": noted.reason.strip(),
                "verified_saving": saving,
            },
        )
        done: dict[str, Json] = {"done_on": noted.on.isoformat() if noted.on else ""}
        known = [one for one in actions_of(unit.connection, planned_at) if one.text("measure") == record]
        if known:
            unit.set(known[0].id, done)
        elif noted.on:
            put_away = deleted_below(unit.connection, "action", record)
            if put_away:
                unit.restore(put_away[0].id)
                unit.set(put_away[0].id, done)
            else:
                make_action(unit, planned_at, record, done)


def follow_up_of(workspace: Workspace, opened: OpenVisit, account: Account) -> ResultFollowUp | None:
    """Return what the result of this visit keeps of the last one; None for a first visit."""
    plan = last_plan(workspace, opened)
    if plan is None:
        return None
    moved, same_output = change_since(plan.result, account)
    if plan.result.gwp != opened.gwp:
        moved |= dict.fromkeys((key for key in moved if key.startswith("co2e")), None)
    return ResultFollowUp(
        visit=plan.visit,
        result=plan.record,
        visited_on=plan.visited_on,
        start=plan.result.period.start,
        end=plan.result.period.end,
        period_stated=plan.result.period_stated,
        currency=plan.result.currency,
        measures=plan.measures,
        changes=moved,
        same_output=same_output,
    )


def change_since(base: VisitResult, account: Account) -> tuple[dict[str, Change | None], bool]:
    """Return how the indicators moved since a result, and whether the two outputs have a common unit."""
    try:
        factor = output_factor(base.period.output, account.period.output)
    except ProblemError:
        return changes(without_output(base.indicators), without_output(indicators(account))), False
    return changes(base.indicators, indicators(account, factor)), True


def _read(workspace: Workspace, visit: str) -> LastPlan | None:
    with workspace.read() as connection:
        results = results_of(connection, visit)
        visited_on = find_visit(connection, visit).date if results else ""
        measures, actions = measures_of(connection, visit), actions_of(connection, visit)
    if not results:
        return None
    newest = results[0]
    result = read_content(newest.content, newest.id)
    kept = {one.text("catalogue") or one.id: one for one in measures}
    planned = frozenset(one.name for one in result.measures)
    before = _read(workspace, result.follow_up.visit) if result.follow_up else None
    still_open = tuple(_still_open(result, before, planned))
    return LastPlan(
        visit=visit,
        visited_on=stored_day(visited_on),
        record=newest.id,
        result=result,
        measures=(*(_status(one, kept.get(one.name), actions) for one in result.measures), *still_open),
        kept={
            **(
                {one.name: before.kept[one.name] for one in still_open if one.name in before.kept}
                if before
                else {}
            ),
            **{one.name: KeptAt(kept[one.name].id, visit) for one in result.measures if one.name in kept},
        },
    )


def _still_open(
    result: VisitResult, before: LastPlan | None, planned: frozenset[str]
) -> Iterator[ResultStatus]:
    """Yield what a follow-up visit left open of earlier plans and did not plan again: as it stands now, with its day."""
    if result.follow_up is None or before is None:
        return
    left = {one.name for one in result.follow_up.measures if one.status in _OPEN} - planned
    for one in before.measures:
        if one.name in left:
            yield replace(one, agreed_on=one.agreed_on or before.visited_on)


def _status(planned: ResultMeasure, kept: Kept | None, actions: Sequence[Kept]) -> ResultStatus:
    """Return what plan and records say of a measure; a status that this version does not know is `unknown`."""
    status, saving, reason, done = "", "", "", ""
    if kept is not None:
        status, saving = kept.text("status"), kept.text("verified_saving")
        reason = kept.text("not_implemented_because")
        done = next((one.text("done_on") for one in actions if one.text("measure") == kept.id), "")
    return ResultStatus(
        name=planned.name,
        title=planned.title,
        status=MeasureStatus(status) if status in set(MeasureStatus) else MeasureStatus.UNKNOWN,
        estimated_saving=planned.figures.annual_saving if planned.figures else None,
        verified_saving=stored_amount(saving),
        reason=reason,
        on=stored_day(done),
        person=planned.person,
        due=planned.due,
    )
