"""Signatures: drawn by hand, each bound to the exact bytes of one document, never drawn on another."""

from dataclasses import dataclass
from datetime import datetime

from greenfield.base.problem import fail
from greenfield.services.stored_values import stored_moment
from greenfield.store.reading.plan import Kept, find_record, signatures_under
from greenfield.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature under a document. `fits` tells whether it was given under these very bytes."""

    record: str
    name: str
    role: str
    signed_at: datetime | None
    blob: str
    fits: bool


def sign_document(
    workspace: Workspace, document: str, drawn: bytes, *, name: str, role: str, now: datetime
) -> str:
    """Keep a drawn signature (a PNG) under a document that was handed over; return its record.

    Raises ProblemError `record.unknown` for a document that is not here, `signature.no_name`,
    `signature.not_drawn`.
    """
    with workspace.read() as connection:
        kept = find_record(connection, "document", document)
    if kept is None:
        raise fail("record.unknown", document)
    if not name.strip():
        raise fail("signature.no_name")
    if not drawn:
        raise fail("signature.not_drawn")
    with workspace.unit() as unit:
        blob = unit.put_blob(drawn)
        return unit.create(
            "signature",
            {
                "document": document,
                "document_sha256": kept.text("blob"),
                "name": name.strip(),
                "role": role.strip(),
                "signed_at": now.isoformat(timespec="seconds"),
                "blob": blob,
            },
            blobs=[blob],
        )


def signatures_of(workspace: Workspace, document: str) -> list[Signature]:
    """Return the signatures under a document, the oldest first."""
    with workspace.read() as connection:
        kept = find_record(connection, "document", document)
        found = signatures_under(connection, document) if kept else []
    return [_signature(one, kept.text("blob") if kept else "") for one in found]


def _signature(kept: Kept, sha256: str) -> Signature:
    return Signature(
        record=kept.id,
        name=kept.text("name"),
        role=kept.text("role"),
        signed_at=stored_moment(kept.text("signed_at")),
        blob=kept.text("blob"),
        fits=kept.text("document_sha256") == sha256,
    )
