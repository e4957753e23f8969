"""What the commands of conflicts share: a value in a line, and for scripts."""

from datetime import UTC, datetime
from typing import Any

from greenfield.cli.command import Context
from greenfield.services.sync.shown_conflicts import ConflictWords, ShownSide
from greenfield.store.reading.belonging import Belonging
from greenfield.store.workspace import Workspace


def words_in(workspace: Workspace, context: Context) -> ConflictWords:
    """Return what puts the conflicts of a workspace into the words of the reader."""
    return ConflictWords(workspace, context.texts, context.formats, datetime.now(UTC))


def side_line(side: ShownSide, note: str = "") -> str:
    """Return a value in a line: the beginning of its change, the value, who set it when, and a note."""
    said = "  ".join(part for part in (side.value, side.below, note) if part)
    return f"{side.side.cid[:8]:<8}  {said}"


def place_json(belonging: Belonging, field: str, label: str) -> dict[str, Any]:
    """Return which field of which record it is, for scripts."""
    return {
        "record": belonging.record,
        "kind": belonging.kind,
        "name": belonging.name,
        "field": field,
        "label": label,
        "company": belonging.company_name,
        "visit": belonging.visit,
        "visit_date": belonging.visit_date,
    }


def side_json(shown: ShownSide) -> dict[str, Any]:
    """Return a value for scripts: as it is kept, and in words."""
    side = shown.side
    return {
        "change": side.cid,
        "value": side.value,
        "text": shown.value,
        "author": side.author_name,
        "device": side.device,
        "device_name": side.device_name,
        "own": side.is_own,
        "at_device": side.at_device,
        "counts": shown.counts,
        "photos": list(side.photos),
    }
