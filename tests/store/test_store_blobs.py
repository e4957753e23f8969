import hashlib

import pytest

from greenfield.base.problem import ProblemError
from greenfield.store import blobs
from greenfield.store.reading.companies import list_companies

PHOTO = bytes(range(256)) * 3000


def test_a_file_comes_back_as_it_was_put(workspace):
    with workspace.unit() as unit:
        names = {unit.put_blob(content) for content in (PHOTO, b"", PHOTO)}
    assert len(names) == 2
    assert workspace.blob(hashlib.sha256(PHOTO).hexdigest()) == PHOTO
    assert workspace.blob(hashlib.sha256(b"").hexdigest()) == b""


def test_a_file_that_arrives_in_pieces_is_seen_once_it_is_whole_and_right(workspace):
    sha256 = hashlib.sha256(PHOTO).hexdigest()
    pieces = [PHOTO[at : at + blobs.CHUNK_BYTES] for at in range(0, len(PHOTO), blobs.CHUNK_BYTES)]
    connection = workspace.writing_connection
    for last in (b"something else", pieces[-1]):
        with workspace.unit():
            blobs.begin_blob(connection, sha256, len(PHOTO))
            for position, piece in enumerate([*pieces[:-1], last]):
                blobs.put_chunk(connection, sha256, position, piece)
        with pytest.raises(ProblemError) as caught:
            workspace.blob(sha256)
        assert caught.value.code == "blob.unknown"
        with workspace.unit():
            assert blobs.complete_blob(connection, sha256) is (last == pieces[-1])
    assert workspace.blob(sha256) == PHOTO


def test_a_file_that_two_records_use_stays_until_both_are_erased(workspace):
    with workspace.unit() as unit:
        sha256 = unit.put_blob(PHOTO)
        first, second = (unit.create("attachment", {"blob": sha256}) for _ in range(2))
        unit.erase(first)
    assert workspace.blob(sha256) == PHOTO
    with workspace.unit() as unit:
        unit.erase(second)
    with pytest.raises(ProblemError):
        workspace.blob(sha256)


def test_a_reader_sees_what_is_committed_and_writes_nothing(make_workspace):
    workspace = make_workspace()
    with workspace.unit() as unit:
        unit.create("company", {"name": "Tannery"})
    reader = make_workspace(read_only=True)
    with workspace.unit() as unit:
        unit.create("company", {"name": "Bakery"})
        with reader.read() as connection:
            assert [company.name for company in list_companies(connection)] == ["Tannery"]
    with reader.read() as connection:
        assert [company.name for company in list_companies(connection)] == ["Bakery", "Tannery"]
    assert reader.device == workspace.device


@pytest.fixture
def arriving(workspace):
    """Add parts of a file to a workspace, and read them: `add(offset, content, size)`, `read(offset, size)`."""

    def add(content, offset, part, size=None):
        sha256 = hashlib.sha256(content).hexdigest()
        with workspace.unit() as unit:
            return blobs.add_part(unit.driver, sha256, len(content) if size is None else size, offset, part)

    return add, workspace


PARTED = PHOTO  # three pieces, and no text


@pytest.mark.parametrize("step", [1000, 100_000, 262_144, 300_000, 768_000])
def test_a_file_that_arrives_in_parts_of_any_size_is_whole_at_the_end(arriving, step):
    add, workspace = arriving
    sha256 = hashlib.sha256(PARTED).hexdigest()
    if step == 1000:
        # the first parts small, the rest at once
        assert add(PARTED, 0, PARTED[:1000])
        assert add(PARTED, 1000, PARTED[1000:3000])
        assert add(PARTED, 3000, PARTED[3000:])
    else:
        for at in range(0, len(PARTED), step):
            assert add(PARTED, at, PARTED[at : at + step])
    assert workspace.blob(sha256) == PARTED
    with workspace.unit() as unit:
        for offset, size in ((0, 10), (262_140, 10), (767_990, 100), (100_000, 400_000)):
            assert blobs.read_part(unit.driver, sha256, offset, size) == PARTED[offset : offset + size]


def test_a_part_that_leaves_a_gap_or_comes_again_changes_nothing(arriving):
    add, workspace = arriving
    sha256 = hashlib.sha256(PARTED).hexdigest()
    add(PARTED, 0, PARTED[:1000])
    add(PARTED, 5000, PARTED[5000:6000])
    add(PARTED, 500, PARTED[500:1500])
    with workspace.unit() as unit:
        assert blobs.size_of(unit.driver, sha256) == (len(PARTED), 1000)
    add(PARTED, 0, PARTED[:2000])
    with workspace.unit() as unit:
        assert blobs.size_of(unit.driver, sha256) == (len(PARTED), 2000)
    add(PARTED, 2000, PARTED[2000:])
    assert workspace.blob(sha256) == PARTED


def test_parts_of_another_file_are_removed_once_that_is_known(arriving):
    add, workspace = arriving
    sha256 = hashlib.sha256(PARTED).hexdigest()
    assert not add(PARTED, 0, b"other", size=5)
    with workspace.unit() as unit:
        assert blobs.size_of(unit.driver, sha256) == (0, 0)
        assert unit.driver.execute("SELECT count(*) FROM blob_chunk").fetchone() == (0,)
