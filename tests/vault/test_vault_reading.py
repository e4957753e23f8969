import os
import shutil
from contextlib import closing

import pytest
from vault_child import as_reader_only

from greenfield.base.problem import ProblemError
from greenfield.vault.driver import DatabaseError
from greenfield.vault.opening import open_vault

posix = pytest.mark.skipif(os.name == "nt", reason="accounts are changed the POSIX way")


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def read(sample) -> int | str:
    try:
        return sample.count()
    except ProblemError as error:
        return error.code


def test_reading_writes_nothing(sample):
    before = sample.contents()
    assert sample.count() == 20
    assert sample.contents() == before


def test_a_reader_cannot_write(sample):
    with (
        open_vault(sample.folder, sample.key, read_only=True) as vault,
        closing(vault.connect()) as database,
        pytest.raises(DatabaseError, match="readonly"),
    ):
        database.execute("DELETE FROM visit")


def test_readers_see_what_a_writer_commits_beside_them(sample):
    with (
        open_vault(sample.folder, sample.key, read_only=True) as reading,
        closing(reading.connect()) as reader,
        open_vault(sample.folder, sample.key) as writing,
        closing(writing.connect()) as writer,
    ):
        writer.execute("INSERT INTO visit VALUES (50, 'x')")
        assert reader.execute("SELECT count(*) FROM visit").fetchone() == (20,)
        writer.commit()
        assert reader.execute("SELECT count(*) FROM visit").fetchone() == (21,)
    assert names(sample.folder) == ["data.db", "keys.json"]


@posix
def test_a_closed_workspace_in_a_read_only_folder_is_read(sample, tmp_path):
    before = sample.contents()
    assert as_reader_only(tmp_path, lambda: read(sample)) == 20
    assert sample.contents() == before


@posix
def test_a_writer_in_a_read_only_folder_is_told_so(sample, tmp_path):
    def write() -> str:
        try:
            open_vault(sample.folder, sample.key)
        except ProblemError as error:
            return error.code
        return "opened"

    assert as_reader_only(tmp_path, write) == "workspace.read_only"
    assert names(sample.folder) == ["data.db", "keys.json"]


@posix
def test_a_read_only_folder_is_read_beside_another_accounts_writer(sample, tmp_path):
    with open_vault(sample.folder, sample.key) as vault, closing(vault.connect()) as writer:
        writer.execute("INSERT INTO visit VALUES (50, 'x')")
        writer.commit()
        assert as_reader_only(tmp_path, lambda: read(sample)) == 21


@posix
def test_an_unfinished_log_in_a_read_only_folder_is_not_left_out_silently(sample, tmp_path, killed):
    killed(sample.folder, sample.key)
    (sample.folder / "data.db-shm").unlink()
    before = sample.contents()
    assert as_reader_only(tmp_path, lambda: read(sample)) == "workspace.not_closed"
    assert sample.contents() == before


@posix
def test_files_that_another_account_may_not_read_are_named(sample, tmp_path):
    for name, code in (("keys.json", "file.unreadable"), ("data.db", "workspace.database_unreadable")):
        (sample.folder / name).chmod(0o000)
        assert as_reader_only(tmp_path, lambda: read(sample)) == code
        (sample.folder / name).chmod(0o644)


def test_a_log_left_by_a_killed_writer_is_read_in_full_by_a_reader(sample, killed):
    killed(sample.folder, sample.key)
    shutil.copytree(sample.folder, sample.folder.with_name("Copy.greenfield"))
    assert sample.count() == 30
