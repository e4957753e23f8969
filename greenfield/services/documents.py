"""The documents of a visit: which were handed over, their bytes, and in which languages they can be made."""

from dataclasses import dataclass
from datetime import datetime

from greenfield.base import resources
from greenfield.base.languages import LANGUAGES, SOURCE_LANGUAGE
from greenfield.services.signatures import Signature, signatures_of
from greenfield.services.stored_values import stored_moment
from greenfield.store.reading.plan import documents_of
from greenfield.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A document as it was handed over, with the signatures under it; `blob` is the sha256 of its bytes.

    `handed_over_at` is None where what another device noted is no moment.
    """

    record: str
    name: str
    language: str
    handed_over_at: datetime | None
    blob: str
    signatures: tuple[Signature, ...]


def documents_handed_over(workspace: Workspace, visit: str) -> list[HandedOver]:
    """Return the documents of a visit, the newest first."""
    with workspace.read() as connection:
        kept = documents_of(connection, visit)
    return [
        HandedOver(
            record=one.id,
            name=one.text("name"),
            language=one.text("language"),
            handed_over_at=stored_moment(one.text("handed_over_at")),
            blob=one.text("blob"),
            signatures=tuple(signatures_of(workspace, one.id)),
        )
        for one in reversed(kept)
    ]


def document_languages() -> dict[str, str]:
    """Return the languages in which a document can be written, by code, each by its own name."""
    return {code: name for code, name in LANGUAGES.items() if code == SOURCE_LANGUAGE or _has_texts(code)}


def _has_texts(language: str) -> bool:
    return (resources.built("translations") / language / "LC_MESSAGES" / "document.mo").is_file()
