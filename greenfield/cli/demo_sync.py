"""`greenfield demo --sync`: what sync does, as a story of two people, a hub and a stick."""

import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from greenfield.cli.command import Context
from greenfield.services.demo import PASSPHRASE
from greenfield.services.demo_sync import FIRST, HUB, SECOND, SyncTold, run_sync_demo
from greenfield.services.hub import as_compared
from greenfield.services.stored_words import show_number
from greenfield.services.sync.known import Report

_FINGERPRINT_SIGNS = 16
_WIDTH = 100


def tell_sync(out: Path, language: str, context: Context) -> int:
    """Play the story in the folder `out` and tell it; returns the exit code."""
    told = run_sync_demo(out, language)
    lines = (short for line in _story(told, context) for short in _wrapped(line))
    return context.show(lines, _document(told))


def _wrapped(line: str) -> list[str]:
    """Break a long line of the story; a path stays whole."""
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(line, _WIDTH, subsequent_indent=indent, break_long_words=False) or [""]


def _document(told: SyncTold) -> dict[str, object]:
    imported, again = told.imported, told.again
    return {
        "hub": {"url": told.url, "fingerprint": told.fingerprint, "folder": str(told.folders[HUB])},
        "people": [
            {"name": told.first, "workspace": str(told.folders[FIRST])},
            {"name": told.second, "workspace": str(told.folders[SECOND])},
        ],
        "visit": told.visit,
        "syncs": {step: _numbers(report) for step, report in told.reports.items()},
        "photo_arrived": told.photo_arrived,
        "conflict": {
            "question": told.label,
            "sides": [{"author": author, "value": value} for author, value in told.sides],
            "meanwhile": told.meanwhile,
            "kept": list(told.kept),
        },
        "merged": [{"question": label, "values": list(values)} for label, values in told.merged.items()],
        "stick": {
            "file": str(told.stick),
            "size": told.stick_size,
            "changes": imported.look.changes if imported else 0,
            "taken": imported.changed if imported else 0,
            "files_taken": imported.files if imported else 0,
            "taken_again": again.changed if again else 0,
            "files_taken_again": again.files if again else 0,
        },
        "same": told.same,
    }


def _numbers(report: Report) -> dict[str, object]:
    return {name: value for name, value in asdict(report).items() if name != "problem"}


def _story(told: SyncTold, context: Context) -> Iterator[str]:
    for part in (_hub, _shared, _both_edit, _decided, _stick, _line_is_back):
        yield from part(told, context)
        yield ""
    yield from _end(told, context)


def _hub(told: SyncTold, context: Context) -> Iterator[str]:
    texts = context.texts
    yield texts("1. A hub")
    yield "   " + texts(
        "The trainer's laptop serves a hub at {url}. Its fingerprint begins with {fingerprint}; a device only talks to the hub "
        "whose fingerprint stood in the invitation.",
        url=told.url,
        fingerprint=as_compared(told.fingerprint[:_FINGERPRINT_SIGNS]),
    )
    yield "   " + texts(
        "{first} and {second} join, each by an invitation that works once.",
        first=told.first,
        second=told.second,
    )


def _shared(told: SyncTold, context: Context) -> Iterator[str]:
    texts, reports = context.texts, told.reports
    yield texts("2. A visit is shared")
    yield "   " + texts(
        "{first} visits {company}, takes a photo, and shares the visit with the organisation.",
        first=told.first,
        company=told.sample.company.name,
    )
    yield "   " + _went(reports["shared"], told.first, context)
    yield "   " + _went(reports["received"], told.second, context)
    if told.photo_arrived:
        yield "   " + texts("The photo of {second} is the same, byte by byte.", second=told.second)


def _both_edit(told: SyncTold, context: Context) -> Iterator[str]:
    texts, formats, reports = context.texts, context.formats, told.reports
    yield texts("3. Both edit without a line")
    yield "   " + texts("Both answer the question “{question}”:", question=told.label)
    for author, value in told.sides:
        yield "     " + texts("{person}: {value}", person=author, value=show_number(value, formats))
    yield "   " + texts("And each of them another question, which the other one does not touch.")
    for step, name in (
        ("first_edits", told.first),
        ("second_edits", told.second),
        ("conflict_seen", told.first),
    ):
        yield "   " + _went(reports[step], name, context)
    yield "   " + texts("What only one of them changed came together by itself:")
    for label, (value, _) in told.merged.items():
        yield "     " + texts("“{question}”: {value}", question=label, value=show_number(value, formats))
    yield "   " + texts(
        "The answer that both gave is in conflict. Both values are kept, and both people see them. Until somebody decides, "
        "figures on all devices use {value}.",
        value=show_number(told.meanwhile, formats),
    )


def _decided(told: SyncTold, context: Context) -> Iterator[str]:
    texts, formats, reports = context.texts, context.formats, told.reports
    yield texts("4. A person decides")
    yield "   " + texts(
        "{second} has the invoice and keeps {value}. The decision is a change like any other.",
        second=told.second,
        value=show_number(told.kept[1], formats),
    )
    yield "   " + _went(reports["decided"], told.second, context)
    yield "   " + _went(reports["decision_seen"], told.first, context)
    yield "   " + texts(
        "Now {value} stands in both workspaces, and the history still shows what else was said.",
        value=show_number(told.kept[0], formats),
    )


def _line_is_back(told: SyncTold, context: Context) -> Iterator[str]:
    texts, reports = context.texts, told.reports
    yield texts("6. The line is back")
    for step, name in (("first_last", told.first), ("second_last", told.second), ("first_again", told.first)):
        yield "   " + _went(reports[step], name, context)
    if told.same:
        yield "   " + texts(
            "The checksums of the hub and of both workspaces are equal: all three hold the same."
        )
    else:
        yield "   " + texts("The checksums of the hub and of the workspaces differ.")


def _end(told: SyncTold, context: Context) -> Iterator[str]:
    texts, formats, reports = context.texts, context.formats, told.reports
    total = sum(report.bytes_sent + report.bytes_received for report in reports.values())
    yield texts(
        "In all, {requests} requests and {size} went over the line.",
        requests=formats.number(sum(report.requests for report in reports.values())),
        size=formats.size(total),
    )
    yield texts("The hub was stopped. To look around (passphrase: {passphrase}):", passphrase=PASSPHRASE)
    for folder in (told.folders[FIRST], told.folders[SECOND], told.folders[HUB]):
        yield f"  {folder}"


def _stick(told: SyncTold, context: Context) -> Iterator[str]:
    texts, formats = context.texts, context.formats
    yield texts("5. A USB stick")
    yield "   " + texts(
        "Where there is no line, {second} takes one more photo and writes the visit to a file of {size}, which only the device of "
        "{first} can open.",
        first=told.first,
        second=told.second,
        size=formats.size(told.stick_size),
    )
    if told.looked is not None:
        yield "   " + context.plural(
            "Before taking it, {first} looks into it: written by {author}, {count} change, new here: {new}.",
            "Before taking it, {first} looks into it: written by {author}, {count} changes, new here: {new}.",
            told.looked.changes,
            first=told.first,
            author=told.looked.opening.author,
            new=formats.number(told.looked.new),
        )
    if told.imported is not None and told.again is not None:
        yield "   " + texts(
            "Taken in: changes {changes}, files {files}. The same file once more: changes {again}, files {files_again}.",
            changes=formats.number(told.imported.changed),
            files=formats.number(told.imported.files),
            again=formats.number(told.again.changed),
            files_again=formats.number(told.again.files),
        )


def _went(report: Report, name: str, context: Context) -> str:
    """Say what a sync carried."""
    formats = context.formats
    return context.texts(
        "{name} syncs. Changes sent: {sent}, received: {received}. Files sent: {files_sent}, received: {files_fetched}.",
        name=name,
        sent=formats.number(report.sent),
        received=formats.number(report.received),
        files_sent=formats.number(report.files_sent),
        files_fetched=formats.number(report.files_fetched),
    )
