"""What became of the last plan: each measure with estimated and verified saving, and how the indicators moved."""

from greenfield.charts.shapes import Role
from greenfield.records.measure_status import MeasureStatus
from greenfield.report.figures import Figures
from greenfield.report.follow_up import change_lines, compared_note, remark, status_name, verified_sentence
from greenfield.report.followed import FollowedMeasure, FollowedUp
from greenfield.report.indicator_lines import column_heads
from greenfield.report.pdf.blocks import Block, Stack
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.flow import Flow
from greenfield.report.pdf.sheet import TEXT_WIDTH, column_start, span
from greenfield.report.pdf.styles import QUIET, SMALL, SMALL_STRONG
from greenfield.report.pdf.table import Row
from greenfield.report.plan import ActionPlan, CoveredPeriod

_MEASURE, _STATUS = span(5) - 8, span(2)
_STATUS_AT, _ESTIMATED_AT, _VERIFIED_AT = column_start(5), column_start(7) + 4, column_start(10)
_ESTIMATED, _VERIFIED = _VERIFIED_AT - _ESTIMATED_AT - 8, TEXT_WIDTH - _VERIFIED_AT
_NAME, _TOTAL, _RELATIVE = span(4), span(4), span(4)
_TOTAL_AT, _RELATIVE_AT = column_start(4), column_start(8)


def add_follow_up(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    """Put what became of the last plan on a new page; nothing for a first visit."""
    follow = plan.follow_up
    if follow is None:
        return
    flow.new_page()
    title = desk.texts("What became of the last plan")
    flow.mark_section(title)
    day = desk.formats.date(follow.visited_on) if follow.visited_on else desk.texts("an unknown day")
    note = desk.texts(
        "The last visit was on {date}. Its plan estimated what each measure would save a year; what was found since "
        "stands beside it.",
        date=day,
    )
    flow.add_rows(
        (desk.title(title), desk.section(desk.texts("The measures"), note)),
        _header(desk),
        [_measure(one, follow, desk) for one in follow.measures],
        before=0.0,
    )
    together = verified_sentence(follow, desk.figures)
    if together:
        flow.add(desk.text(together), before=10)
    _add_changes(flow, follow, plan.period, desk)


def _header(desk: Desk) -> Block:
    texts = desk.texts
    return Row(
        (
            (0.0, desk.text(texts("Measure"), SMALL_STRONG, _MEASURE)),
            (_STATUS_AT, desk.text(texts("Status"), SMALL_STRONG, _STATUS)),
            (_ESTIMATED_AT, desk.text(texts("Estimated a year"), SMALL_STRONG, _ESTIMATED, "end")),
            (_VERIFIED_AT, desk.text(texts("Verified a year"), SMALL_STRONG, _VERIFIED, "end")),
        ),
        TEXT_WIDTH,
        line=Role.INK,
    )


def _measure(one: FollowedMeasure, follow: FollowedUp, desk: Desk) -> Block:
    figures = Figures(desk.texts, desk.formats, follow.currency)
    name: list[Block] = [desk.as_written(one.title, SMALL, _MEASURE)]
    said = remark(one, figures)
    is_unknown = one.verified_saving is None and one.status is not MeasureStatus.IMPLEMENTED
    verified = "" if is_unknown else figures.estimated_money(one.verified_saving)
    if said:
        name.append(desk.text(said, QUIET, _MEASURE))
    return Row(
        (
            (0.0, Stack(tuple(name))),
            (_STATUS_AT, desk.text(status_name(one.status, desk.texts), SMALL, _STATUS)),
            (
                _ESTIMATED_AT,
                desk.text(figures.estimated_money(one.estimated_saving), SMALL, _ESTIMATED, "end"),
            ),
            (
                _VERIFIED_AT,
                desk.text(verified, SMALL_STRONG, _VERIFIED, "end"),
            ),
        ),
        TEXT_WIDTH,
    )


def _add_changes(flow: Flow, follow: FollowedUp, period: CoveredPeriod, desk: Desk) -> None:
    texts = desk.texts
    note = compared_note(follow, desk.figures)
    header = _change_row(desk, column_heads(period, texts), head=True)
    rows = [
        _change_row(desk, (line.name, line.total, line.relative))
        for line in change_lines(follow, desk.figures)
    ]
    flow.add_rows((desk.section(texts("Change since the last visit"), note),), header, rows, before=22.0)
    if not follow.same_output:
        flow.add(desk.text(texts("The output is counted in another unit now."), QUIET), before=6)


def _change_row(desk: Desk, cells: tuple[str, str, str], *, head: bool = False) -> Block:
    name, total, relative = cells
    style = SMALL_STRONG if head else SMALL
    return Row(
        (
            (0.0, desk.text(name, style, _NAME)),
            (_TOTAL_AT, desk.text(total, style, _TOTAL, "end")),
            (_RELATIVE_AT, desk.text(relative, style, _RELATIVE, "end")),
        ),
        TEXT_WIDTH,
        line=Role.INK if head else Role.LINE,
    )
