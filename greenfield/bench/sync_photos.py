"""The first sync of a new device: 200 visits with ten photos each; when the first visit shows, and when all is there."""

import random
from pathlib import Path
from time import perf_counter
from typing import Final, NamedTuple

from greenfield.bench.sync_device import device, synced
from greenfield.bench.sync_documents import documents
from greenfield.bench.sync_hub import HubProcess
from greenfield.records.change import Json
from greenfield.store.reading.visits import latest_visits
from greenfield.store.workspace import Workspace
from greenfield.sync.device.conduct import Conduct

VISITS, PHOTOS = 200, 10
_PHOTO_BYTES, _THUMBNAIL_BYTES = 60_000, 3_000
_MANY: Final = 100_000


class FirstSync(NamedTuple):
    """Seconds from the beginning of the sync until a visit is in the list, and until every photo is there."""

    first_visit: float
    whole: float
    files: int


def first_sync(folder: Path, hub: HubProcess, visits: int = VISITS, photos: int = PHOTOS) -> FirstSync:
    """Fill a hub from one device, let another one join, and measure its first sync."""
    with device(folder / "full.greenfield", hub, "Ana") as full:
        fill(full, visits, photos)
        synced(full, hub)
    shown: list[float] = []
    with device(folder / "new.greenfield", hub, "Ben") as new:

        def look(_records: frozenset[str]) -> None:
            if not shown:
                with new.read() as connection:
                    if latest_visits(connection, 10):
                        shown.append(perf_counter())

        began = perf_counter()
        step = synced(
            new,
            hub,
            conduct=Conduct(attempts=_MANY, pause=lambda _seconds: None, ahead=True, page_taken=look),
        )
    return FirstSync(shown[0] - began, step.seconds, step.report.files_fetched)


def fill(workspace: Workspace, visits: int, photos: int) -> None:
    """Make a company with visits and photos, each with a thumbnail; no two are the same."""
    chance = random.Random(7)  # noqa: S311  the same documents in every run
    with workspace.unit() as unit:
        company = unit.create("company", {"name": "Bakery", "sharing": "organisation", "photos": "internal"})
    for each in documents(visits, company):
        with workspace.unit() as unit:
            visit = unit.create("visit", dict(each))
            for number in range(photos):
                whole = unit.put_blob(chance.randbytes(_PHOTO_BYTES))
                small = unit.put_blob(chance.randbytes(_THUMBNAIL_BYTES))
                values: dict[str, Json] = {
                    "subject": visit,
                    "blob": whole,
                    "thumbnail": small,
                    "name": f"{number}.jpg",
                    "media_type": "image/jpeg",
                    "size": _PHOTO_BYTES,
                }
                unit.create("attachment", values, blobs=[whole, small])
