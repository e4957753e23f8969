"""A file is written whole or not at all, and what stood in the way is named."""

import pytest

from greenfield.base.problem import ProblemError
from greenfield.services.files import write_file


def test_a_file_is_replaced_whole(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"before")
    write_file(tmp_path / "a.pdf", b"after")
    assert (tmp_path / "a.pdf").read_bytes() == b"after"
    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize(("exists", "code"), [(True, "file.in_use"), (False, "file.unwritable")])
def test_a_replacement_that_is_refused_leaves_the_file_before(tmp_path, monkeypatch, exists, code):
    path = tmp_path / "a.pdf"
    if exists:
        path.write_bytes(b"before")

    def refused(_self, _target):
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr("pathlib.Path.replace", refused)
    with pytest.raises(ProblemError) as caught:
        write_file(path, b"after")
    assert caught.value.code == code
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([b"before"] if exists else [])
