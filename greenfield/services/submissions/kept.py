"""The submissions that a visit keeps, so that a newer one can be compared with what came before."""

from dataclasses import dataclass

import msgspec

from greenfield.forms.form import Form
from greenfield.services.submissions.instance_xml import XML_TYPE, fill_from_xml, read_document
from greenfield.services.submissions.submission import Filled, Submission, plain_ids
from greenfield.services.submissions.table_rows import TABLE_TYPE
from greenfield.store.reading.plan import attachments_of
from greenfield.store.reading.submissions import ids_by_visit
from greenfield.store.unit import Unit
from greenfield.store.workspace import Workspace

KEPT_TYPES = (XML_TYPE, TABLE_TYPE)


@dataclass(frozen=True, slots=True)
class KeptSubmission:
    """A submission that was taken, or looked at and set aside: its ids, when it was sent, and its bytes."""

    record: str
    ids: tuple[str, ...]
    sent_at: str
    media_type: str
    blob: str


def kept_submissions(workspace: Workspace, visit: str) -> list[KeptSubmission]:
    """Return the submissions of a visit, the one that came last at the end."""
    with workspace.read() as connection:
        attached = attachments_of(connection, visit)
    return [
        KeptSubmission(
            one.id,
            tuple(one.text("caption").split()),
            one.text("taken_at"),
            one.text("media_type"),
            one.text("blob"),
        )
        for one in attached
        if one.text("media_type") in KEPT_TYPES
    ]


def visits_by_id(workspace: Workspace) -> dict[str, str]:
    """Return the visit of each submission that the workspace knows, by the submission's ids."""
    with workspace.read() as connection:
        pairs = list(ids_by_visit(connection, KEPT_TYPES))
    return {each: visit for written, visit in pairs for each in plain_ids(written.split())}


def keep_submission(unit: Unit, visit: str, submission: Submission, filled: Filled, sent_at: str) -> None:
    """Keep a submission with its visit."""
    content, media_type = submission.keep(filled)
    blob = unit.put_blob(content)
    unit.create(
        "attachment",
        {
            "subject": visit,
            "name": "submission.xml" if media_type == XML_TYPE else "submission.json",
            "media_type": media_type,
            "caption": " ".join(submission.ids),
            "taken_at": sent_at,
            "size": len(content),
            "blob": blob,
        },
        blobs=[blob],
    )


def read_kept(content: bytes, media_type: str, form: Form) -> Filled:
    """Return a submission that was kept, over its form."""
    if media_type == XML_TYPE:
        return fill_from_xml(read_document(content, "submission.xml"), form)
    return msgspec.json.decode(content, type=Filled)
