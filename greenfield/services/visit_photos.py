"""The photos of a visit: which there are, and taking one away."""

from dataclasses import dataclass

from greenfield.base.problem import fail
from greenfield.services.open_visit import OpenVisit
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.plan import Kept, attachments_of
from greenfield.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class VisitPhoto:
    """A photo that is kept: its record, its file's name, to which question it belongs, and its bytes' sha256.

    `thumbnail` is the sha256 of a small picture of it, which may be here before the photo; empty if there is none.
    """

    record: str
    name: str
    caption: str
    question: str
    blob: str
    thumbnail: str = ""


def photos_of(workspace: Workspace, visit: str) -> list[VisitPhoto]:
    """Return the photos of a visit in their order."""
    with workspace.read() as connection:
        kept = attachments_of(connection, visit)
    return [_photo(one) for one in kept if one.text("media_type").startswith("image/") and one.text("blob")]


def remove_photo(workspace: Workspace, opened: OpenVisit, record: str) -> None:
    """Take a photo away from its visit; `restore_photo` brings it back. Raises `visit.finished`."""
    _must_be_open(opened)
    with workspace.unit() as unit:
        unit.delete(record)


def restore_photo(workspace: Workspace, opened: OpenVisit, record: str) -> None:
    """Bring a photo back that was taken away. Raises `visit.finished`."""
    _must_be_open(opened)
    with workspace.unit() as unit:
        unit.restore(record)


def _must_be_open(opened: OpenVisit) -> None:
    if opened.visit.state == VisitState.FINISHED:
        raise fail("visit.finished", opened.visit.id[:8])


def _photo(kept: Kept) -> VisitPhoto:
    return VisitPhoto(
        record=kept.id,
        name=kept.text("name"),
        caption=kept.text("caption"),
        question=kept.text("question"),
        blob=kept.text("blob"),
        thumbnail=kept.text("thumbnail"),
    )
