"""`greenfield visit show VISIT`: what a visit says now: figures, recommended measures, gaps."""

import argparse

import msgspec

from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.story import assessment_lines
from greenfield.cli.sync_words import conflict_line
from greenfield.cli.words import state_word
from greenfield.services.finishing import assess_visit, unsupported
from greenfield.services.measure_details import measure_details
from greenfield.services.not_taken_over import not_taken_over
from greenfield.services.offered_measures import offered_measures
from greenfield.services.open_visit import open_visit
from greenfield.services.shown_result import shown_result
from greenfield.services.submissions.kept import KEPT_TYPES, kept_submissions
from greenfield.services.sync.conflicts import count_conflicts
from greenfield.services.workspaces import now
from greenfield.store.reading.plan import attachments_of


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("visit", metavar="VISIT", help=mark("the visit: its id, or the beginning of it"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    moment = now()
    with context.reading() as workspace:
        opened = open_visit(workspace, arguments.visit, context.texts.language, moment)
        assessment, chosen = assess_visit(workspace, opened, moment.date())
        result, record = shown_result(workspace, opened, moment)
        offered = offered_measures(workspace, opened, assessment, chosen, language=context.texts.language)
        with workspace.read() as connection:
            attached = attachments_of(connection, opened.visit.id)
        left_over = not_taken_over(workspace, opened.visit.id)
        fought = count_conflicts(workspace, opened.visit.id)
        submissions = kept_submissions(workspace, opened.visit.id)
    photos = [one for one in attached if one.text("media_type") not in KEPT_TYPES]
    gaps, texts = opened.gaps(), context.texts
    lines = [
        f"{opened.visit.id[:8]}  {opened.visit.date}  {state_word(opened.visit.state, texts)}",
        *assessment_lines(assessment, opened.toolkit, context),
    ]
    if fought:
        lines += ["", conflict_line(fought, context)]
    if gaps:
        lines += ["", texts("Not answered yet:"), *(f"  {gap.label} ({gap.ref})" for gap in gaps)]
    if left_over:
        lines += ["", texts("Not taken over from the last visit:"), *(f"  {one.text}" for one in left_over)]
    if photos:
        names = [" ".join(part for part in (one.text("name"), one.text("caption")) if part) for one in photos]
        lines += ["", texts("Photos:"), *(f"  {name}" for name in names)]
    document = {
        "photos": [{"id": one.id, **one.fields} for one in photos],
        "submissions": [{"instance": one.ids[0], "sent_at": one.sent_at} for one in submissions],
        "visit": opened.visit.id,
        "state": str(opened.visit.state),
        "conflicts": fought,
        "answers": {node.ref: node.value for node in opened.session.nodes() if node.value},
        "gaps": [{"ref": gap.ref, "label": gap.label} for gap in gaps],
        "not_taken_over": [{"question": one.question, "text": one.text} for one in left_over],
        "chosen": [one.name for one in chosen],
        "measures": [
            {"name": one.name, "title": one.title, "chosen": one.chosen is not None, **measure_details(one)}
            for one in offered
        ],
        "unsupported": {name: list(missing) for name, missing in unsupported(assessment).items()},
        "undecided": {k: list(v) for k, v in assessment.recommendations.undecided.items()},
        "result_record": record,
        "result": msgspec.to_builtins(result),
    }
    return context.show(lines, document, assessment.problems)


VISIT_SHOW = Command(("visit", "show"), mark("show what a visit says now"), _run, _arguments)
