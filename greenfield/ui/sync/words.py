"""How a workspace stands with its hub, in words."""

from dataclasses import dataclass
from enum import Enum

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts
from greenfield.services.stored_words import moment
from greenfield.services.sync.known import Report
from greenfield.services.sync.state import Mode, SyncState

_NO_LINE = "sync.line"
_OTHER_HUB = "other_certificate"


class Sign(Enum):
    """How a workspace stands with its hub, at a glance."""

    NONE = "none"
    FINE = "fine"
    WAITING = "waiting"
    WORKING = "working"
    NO_LINE = "no_line"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class Standing:
    """The sign, in a few words for the rail, and in a sentence."""

    sign: Sign
    short: str
    sentence: str


def standing(
    state: SyncState | None, report: Report | None, texts: Texts, formats: Formats, *, is_syncing: bool
) -> Standing:
    """Return how a workspace stands with its hub."""
    if state is None or state.link is None:
        return Standing(Sign.NONE, "", texts("This workspace is not connected to a hub."))
    last = last_sync(state, texts, formats)
    if is_syncing:
        return Standing(Sign.WORKING, texts("Syncing"), texts("Syncing now."))
    if state.link.revoked:
        out = texts("This device was taken out of the organisation.")
        return Standing(Sign.ATTENTION, texts("Not let in"), out)
    if said := _to_look_at(state, report, texts):
        return Standing(Sign.ATTENTION, texts("To look at"), said)
    waiting = texts.plural("{count} waiting", "{count} waiting", state.unsent) if state.unsent else ""
    if report is not None and report.problem is not None:
        said = texts("There is no connection to the hub. Everything is kept here until there is one.")
        return Standing(Sign.NO_LINE, waiting or texts("Offline"), said)
    if state.unsent:
        said = texts.plural(
            "{count} change waits to be sent.", "{count} changes wait to be sent.", state.unsent
        )
        return Standing(Sign.WAITING, waiting, f"{said} {last}")
    return Standing(Sign.FINE, texts("Up to date") if state.link.last_sync else "", last)


def _to_look_at(state: SyncState, report: Report | None, texts: Texts) -> str:
    """Return what a person has to look at, the gravest first; empty for nothing."""
    if is_other_hub(report):
        return texts("Another hub answers than the one that you connected to.")
    if state.has_twin:
        return texts("A second computer works with a copy of this workspace, as the same device.")
    aside = state.held + state.refused
    if aside:
        return texts.plural(
            "The hub did not take {count} change. It is kept here.",
            "The hub did not take {count} changes. They are kept here.",
            aside,
        )
    if report is not None and report.problem is not None and not _is_no_line(report):
        return texts("The last sync did not go to its end.")
    return ""


def is_other_hub(report: Report | None) -> bool:
    """Tell whether a sync ended because another certificate stands at the hub's address than the one that was agreed to."""
    problem = report.problem if report is not None else None
    return problem is not None and problem.code == _NO_LINE and problem.values.get("reason") == _OTHER_HUB


def _is_no_line(report: Report) -> bool:
    return report.problem is not None and report.problem.code == _NO_LINE


def last_sync(state: SyncState, texts: Texts, formats: Formats) -> str:
    """Return when the last whole sync was."""
    said = state.link.last_sync if state.link else ""
    if not said:
        return texts("There was no whole sync yet.")
    if state.files_to_send or state.files_to_fetch:
        return texts(
            "All records were synced last on {moment}. Photos and documents wait.",
            moment=moment(said, formats),
        )
    return texts("Everything was synced last on {moment}.", moment=moment(said, formats))


def outcome(report: Report, texts: Texts, formats: Formats) -> str:
    """Return what a sync did, in a sentence or two; empty for one that never got as far as doing anything."""
    said = []
    if report.cancelled:
        said.append(
            texts(
                "The sync was stopped. What was agreed until then stays, and the next one goes on from there."
            )
        )
    if report.restored:
        said.append(texts("The hub was restored from a backup."))
        if report.given_back:
            said.append(
                texts.plural(
                    "It had lost {count} change, and has it again from here.",
                    "It had lost {count} changes, and has them again from here.",
                    report.given_back,
                )
            )
    if report.sent or report.received or report.files_sent or report.files_fetched:
        said.append(
            texts(
                "Changes sent: {sent}, received: {received}. Photos and documents sent: {files_sent}, received: {files_received}.",
                sent=formats.number(report.sent),
                received=formats.number(report.received),
                files_sent=formats.number(report.files_sent),
                files_received=formats.number(report.files_fetched),
            )
        )
    elif not said and report.problem is None:
        said.append(texts("There was nothing new on either side."))
    return " ".join(said)


def modes(texts: Texts) -> dict[Mode, str]:
    """Return the modes in words."""
    return {
        Mode.AUTOMATIC: texts("By itself, whenever there is a connection"),
        Mode.BY_HAND: texts("Only when I press “Sync now”"),
        Mode.NEVER: texts("Never"),
    }
