"""The answers: each part of the questionnaire with its questions and what was answered, then what is still open."""

from greenfield.report.pdf.blocks import Block
from greenfield.report.pdf.desk import Desk
from greenfield.report.pdf.flow import Flow
from greenfield.report.pdf.sheet import TEXT_WIDTH, column_start, span
from greenfield.report.pdf.styles import BODY_STRONG, QUIET, SMALL
from greenfield.report.pdf.table import Row
from greenfield.report.plan import ActionPlan, AnswerLine, AnswerSection

_ANSWER_AT = column_start(6)


def add_answers(flow: Flow, plan: ActionPlan, desk: Desk) -> None:
    """Put the answers on a new page; a heading keeps the first question below it."""
    flow.new_page()
    texts = desk.texts
    title = texts("Answers")
    flow.mark_section(title)
    lead: list[Block] = [desk.title(title)]
    if not plan.answers:
        lead.append(desk.text(texts("No question was answered yet.")))
    distance = 0.0
    for section in plan.answers:
        lead += [_heading(section, desk)] if section.title else []
        if section.lines:
            first, *others = [_line(line, desk) for line in section.lines]
            flow.add(*lead, first, before=distance)
            for row in others:
                flow.add(row)
            lead, distance = [], 14.0
    if lead:
        flow.add(*lead)
    if plan.gaps:
        heading = texts.plural(
            "One question is still open", "{count} questions are still open", len(plan.gaps)
        )
        points = desk.points(plan.gaps)
        flow.add(desk.section(heading), points[0], before=18.0)
        for point in points[1:]:
            flow.add(point, before=2.5)
    if plan.notes:
        points = desk.points(plan.notes)
        flow.add(desk.section(texts("Notes")), *points, before=14.0)


def _heading(section: AnswerSection, desk: Desk) -> Block:
    if section.depth:
        return desk.as_written(section.title, BODY_STRONG)
    return desk.section(section.title)


def _line(line: AnswerLine, desk: Desk) -> Block:
    return Row(
        (
            (0.0, desk.as_written(line.question, QUIET, span(6) - 8)),
            (_ANSWER_AT, desk.as_written(line.answer, SMALL, TEXT_WIDTH - _ANSWER_AT)),
        ),
        TEXT_WIDTH,
    )
