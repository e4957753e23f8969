"""`greenfield sync`: sends what is unsent, fetches what others shared; or says how things stand."""

import argparse
from collections.abc import Iterator
from typing import Any

from greenfield.base.problem import Problem, Severity, fail
from greenfield.base.texts import mark
from greenfield.cli.command import Command, Context
from greenfield.services.sync.state import SyncState, Tray, changes_in, set_metered, sync_state
from greenfield.services.sync.syncing import sync_now
from greenfield.sync.device.conduct import Conduct
from greenfield.sync.device.engine import Report


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--metered", action=argparse.BooleanOptionalAction, default=None)
    parser.add_argument("--state", action="store_true")


def _run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.state:
        return _show_state(context)
    with context.writing() as workspace:
        if arguments.metered is not None:
            set_metered(workspace, metered=arguments.metered)
        link = sync_state(workspace).link
        if link is None:
            raise fail("sync.not_connected")
        report = sync_now(workspace, Conduct(metered=link.metered, ahead=True))
        state = sync_state(workspace)
    problems = [report.problem] if report.problem else []
    document = {"sync": _report_json(report), **_state_json(state)}
    return context.show(
        [*_report_lines(report, context), *_state_lines(state, context)],
        document,
        [*problems, *_warnings(state)],
    )


def _show_state(context: Context) -> int:
    with context.reading() as workspace:
        state = sync_state(workspace)
        if state.link is None:
            raise fail("sync.not_connected")
        trays = {tray: changes_in(workspace, tray) for tray in Tray}
    document = {
        **_state_json(state),
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
    return context.show(_state_lines(state, context), document, _warnings(state))


def _report_lines(report: Report, context: Context) -> Iterator[str]:
    texts = context.texts
    if report.restored and report.sent:
        yield texts("The hub was restored from a backup; it was given what it had lost.")
    if report.sent:
        yield texts.plural("{count} change was sent.", "{count} changes were sent.", report.sent)
    if report.received:
        yield texts.plural("{count} change came in.", "{count} changes came in.", report.received)
    files = report.files_sent + report.files_fetched
    if files:
        yield texts.plural(
            "{count} photo or document was carried.", "{count} photos or documents were carried.", files
        )
    if not (report.problem or report.sent or report.received or files):
        yield texts("Nothing was new on either side.")


def _state_lines(state: SyncState, context: Context) -> Iterator[str]:
    texts = context.texts
    counted = (
        (
            state.unsent,
            texts.plural(
                "{count} change waits to be sent.", "{count} changes wait to be sent.", state.unsent
            ),
        ),
        (
            state.files_to_send,
            texts.plural(
                "{count} photo or document waits to be sent.",
                "{count} photos or documents wait to be sent.",
                state.files_to_send,
            ),
        ),
        (
            state.files_to_fetch,
            texts.plural(
                "{count} photo or document waits to be fetched.",
                "{count} photos or documents wait to be fetched.",
                state.files_to_fetch,
            ),
        ),
        (
            state.conflicts,
            texts.plural(
                "{count} field has two values; “greenfield conflict list” shows them.",
                "{count} fields have two values; “greenfield conflict list” shows them.",
                state.conflicts,
            ),
        ),
    )
    yield from (line for count, line in counted if count)


def _warnings(state: SyncState) -> list[Problem]:
    twin = [Problem("sync.twin", severity=Severity.WARNING)] if state.has_twin else []
    found = (("sync.held", state.held), ("sync.refused", state.refused))
    return twin + [
        Problem(code, values={"count": count}, severity=Severity.WARNING) for code, count in found if count
    ]


def _report_json(report: Report) -> dict[str, Any]:
    return {
        "outcomes": report.outcomes,
        "sent": report.sent,
        "received": report.received,
        "unreadable": report.unreadable,
        "files_sent": report.files_sent,
        "files_fetched": report.files_fetched,
        "requests": report.requests,
        "bytes_sent": report.bytes_sent,
        "bytes_received": report.bytes_received,
        "restored": report.restored,
    }


def _state_json(state: SyncState) -> dict[str, Any]:
    link = state.link
    return {
        "hub": link.url if link else "",
        "organisation": link.organisation_name if link else "",
        "member": link.member_name if link else "",
        "mode": link.mode if link else "",
        "metered": bool(link and link.metered),
        "last_sync": link.last_sync if link else "",
        "unsent": state.unsent,
        "held": state.held,
        "refused": state.refused,
        "conflicts": state.conflicts,
        "twin": state.has_twin,
        "files_to_send": state.files_to_send,
        "files_to_fetch": state.files_to_fetch,
    }


SYNC = Command(("sync",), mark("send and fetch changes, or say how things stand"), _run, _arguments)
