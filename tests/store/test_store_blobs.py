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
