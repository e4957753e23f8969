"""The first sync of somebody new: what people read comes first, photos after all of it; counted, not timed."""

import random

import pytest
from device_sample import Centre, Device, Direct

from greenfield.store.reading.companies import find_company
from greenfield.store.reading.visits import answers_of, list_visits

FIRST_PAGE = 64 * 1024
"""Bytes on the line: on 20 kbit/s half a minute."""


class ShutError(Exception):
    """Ends a sync after a request, as if the computer was shut."""


@pytest.fixture
def direct():
    """A hub in this process."""
    centre = Centre()
    yield centre
    centre.hub.close()


def visit_factories(device: Device, visits: int, photos: int) -> list[str]:
    """Note visits with answers, and photos with thumbnails that are spread over them."""
    chance = random.Random(visits)
    made = []
    for number in range(visits):
        with device.workspace.unit() as unit:
            values = {"name": f"Mill {number}", "sharing": "organisation", "photos": "report"}
            company = unit.create("company", values)
            answers = {f"answers/q{field}": f"{chance.randrange(10**6)} kWh a month" for field in range(40)}
            values = {"company": company, "sharing": "organisation", "date": "2026-03-10", **answers}
            made.append(unit.create("visit", values))
            for _ in range(photos // visits):
                blobs = [unit.put_blob(chance.randbytes(size)) for size in (900, 100)]
                values = {"subject": made[-1], "blob": blobs[0], "thumbnail": blobs[1], "size": 400_000}
                unit.create("attachment", {**values, "media_type": "image/jpeg"}, blobs=blobs)
    return made


@pytest.mark.parametrize(("visits", "photos"), [(20, 60), pytest.param(200, 2_000, marks=pytest.mark.long)])
def test_the_first_visit_is_there_after_one_request_and_all_records_before_any_file(
    direct, make_workspace, visits, photos
):
    first = direct.join(make_workspace("first"), "Awa")
    made = visit_factories(first, visits, photos)
    report = first.sync()
    assert (report.problem, report.files_sent) == (None, 2 * photos)

    # one request, and somebody can read
    early = direct.join(make_workspace("early"), "Badou")

    def after_one(_records):
        raise ShutError

    line = Direct(direct.hub)
    with pytest.raises(ShutError):
        early.sync(line, page_taken=after_one)
    assert len(line.asked) == 1
    assert len(line.replies[0].body) < FIRST_PAGE
    with early.workspace.read() as connection:
        rows = list_visits(connection)
        assert made[0] in {row.id for row in rows}
        assert len(answers_of(connection, made[0]).root) == 40
        assert (
            find_company(connection, next(row.company for row in rows if row.id == made[0])).name == "Mill 0"
        )

    # all records, then the thumbnails, then the photos
    line = Direct(direct.hub)
    shown = []
    report = early.sync(line, progress=lambda progress: shown.append((progress.step, progress.done)))
    assert report.problem is None
    assert report.files_fetched == 2 * photos
    is_file = ["/blobs/" in each.path for each in line.asked]
    assert is_file == sorted(is_file)
    pages = is_file.count(False)
    assert pages <= 2 + visits * 3_000 * (1 + photos // visits) // 96_000
    assert is_file.count(True) == 2 * photos
    sizes = [len(reply.body) for reply, of_file in zip(line.replies, is_file, strict=True) if of_file]
    assert sizes == [100] * photos + [900] * photos
    with early.workspace.read() as connection:
        assert len(list_visits(connection)) == visits
    assert [early.workspace.blob(each) for each in _files(early)] == [
        first.workspace.blob(each) for each in _files(early)
    ]


def _files(device):
    with device.workspace.read() as connection:
        return connection.exec_driver_sql("SELECT DISTINCT sha256 FROM blob_use ORDER BY 1").scalars().all()
