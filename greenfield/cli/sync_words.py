"""What a sync did and how things stand with the hub, in lines for a person and for scripts."""

from collections.abc import Iterator
from typing import Any

from greenfield.base.problem import Problem, Severity
from greenfield.base.texts import Texts
from greenfield.cli.command import Context
from greenfield.services.stored_words import moment
from greenfield.services.sync.connecting import fingerprint_of, plain_fingerprint_of
from greenfield.services.sync.file_words import waiting_size
from greenfield.services.sync.known import Report
from greenfield.services.sync.role_words import role_word
from greenfield.services.sync.state import Mode, SyncState


def link_lines(state: SyncState, context: Context) -> Iterator[str]:
    """Yield which hub a workspace belongs to, and how it syncs with it; nothing for one that belongs to none."""
    link, texts, formats = state.link, context.texts, context.formats
    if link is None:
        return
    yield texts("{organisation}, at {url}", organisation=link.organisation_name, url=link.url)
    if link.certificate:
        yield texts("Fingerprint: {fingerprint}", fingerprint=fingerprint_of(link))
    yield texts(
        "You are {member} ({role}); this device is called “{device}”.",
        member=link.member_name,
        role=role_word(link.role, texts),
        device=link.device_name,
    )
    if link.revoked:
        yield texts("This device was taken out of the organisation.")
    yield mode_word(link.mode, texts)
    if link.metered:
        yield texts(
            "The line is metered: photos and documents wait until “greenfield sync --all-files”. What is small goes along."
        )
    if link.last_sync and (state.files_to_send or state.files_to_fetch):
        yield texts(
            "All records were synced last on {moment}. Photos and documents wait.",
            moment=moment(link.last_sync, formats),
        )
    elif link.last_sync:
        yield texts("Everything was synced last on {moment}.", moment=moment(link.last_sync, formats))
    else:
        yield texts("There was no whole sync yet.")


def mode_word(mode: str, texts: Texts) -> str:
    """Return when a workspace syncs, in a sentence."""
    return {
        Mode.AUTOMATIC: texts("The window syncs by itself, whenever there is a connection."),
        Mode.BY_HAND: texts("It syncs when somebody says so, by “greenfield sync” or in the window."),
        Mode.NEVER: texts("It never syncs, until “greenfield sync set --mode” says otherwise."),
    }.get(Mode(mode) if mode in set(Mode) else Mode.AUTOMATIC, mode)


def report_lines(report: Report, context: Context) -> Iterator[str]:
    """Yield what a sync did, for a person."""
    texts = context.texts
    if report.given_back:
        yield texts("The hub was restored from a backup; it was given what it had lost.")
    elif report.restored:
        yield texts("The hub was restored from a backup.")
    if report.sent:
        yield context.plural("{count} change was sent.", "{count} changes were sent.", report.sent)
    if report.received:
        yield context.plural("{count} change came in.", "{count} changes came in.", report.received)
    files = report.files_sent + report.files_fetched
    if files:
        yield context.plural(
            "{count} photo, document or questionnaire was carried.",
            "{count} photos, documents or questionnaires were carried.",
            files,
        )
    if not (report.problem or report.sent or report.received or files):
        yield texts("Nothing was new on either side.")


def state_lines(state: SyncState, context: Context) -> Iterator[str]:
    """Yield how things stand, for a person: what waits, and what is in conflict."""
    texts, formats = context.texts, context.formats
    sending = waiting_size(state.files_to_send, state.bytes_to_send, texts, formats)
    fetching = waiting_size(state.files_to_fetch, state.bytes_to_fetch, texts, formats)
    counted = (
        (
            state.unsent,
            context.plural(
                "{count} change waits to be sent.", "{count} changes wait to be sent.", state.unsent
            ),
        ),
        (
            state.files_to_send,
            context.plural(
                "{count} photo, document or questionnaire waits to be sent ({size}).",
                "{count} photos, documents or questionnaires wait to be sent ({size}).",
                state.files_to_send,
                size=sending,
            ),
        ),
        (
            state.files_to_fetch,
            context.plural(
                "{count} photo, document or questionnaire waits to be fetched ({size}).",
                "{count} photos, documents or questionnaires wait to be fetched ({size}).",
                state.files_to_fetch,
                size=fetching,
            ),
        ),
        (state.conflicts, conflict_line(state.conflicts, context)),
    )
    yield from (line for count, line in counted if count)


def conflict_line(count: int, context: Context) -> str:
    """Return how many fields have two values, and what shows them."""
    return context.plural(
        "{count} field has two values; “greenfield conflict list” shows them.",
        "{count} fields have two values; “greenfield conflict list” shows them.",
        count,
    )


def state_warnings(state: SyncState) -> list[Problem]:
    """Return that changes were held or refused, if any were."""
    twin = [Problem("sync.twin", severity=Severity.WARNING)] if state.has_twin else []
    found = (("sync.held", state.held), ("sync.refused", state.refused))
    return twin + [
        Problem(code, values={"count": count}, severity=Severity.WARNING) for code, count in found if count
    ]


def report_json(report: Report) -> dict[str, Any]:
    """Return what a sync did, for a script."""
    return {
        "outcomes": report.outcomes,
        "sent": report.sent,
        "received": report.received,
        "unreadable": report.unreadable,
        "files_sent": report.files_sent,
        "files_there": report.files_there,
        "files_fetched": report.files_fetched,
        "requests": report.requests,
        "bytes_sent": report.bytes_sent,
        "bytes_received": report.bytes_received,
        "restored": report.restored,
        "given_back": report.given_back,
        "stopped": report.cancelled,
    }


def state_json(state: SyncState) -> dict[str, Any]:
    """Return how things stand, for a script."""
    link = state.link
    return {
        "hub": link.url if link else "",
        "organisation": link.organisation_name if link else "",
        "member": link.member_name if link else "",
        "role": link.role if link else "",
        "device_name": link.device_name if link else "",
        "fingerprint": plain_fingerprint_of(link) if link else "",
        "mode": link.mode if link else "",
        "revoked": bool(link and link.revoked),
        "metered": bool(link and link.metered),
        "last_sync": link.last_sync if link else "",
        "unsent": state.unsent,
        "held": state.held,
        "refused": state.refused,
        "conflicts": state.conflicts,
        "files_to_send": state.files_to_send,
        "files_to_fetch": state.files_to_fetch,
        "bytes_to_send": state.bytes_to_send,
        "bytes_to_fetch": state.bytes_to_fetch,
        "twin": state.has_twin,
    }
