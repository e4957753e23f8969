"""`greenfield sync`: sends what is unsent, fetches what others shared; or says how things stand."""

import argparse
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet

from greenfield.base.problem import Problem, fail
from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.cli.sync_progress import SyncLine
from greenfield.cli.sync_words import (
    link_lines,
    report_json,
    report_lines,
    state_json,
    state_lines,
    state_warnings,
)
from greenfield.services.sync.known import Conduct, Report
from greenfield.services.sync.state import Mode, Tray, changes_in, set_metered, sync_state
from greenfield.services.sync.syncing import sync_now
from greenfield.store.workspace import Workspace

_LOOK_SECONDS = 0.2


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--metered",
        action=argparse.BooleanOptionalAction,
        default=None,
        help=mark("the line costs by what it carries: photos and documents wait, small files go along"),
    )
    parser.add_argument(
        "--all-files",
        action="store_true",
        help=mark("let photos and documents go and come this once, though the line is metered"),
    )
    parser.add_argument("--state", action="store_true", help=mark("say how things stand, and sync nothing"))


def _run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.state:
        return _show_state(context)
    with context.writing() as workspace:
        if arguments.metered is not None:
            set_metered(workspace, metered=arguments.metered)
        link = sync_state(workspace).link
        if link is None:
            raise fail("sync.not_connected")
        if link.mode == Mode.NEVER:
            raise fail("sync.never")
        line = SyncLine(context)
        metered = link.metered and not arguments.all_files
        conduct = Conduct(metered=metered, ahead=True, progress=line.progress, retries=line.retrying)
        line.begin()
        try:
            report = _synced(workspace, conduct)
        finally:
            line.end()
        state = sync_state(workspace)
    problems = [report.problem] if report.problem else []
    if report.cancelled:
        problems.append(Problem("sync.stopped"))
    document = {"sync": report_json(report), **state_json(state)}
    return context.show(
        [*report_lines(report, context), *state_lines(state, context)],
        document,
        [*problems, *state_warnings(state)],
    )


def _synced(workspace: Workspace, conduct: Conduct) -> Report:
    """Sync beside this thread, which alone hears Ctrl+C: it ends the sync where nothing is lost."""
    with ThreadPoolExecutor(1, thread_name_prefix="sync") as beside:
        report: Future[Report] = beside.submit(sync_now, workspace, conduct)
        while True:
            try:
                return report.result(_LOOK_SECONDS)
            except NotYet:
                if report.done():
                    raise
            except KeyboardInterrupt:
                conduct.cancel()


def _show_state(context: Context) -> int:
    with context.reading() as workspace:
        state = sync_state(workspace)
        if state.link is None:
            raise fail("sync.not_connected")
        trays = {tray: changes_in(workspace, tray) for tray in Tray}
    document = {
        **state_json(state),
        "trays": {
            str(tray): [
                {
                    "change": each.change.cid,
                    "kind": each.change.kind,
                    "record": each.change.record,
                    "operation": each.change.op,
                    "values": each.change.values,
                    "at_device": each.change.at_device,
                    "reason": each.change.reason,
                    "company": each.belonging.company_name,
                    "visit": each.belonging.visit,
                    "visit_date": each.belonging.visit_date,
                }
                for each in found
            ]
            for tray, found in trays.items()
        },
    }
    return context.show(
        [*link_lines(state, context), *state_lines(state, context)], document, state_warnings(state)
    )


SYNC = Command(("sync",), mark("send and fetch changes, or say how things stand"), _run, _arguments)
