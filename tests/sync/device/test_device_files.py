"""Photos and documents both ways: in pieces, resumed, small ones first, none that a company did not permit."""

import random
from hashlib import sha256

import pytest
from device_sample import Direct
from test_device_restored import restore

from greenfield.store.blobs import has_blob
from greenfield.store.check import check
from greenfield.store.connecting import driver_of
from greenfield.sync.device.conduct import FILES_IN, FILES_OUT
from greenfield.sync.device.store import Answer, Pulled
from greenfield.sync.transport import LineError, Reply

CHANCE = random.Random(6)
PHOTO = CHANCE.randbytes(700_000)
THUMBNAIL = CHANCE.randbytes(4_000)


@pytest.fixture
def two(join):
    return join("first"), join("second", "Badou")


def photographed(device, said="report", content=PHOTO, thumbnail=b""):
    with device.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "sharing": "organisation", "photos": said})
        visit = unit.create("visit", {"company": company, "sharing": "organisation"})
        blob = unit.put_blob(content)
        values = {"subject": visit, "blob": blob, "media_type": "image/jpeg", "size": len(content)}
        if thumbnail:
            values["thumbnail"] = unit.put_blob(thumbnail)
        unit.create("attachment", values, blobs=[each for each in (blob, values.get("thumbnail")) if each])
    return company, blob


def has(device, sha256):
    with device.workspace.read() as connection:
        return has_blob(driver_of(connection), sha256)


def test_a_photo_gets_from_one_device_to_the_other(two):
    first, second = two
    _, blob = photographed(first)
    assert first.sync().files_sent == 1
    assert second.sync().files_fetched == 1
    assert second.workspace.blob(blob) == PHOTO
    assert first.sync().requests == second.sync().requests == 1
    assert check(second.workspace) == []


def test_records_come_before_files_and_small_files_before_large_ones(two):
    first, second = two
    photographed(first, thumbnail=THUMBNAIL)
    line = Direct(first.centre.hub)
    first.sync(line)
    patches = [each.headers["upload-length"] for each in line.of("/blobs/") if each.method == "PATCH"]
    assert patches[0] == str(len(THUMBNAIL))
    assert set(patches[1:]) == {str(len(PHOTO))}
    first_file = next(at for at, each in enumerate(line.asked) if "/blobs/" in each.path)
    assert all("/blobs/" in each.path for each in line.asked[first_file:])
    line = Direct(first.centre.hub)
    second.sync(line)
    sizes = [
        reply.headers["content-range"].rpartition("/")[2]
        for asked, reply in zip(line.asked, line.replies, strict=True)
        if asked.method == "GET" and "/blobs/" in asked.path
    ]
    assert sizes[0] == str(len(THUMBNAIL))
    assert set(sizes[1:]) == {str(len(PHOTO))}


def test_sending_is_resumed_where_the_line_broke(two):
    first, second = two
    _, blob = photographed(first)
    sent = []

    def breaks(request):
        if request.method == "PATCH":
            sent.append((int(request.headers["upload-offset"]), len(request.body)))
            if len(sent) > 3:
                raise LineError("cut")

    assert first.sync(Direct(first.centre.hub, before=breaks), attempts=1).problem.code == "sync.line"
    there = sum(size for _, size in sent[:3])
    line = Direct(first.centre.hub)
    assert first.sync(line).files_sent == 1
    patches = [each for each in line.asked if each.method == "PATCH"]
    assert int(patches[0].headers["upload-offset"]) == there
    assert sum(len(each.body) for each in patches) == len(PHOTO) - there
    second.sync()
    assert second.workspace.blob(blob) == PHOTO


def test_fetching_is_resumed_where_the_line_broke_and_nothing_shows_before(two):
    first, second = two
    _, blob = photographed(first)
    first.sync()
    got = []

    def breaks(request):
        if "/blobs/" in request.path:
            got.append(request.headers["range"])
            if len(got) > 3:
                raise LineError("cut")

    assert second.sync(Direct(first.centre.hub, before=breaks), attempts=1).problem.code == "sync.line"
    (task,) = second.store.files_to_fetch(9)
    assert 0 < task.done < len(PHOTO) == task.size
    assert not has(second, blob)
    assert check(second.workspace) == []
    line = Direct(first.centre.hub)
    assert second.sync(line).files_fetched == 1
    assert line.of("/blobs/")[0].headers["range"].startswith(f"bytes={task.done}-")
    assert (
        sum(
            len(reply.body)
            for asked, reply in zip(line.asked, line.replies, strict=True)
            if "/blobs/" in asked.path
        )
        == len(PHOTO) - task.done
    )
    assert second.workspace.blob(blob) == PHOTO


def test_another_file_under_the_same_name_is_never_shown(two):
    first, second = two
    company, blob = photographed(first)
    first.sync()
    lies = [True]

    def forges(request):
        if "/blobs/" in request.path and lies[0]:
            return Reply(206, {"content-range": "bytes 0-4/5"}, b"other")
        return None

    line = Direct(first.centre.hub, before=forges)
    report = second.sync(line)
    assert (report.problem, report.files_fetched) == (None, 0)
    assert len(line.of("/blobs/")) == 2
    assert not has(second, blob)
    assert second.sync().requests == 1
    # once permissions change, it is asked for again
    lies[0] = False
    with first.workspace.unit() as unit:
        unit.set(company, {"photos": "public"})
    first.sync()
    second.sync()
    assert second.workspace.blob(blob) == PHOTO


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-range": "bytes 5-9/20"},
        {"content-range": "bytes 0-4/99999999999"},
        {"content-range": "nonsense"},
    ],
)
def test_a_piece_that_says_something_else_than_was_asked_is_not_taken(two, headers):
    first, second = two
    _, blob = photographed(first)
    first.sync()
    left = [Reply(206, headers, b"other")] * 2
    line = Direct(
        first.centre.hub, before=lambda request: left.pop() if left and "/blobs/" in request.path else None
    )
    assert second.sync(line).problem is None
    assert second.workspace.blob(blob) == PHOTO


def test_photos_that_a_company_does_not_permit_stay_here_until_it_does(two):
    first, second = two
    company, blob = photographed(first, "none")
    line = Direct(first.centre.hub)
    first.sync(line)
    assert line.of("/blobs/") == []
    assert first.store.count_files() == (0, 0)
    second.sync()
    assert not has(second, blob)
    assert first.sync().requests == 1
    with first.workspace.unit() as unit:
        unit.set(company, {"photos": "internal"})
    assert first.sync().files_sent == 1
    second.sync()
    assert second.workspace.blob(blob) == PHOTO


def names_too(device, blob, said, kind="attachment"):
    """Name a file in a record below another company."""
    with device.workspace.unit() as unit:
        company = unit.create("company", {"name": "Other", "sharing": "organisation", "photos": said})
        visit = unit.create("visit", {"company": company, "sharing": "organisation"})
        above = {"subject": visit, "media_type": "image/jpeg"} if kind == "attachment" else {"visit": visit}
        unit.create(kind, {**above, "blob": blob}, blobs=[blob])


@pytest.mark.parametrize("kind", ["attachment", "document"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_nobody_calls_for_a_forbidden_photo_by_naming_its_hash_elsewhere(two, when, kind):
    first, second = two
    first.sync()
    if when == "before":
        names_too(second, sha256(PHOTO).hexdigest(), "public", kind)
        second.sync()
        first.sync()
    _, blob = photographed(first, "none")
    first.sync()
    if when == "after":
        second.sync()
        names_too(second, blob, "public", kind)
        second.sync()
    line = Direct(first.centre.hub)
    for _ in range(2):
        assert first.sync(line).files_sent == 0
    assert line.of("/blobs/") == []
    second.sync()
    assert not has(second, blob)


def test_files_are_sent_also_where_a_record_of_the_same_batch_was_hidden_while_it_was_under_way(two):
    first, _ = two
    first.sync()
    with first.workspace.unit() as unit:
        hidden = unit.create("company", {"name": "Mill", "sharing": "organisation"})
    _, blob = photographed(first)
    waiting = first.store.unsent(0, 1_000_000)
    link = first.store.link()
    # another program syncs as well, and the company is not to be read any more
    first.store.take([Pulled(1, mine=waiting[0].cid), Pulled(0, hide=hidden)], link)
    answers = [Answer(each.cid, "applied", number, head=99) for number, each in enumerate(waiting, 1)]
    first.store.acknowledge(answers)
    assert blob in {task.sha256 for task in first.store.files_to_send(9)}
    assert check(first.workspace) == []


def test_a_photo_of_two_companies_is_sent_for_the_one_that_permits_it(two):
    first, second = two
    _, blob = photographed(first, "none")
    first.sync()
    names_too(first, blob, "public")
    assert first.sync().files_sent == 1
    second.sync()
    assert second.workspace.blob(blob) == PHOTO


def test_of_two_permissions_in_conflict_the_narrower_one_holds(two):
    first, second = two
    company, _ = photographed(first)
    first.sync(metered=True)
    second.sync(metered=True)
    with first.workspace.unit() as unit:
        unit.set(company, {"photos": "none"})
    with second.workspace.unit() as unit:
        unit.set(company, {"photos": "public"})
    second.sync(metered=True)
    line = Direct(first.centre.hub)
    assert first.sync(line).outcomes == {"conflict": 1}
    assert line.of("/blobs/") == []


def test_documents_and_signatures_need_no_permission_for_photos(two):
    first, second = two
    with first.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "sharing": "organisation", "photos": "none"})
        visit = unit.create("visit", {"company": company, "sharing": "organisation"})
        blob = unit.put_blob(b"%PDF")
        unit.create("document", {"visit": visit, "blob": blob}, blobs=[blob])
    assert first.sync().files_sent == 1
    second.sync()
    assert second.workspace.blob(blob) == b"%PDF"


def test_on_a_metered_line_thumbnails_come_and_photos_wait(two):
    first, second = two
    _, blob = photographed(first, thumbnail=THUMBNAIL)
    line = Direct(first.centre.hub)
    assert first.sync(line, metered=True).files_sent == 1
    assert {each.headers["upload-length"] for each in line.of("/blobs/")} == {str(len(THUMBNAIL))}
    assert (first.store.count_files(), first.store.bytes_of_files()) == ((1, 0), (len(PHOTO), 0))
    first.sync()
    assert second.sync(metered=True).files_fetched == 1
    assert (second.store.count_files(), second.store.bytes_of_files()) == ((0, 1), (0, len(PHOTO)))
    assert not has(second, blob)
    assert second.sync().files_fetched == 1
    assert second.store.bytes_of_files() == (0, 0)


@pytest.mark.parametrize("said", [2**62, -5, "much"], ids=["absurd", "below nothing", "no number"])
def test_what_records_say_of_the_size_of_their_files_stops_nobody(two, said):
    first, second = two
    photographed(first)
    with first.workspace.unit() as unit:
        company = unit.create("company", {"sharing": "organisation", "photos": "report"})
        for content in (b"a" * 70_000, b"b" * 70_000):
            values = {"subject": company, "blob": unit.put_blob(content), "size": said}
            unit.create("attachment", values, blobs=[values["blob"]])
    first.sync()
    assert second.sync(metered=True).files_fetched == 0
    assert second.store.bytes_of_files() == (0, len(PHOTO))


@pytest.mark.parametrize("is_restored", [False, True], ids=["once", "offered anew"])
def test_on_a_metered_line_a_questionnaire_goes_along_however_large_it_is(two, is_restored):
    first, second = two
    if is_restored:
        first.sync()
        backup = first.centre.backup()
    with first.workspace.unit() as unit:
        sha256 = unit.put_blob(PHOTO)
        unit.create("package", {"identifier": "scan", "version": "1", "type": "toolkit", "blob": sha256})
    if is_restored:
        first.sync()
        restore(first.centre, backup)
    first.sync(metered=True)
    second.sync(metered=True)
    assert has(second, sha256)


def test_progress_tells_of_each_piece_of_a_large_file(two):
    first, second = two
    photographed(first)
    for device, step, way in ((first, FILES_OUT, 0), (second, FILES_IN, 1)):
        seen = []
        device.sync(progress=seen.append)
        carried = [(one.bytes_sent, one.bytes_received)[way] for one in seen if one.step == step]
        assert len(carried) > 2
        assert carried == sorted(set(carried)), "each piece says more than the one before"
        assert [(one.done, one.total) for one in seen if one.step == step][-2:] == [(0, 1), (1, 1)]


def test_a_file_that_the_hub_does_not_give_is_asked_for_once(two):
    first, second = two
    photographed(first)
    first.sync(metered=True)
    line = Direct(first.centre.hub)
    assert second.sync(line).files_fetched == 0
    assert len(line.of("/blobs/")) == 1
    assert second.sync().requests == 1


def test_a_part_of_a_file_does_not_spoil_the_same_file_from_elsewhere(two):
    first, second = two
    _, blob = photographed(first)
    first.sync()
    got = []

    def breaks(request):
        if "/blobs/" in request.path:
            got.append(request)
            if len(got) > 2:
                raise LineError("cut")

    second.sync(Direct(first.centre.hub, before=breaks), attempts=1)
    with second.workspace.unit() as unit:
        assert unit.put_blob(PHOTO) == blob
    assert second.workspace.blob(blob) == PHOTO
    assert second.sync().problem is None
    assert second.workspace.blob(blob) == PHOTO
